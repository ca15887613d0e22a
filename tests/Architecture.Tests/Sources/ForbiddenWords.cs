using System.Text.RegularExpressions;

namespace Architecture.Sources;

/// <summary>Words that mean unfinished work, luck or one person's machine, and what to do instead.</summary>
internal static partial class ForbiddenWords
{
    // Put together, so that this file does not break its own rule.
    private static readonly (Regex Word, string Scope, string Instead)[] Rules =
    [
        (Unfinished(), "", "Finish it, or leave it out and say so in the commit."),
        (NotThere(), "", "Write the method, or throw NotSupportedException with a sentence that says what to use instead."),
        (Skipping(), "tests/", "A test that does not run protects nothing: repair or delete it."),
        (MachinePath(), "", "A path of one machine: derive it from the repository's root or from the assembly's location."),
    ];

    public static IEnumerable<string> Breaches(string path, string text)
    {
        if (path.StartsWith("tests/Architecture.Tests/Sources/ForbiddenWord", StringComparison.Ordinal)) yield break;
        foreach ((Regex word, string scope, string instead) in Rules)
        {
            if (!path.StartsWith(scope, StringComparison.Ordinal)) continue;
            foreach (Match match in word.Matches(text))
            {
                int line = text.AsSpan(0, match.Index).Count('\n') + 1;
                yield return $"{path}:{line}: {match.Value}. {instead}";
            }
        }
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\bNotImplementedException\b")]
    private static partial Regex NotThere();

    [GeneratedRegex(@"\b(Fact|Theory)\(.*\bSkip\s*=")]
    private static partial Regex Skipping();

    [GeneratedRegex(@"(?<![\w.])/(home|Users|root)/\w+|\b[A-Z]:\\\\?Users\b")]
    private static partial Regex MachinePath();
}
