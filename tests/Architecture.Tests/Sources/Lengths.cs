using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Sources;

/// <summary>Something that has a length: a file, or a method in it.</summary>
internal sealed record Measured(string Name, int Lines);

/// <summary>Measures files and methods in lines.</summary>
internal static class Lengths
{
    public const int MaxFileLines = 500;
    public const int MaxMethodLines = 80;

    /// <summary>What is longer than it should be.</summary>
    public static IEnumerable<Measured> TooLong(SourceFile file)
    {
        int lines = file.Text.Count(character => character == '\n');
        if (lines > MaxFileLines) yield return new Measured(file.Path, lines);
        foreach (SyntaxNode method in file.Root.DescendantNodes().Where(IsMethod))
        {
            FileLinePositionSpan span = method.GetLocation().GetLineSpan();
            int length = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
            if (length > MaxMethodLines) yield return new Measured($"{file.Path} {NameOf(method)}", length);
        }
    }

    private static bool IsMethod(SyntaxNode node) => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax;

    private static string NameOf(SyntaxNode method) => method switch
    {
        MethodDeclarationSyntax declared => declared.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } accessor => $"{property.Identifier.Text}.{accessor.Keyword.Text}",
        _ => method.Kind().ToString(),
    };

    private static Microsoft.CodeAnalysis.CSharp.SyntaxKind Kind(this SyntaxNode node) => (Microsoft.CodeAnalysis.CSharp.SyntaxKind)node.RawKind;
}
