using System.Reflection;
using System.Text.RegularExpressions;

namespace Tain.Scenarios.Manual;

/// <summary>docs/scenes.md, docs/sync.md and docs/remote-calls.md show only what is compiled and played here. (That a block is what its file says is held by Architecture.Tests.)</summary>
public partial class PageTests
{
    private static readonly string Root =
        typeof(PageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    [Theory]
    [InlineData("scenes.md")]
    [InlineData("sync.md")]
    [InlineData("remote-calls.md")]
    public void EveryBlockNamesTheFileThatItIsFrom(string page)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Root, "docs", page));
        int blocks = 0;
        for (int i = 1; i < lines.Length; i++)
        {
            if (!Opening().IsMatch(lines[i])) continue;
            blocks++;
            Assert.True(lines[i - 1].StartsWith("<!-- compiled: tests/Scenarios/Manual/", StringComparison.Ordinal), $"docs/{page}:{i + 1} is not marked with the file it is from.");
        }
        Assert.True(blocks > 0, $"docs/{page} shows nothing.");
    }

    [Fact]
    public void EveryScriptIsOnThePageAsItIs()
    {
        string page = File.ReadAllText(Path.Combine(Root, "docs", "scenes.md")).ReplaceLineEndings("\n");

        foreach (string file in Directory.GetFiles(Path.Combine(Root, "tests", "Scenarios", "Manual", "Scripts"), "*.cs"))
        {
            string code = File.ReadAllText(file).ReplaceLineEndings("\n");
            Assert.True(page.Contains(code[code.IndexOf("public ", StringComparison.Ordinal)..], StringComparison.Ordinal), $"{Path.GetFileName(file)} is not in docs/scenes.md as it is.");
        }
    }

    [GeneratedRegex("^```(csharp|text)$")]
    private static partial Regex Opening();
}
