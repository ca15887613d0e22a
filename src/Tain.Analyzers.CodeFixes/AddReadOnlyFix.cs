using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tain.Analyzers.CodeFixes;

/// <summary>Makes the field of a sync collection readonly.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddReadOnlyFix : TainFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["TAIN0043"];

    private protected override Proposal? Propose(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        node.FirstAncestorOrSelf<FieldDeclarationSyntax>() is { } field
            ? new Proposal("Add 'readonly'", Insert(field.Declaration.Type.SpanStart, "readonly "))
            : null;
}
