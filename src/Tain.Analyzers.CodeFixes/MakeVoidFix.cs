using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Tain.Analyzers.CodeFixes;

/// <summary>Makes a remote call void. What it returned is dropped, so the fix is offered only where computing that does nothing else.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakeVoidFix : TainFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["TAIN0003"];

    private protected override Proposal? Propose(SyntaxNode node, Diagnostic diagnostic, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method) return null;
        var changes = new List<TextChange> { Replace(method.ReturnType.Span, "void") };
        // 'async Task' returns nothing as it is.
        bool isAsync = method.Modifiers.Any(SyntaxKind.AsyncKeyword) && method.ReturnType is not GenericNameSyntax;
        if (method.ExpressionBody is { } arrow)
        {
            if (!isAsync && !IsStatement(arrow.Expression)) return null;
        }
        else if (!isAsync)
        {
            foreach (ReturnStatementSyntax statement in Returns(method))
            {
                if (statement.Expression is not { } value) continue;
                if (!HasNoEffect(value)) return null;
                changes.Add(Replace(TextSpan.FromBounds(statement.ReturnKeyword.Span.End, statement.SemicolonToken.SpanStart), ""));
            }
        }
        return new Proposal("Make it void", [.. changes]);
    }

    // Not those of lambdas and local functions.
    private static IEnumerable<ReturnStatementSyntax> Returns(MethodDeclarationSyntax method) =>
        method.DescendantNodes(static one => one is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>();

    private static bool IsStatement(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax or AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax or ThrowExpressionSyntax;

    private static bool HasNoEffect(ExpressionSyntax expression) => expression is LiteralExpressionSyntax or IdentifierNameSyntax or DefaultExpressionSyntax;
}
