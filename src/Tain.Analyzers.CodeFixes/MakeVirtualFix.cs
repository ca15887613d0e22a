using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tain.Analyzers.CodeFixes;

/// <summary>Makes an abstract remote call virtual, with an empty body.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakeVirtualFix : TainFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["TAIN0010"];

    private protected override Proposal? Propose(SyntaxNode node, Diagnostic diagnostic, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { Body: null } method) return null;
        SyntaxToken modifier = method.Modifiers.FirstOrDefault(static one => one.IsKind(SyntaxKind.AbstractKeyword));
        if (modifier.RawKind == 0) return null;
        string indent = Layout.IndentOf(method), line = Layout.NewLineOf(method);
        return new Proposal(
            "Make it virtual, with an empty body",
            Replace(modifier.Span, "virtual"), Replace(method.SemicolonToken.Span, $"{line}{indent}{{{line}{indent}}}"));
    }
}
