using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tain.Analyzers.CodeFixes;

/// <summary>Takes away the 'static' of what belongs to an object, and the 'readonly' or 'const' of what the network assigns.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveModifierFix : TainFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["TAIN0001", "TAIN0020", "TAIN0028", "TAIN0040"];

    private protected override Proposal? Propose(SyntaxNode node, Diagnostic diagnostic, SemanticModel model)
    {
        SyntaxKind[] kinds = diagnostic.Id == "TAIN0028" ? [SyntaxKind.ReadOnlyKeyword, SyntaxKind.ConstKeyword] : [SyntaxKind.StaticKeyword];
        SyntaxToken? modifier = node.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.Modifiers.FirstOrDefault(one => kinds.Contains(one.Kind()));
        return modifier is { RawKind: not 0 } found ? new Proposal($"Remove '{found.Text}'", Remove(found)) : null;
    }
}
