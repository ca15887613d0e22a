using System.Text.RegularExpressions;
using Architecture.Kit;

namespace Architecture.Behaviour;

/// <summary>The numbers of the headings of the page that says what happens when.</summary>
internal static partial class Headings
{
    public static IEnumerable<string> All() => Smallest(Repository.Read("docs/mirror/behaviour.md"));

    /// <summary>The smallest headings: a chapter that has sections is held by the tests of its sections.</summary>
    public static IEnumerable<string> Smallest(string page)
    {
        string[] numbers = [.. Heading().Matches(page).Select(match => match.Groups[1].Value)];
        return numbers.Where(number => !numbers.Any(other => other.StartsWith(number + ".", StringComparison.Ordinal)));
    }

    /// <summary>The numbers at the beginnings of lines; the rest of a line says why it is there.</summary>
    public static IEnumerable<string> In(string list) => ListedNumber().Matches(list).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^#{2,3} (\d+(?:\.\d+)?)\.? ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(\d+(?:\.\d+)?) ", RegexOptions.Multiline)]
    private static partial Regex ListedNumber();
}
