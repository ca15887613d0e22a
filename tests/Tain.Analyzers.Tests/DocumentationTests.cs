using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Tain.Analyzers.Tests.Kit;
using Tain.Weaver.Diagnostics;

namespace Tain.Analyzers.Tests;

/// <summary>docs/diagnostics.md keeps step with the table: every code, its words, and examples that are wrong and right as it says.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "diagnostics.md"));

    public static TheoryData<string> Codes() => [.. Descriptors.All.Select(static one => one.Code)];

    [Fact]
    public void The_page_has_the_codes_of_the_table_in_its_order() =>
        Assert.Equal(Descriptors.All.Select(static one => one.Code), Heading().Matches(Page).Select(static one => one.Groups[1].Value));

    [Theory, MemberData(nameof(Codes))]
    public void A_section_says_what_the_diagnostic_says(string code)
    {
        WeaverDescriptor descriptor = Descriptors.All.Single(one => one.Code == code);
        string section = Section(code);
        bool hasFix = FixedCase.Fixes.Any(one => one.FixableDiagnosticIds.Contains(code));
        string first = $"**{descriptor.Severity}**, {(descriptor.IsSeenInSource ? "while typing" : "when building")}{(hasFix ? ", with a fix" : "")}. ";
        Assert.Contains(first + Placeholder().Replace(descriptor.Sentence, "…"), section.Replace("`", ""));
    }

    [Theory, MemberData(nameof(Codes))]
    public async Task Examples_are_wrong_and_right_as_the_page_says(string code)
    {
        string[] examples = [.. Example().Matches(Section(code)).Select(static one => one.Groups[1].Value)];
        if (!Descriptors.All.Single(one => one.Code == code).IsSeenInSource)
        {
            Assert.Empty(examples);
            return;
        }
        Assert.Equal(2, examples.Length);
        Assert.Equal(code, Assert.Single((await Said(examples[0])).Distinct()));
        Assert.Empty(await Said(examples[1]));
    }

    private static async Task<IEnumerable<string>> Said(string source) =>
        (await AnalyzedCase.Of(AnalyzedCase.CompileText("Example", source))).Select(static one => one.Id);

    private static string Section(string code)
    {
        int start = Page.IndexOf($"\n## {code}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/diagnostics.md has no heading '## {code}'.");
        int end = Page.IndexOf("\n#", start + 1, StringComparison.Ordinal);
        return end < 0 ? Page[start..] : Page[start..end];
    }

    [GeneratedRegex("^## (TAIN[0-9]{4})$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
