using Microsoft.CodeAnalysis;
using Tain.Analyzers.Tests.Kit;
using Tain.Weaver.Diagnostics;

namespace Tain.Analyzers.Tests;

/// <summary>
/// Each file in Cases/Fixes is fixed until no fix is offered; the result is the text beside it, with what the menus said and what is left. It must compile. To
/// accept new texts, run with the environment variable TAIN_ACCEPT=1 and review the change.
/// </summary>
public sealed class FixTests
{
    private static readonly string Folder = Path.Combine(RepositoryPaths.Project, "Cases", "Fixes");

    public static TheoryData<string> Cases() =>
        [.. Directory.GetFiles(Folder, "*.cs").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Cases))]
    public async Task Fixes_give_what_the_remedy_says(string name)
    {
        (string text, List<string> titles, List<string> left) = await FixedCase.Of(Path.Combine(Folder, name + ".cs"));
        string made = $"{text}\n// Fixes:\n{string.Concat(titles.Select(static one => $"// {one}\n"))}// Left: {string.Join(" ", left)}\n";
        string expectation = Path.Combine(Folder, name + ".fixed");
        if (Environment.GetEnvironmentVariable("TAIN_ACCEPT") == "1") File.WriteAllText(expectation, made);
        Assert.Equal(File.ReadAllText(expectation), made);
        // Compiles, or it throws.
        AnalyzedCase.Compile("Fixed", [expectation]);
    }

    [Fact]
    public void Every_fix_is_for_a_code_of_the_table_and_has_a_case()
    {
        string texts = string.Concat(Directory.GetFiles(Folder, "*.cs").Select(File.ReadAllText));
        foreach (string code in FixedCase.Fixes.SelectMany(static one => one.FixableDiagnosticIds))
        {
            Assert.Contains(Descriptors.All, one => one.Code == code && one.IsSeenInSource);
            Assert.Contains(code, texts);
        }
    }
}
