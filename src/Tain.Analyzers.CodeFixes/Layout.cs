using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Tain.Analyzers.CodeFixes;

/// <summary>How the text around a member is laid out, so that what is added looks the same.</summary>
internal static class Layout
{
    public static string IndentOf(SyntaxNode member)
    {
        SourceText text = member.SyntaxTree.GetText();
        string line = text.Lines.GetLineFromPosition(member.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    public static string NewLineOf(SyntaxNode member)
    {
        SourceText text = member.SyntaxTree.GetText();
        TextLine first = text.Lines[0];
        string end = text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak));
        return end.Length == 0 ? "\n" : end;
    }
}
