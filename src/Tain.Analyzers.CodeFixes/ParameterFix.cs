using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Tain.Analyzers.CodeFixes;

/// <summary>Gives a remote call parameters that can travel: no default value, no 'in', and the sender of a Command in the form that is filled in.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ParameterFix : TainFix
{
    private const string Sender = "NetworkConnectionToClient";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["TAIN0006", "TAIN0007", "TAIN0008"];

    private protected override Proposal? Propose(SyntaxNode node, Diagnostic diagnostic, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<ParameterSyntax>() is not { Type: { } type } parameter) return null;
        return diagnostic.Id switch
        {
            "TAIN0006" => WithoutIn(parameter, type),
            "TAIN0007" => new Proposal("Remove the default value", Replace(TextSpan.FromBounds(parameter.Identifier.Span.End, parameter.Span.End), "")),
            _ => AsSender(parameter, type, model),
        };
    }

    // 'ref' may be how the answer was meant to come back; 'in' and 'ref readonly' only save a copy.
    private static Proposal? WithoutIn(ParameterSyntax parameter, TypeSyntax type)
    {
        bool isReadOnly = parameter.Modifiers.Any(SyntaxKind.InKeyword) || parameter.Modifiers.Any(SyntaxKind.ReadOnlyKeyword);
        string modifiers = parameter.Modifiers.ToString();
        return isReadOnly ? new Proposal($"Remove '{modifiers}'", Replace(TextSpan.FromBounds(parameter.Modifiers[0].SpanStart, type.SpanStart), "")) : null;
    }

    private static Proposal AsSender(ParameterSyntax parameter, TypeSyntax type, SemanticModel model)
    {
        bool isLast = parameter.Parent is ParameterListSyntax list && list.Parameters.Last() == parameter;
        if (!isLast || parameter.Default != null) return new Proposal($"Change the type to {Sender}", Replace(type.Span, Sender));
        bool isNullable = model.GetNullableContext(type.SpanStart).AnnotationsEnabled();
        return new Proposal(
            $"Change to '{Sender} {parameter.Identifier.Text} = null'",
            Replace(type.Span, isNullable ? Sender + "?" : Sender), Insert(parameter.Identifier.Span.End, " = null"));
    }
}
