using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Tain.Analyzers.CodeFixes;

/// <summary>Takes [SyncVar] off sync collections, and guards off abstract methods.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveAttributeFix : TainFix
{
    private static readonly ImmutableHashSet<string> Guards = ["ServerAttribute", "ServerCallbackAttribute", "ClientAttribute", "ClientCallbackAttribute"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["TAIN0026", "TAIN0070"];

    private protected override Proposal? Propose(SyntaxNode node, Diagnostic diagnostic, SemanticModel model)
    {
        AttributeSyntax? attribute = node.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.AttributeLists.SelectMany(static list => list.Attributes)
            .FirstOrDefault(one => IsMeant(model.GetTypeInfo(one).Type?.Name, diagnostic.Id));
        return attribute?.Parent is AttributeListSyntax list ? new Proposal($"Remove [{attribute.Name}]", Replace(SpanOf(attribute, list), "")) : null;
    }

    private static bool IsMeant(string? name, string code) => name != null && (code == "TAIN0026" ? name == "SyncVarAttribute" : Guards.Contains(name));

    // The whole list when it is alone in it, with the space or line behind; else with its comma.
    private static TextSpan SpanOf(AttributeSyntax attribute, AttributeListSyntax list)
    {
        if (list.Attributes.Count == 1) return TextSpan.FromBounds(list.SpanStart, list.GetLastToken().GetNextToken().SpanStart);
        int index = list.Attributes.IndexOf(attribute);
        return index == 0
            ? TextSpan.FromBounds(attribute.SpanStart, list.Attributes[1].SpanStart)
            : TextSpan.FromBounds(list.Attributes[index - 1].Span.End, attribute.Span.End);
    }
}
