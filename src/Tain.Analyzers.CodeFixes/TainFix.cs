using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Tain.Analyzers.CodeFixes;

/// <summary>
/// What all fixes have in common: they change text at a few places and touch nothing else, so that formatting and comments stay, and all findings of a
/// document, project or solution can be fixed at once. A fix that is not sure of itself is not offered.
/// </summary>
public abstract class TainFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root == null || model == null) return;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan);
            if (Propose(node, diagnostic, model) is not { } proposal) continue;
            Document document = context.Document;
            context.RegisterCodeFix(
                CodeAction.Create(proposal.Title, cancellation => Apply(document, proposal.Changes, cancellation), diagnostic.Id), diagnostic);
        }
    }

    private protected abstract Proposal? Propose(SyntaxNode node, Diagnostic diagnostic, SemanticModel model);

    private protected static TextChange Insert(int position, string text) => new(new TextSpan(position, 0), text);

    private protected static TextChange Replace(TextSpan span, string text) => new(span, text);

    /// <summary>With the space behind it.</summary>
    private protected static TextChange Remove(SyntaxToken token) => Replace(TextSpan.FromBounds(token.SpanStart, token.GetNextToken().SpanStart), "");

    private static async Task<Document> Apply(Document document, TextChange[] changes, CancellationToken cancellation)
    {
        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes));
    }
}
