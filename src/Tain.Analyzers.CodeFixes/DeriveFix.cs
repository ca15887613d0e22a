using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tain.Analyzers.CodeFixes;

/// <summary>Derives a class with networked members from NetworkBehaviour: one without a base class, or a MonoBehaviour.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DeriveFix : TainFix
{
    private const string Base = "NetworkBehaviour";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["TAIN0011", "TAIN0025", "TAIN0042"];

    private protected override Proposal? Propose(SyntaxNode node, Diagnostic diagnostic, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not ClassDeclarationSyntax type) return null;
        if (model.GetDeclaredSymbol(type) is not INamedTypeSymbol { IsStatic: false, BaseType: { } known }) return null;
        string title = $"Derive '{type.Identifier.Text}' from {Base}";
        BaseTypeSyntax? first = type.BaseList?.Types.FirstOrDefault();
        if (known.SpecialType == SpecialType.System_Object)
        {
            // A first base that is listed is an interface then.
            int end = type.ParameterList?.Span.End ?? type.TypeParameterList?.Span.End ?? type.Identifier.Span.End;
            return first == null ? new Proposal(title, Insert(end, " : " + Base)) : new Proposal(title, Insert(first.SpanStart, Base + ", "));
        }
        bool isMonoBehaviour = known is { Name: "MonoBehaviour", ContainingNamespace.Name: "Tain" };
        bool isListedHere = first != null && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(first.Type).Type, known);
        return isMonoBehaviour && isListedHere ? new Proposal(title, Replace(first!.Type.Span, Base)) : null;
    }
}
