using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Sources;

/// <summary>Finds catch blocks that do nothing and do not even say why that is right.</summary>
internal static class SwallowedExceptions
{
    public static IEnumerable<string> Breaches(SourceFile file) =>
        from clause in file.Root.DescendantNodes().OfType<CatchClauseSyntax>()
        where clause.Block.Statements.Count == 0 && !HasComment(clause)
        select $"{file.Path}:{clause.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    private static bool HasComment(CatchClauseSyntax clause) =>
        clause.Block.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));
}
