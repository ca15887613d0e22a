using System.Reflection;
using System.Text.RegularExpressions;

namespace Tain.Scenarios.Manual;

/// <summary>docs/scenes.md, docs/sync.md and docs/remote-calls.md show only what is compiled and played here.</summary>
public partial class PageTests
{
    private static readonly string Root =
        typeof(PageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private static readonly string Folder = Path.Combine(Root, "tests", "Scenarios", "Manual");

    [Theory]
    [InlineData("scenes.md", 9)]
    [InlineData("sync.md", 2)]
    [InlineData("remote-calls.md", 1)]
    public void EveryBlockOfThePageIsInACompiledFile(string page, int codeBlocks)
    {
        string[] compiled = [.. Directory.GetFiles(Folder, "*.cs", SearchOption.AllDirectories).Select(Normalize)];
        Match[] blocks = [.. Block().Matches(Normalize(Path.Combine(Root, "docs", page))).Cast<Match>()];

        Assert.Equal(codeBlocks, blocks.Count(static block => block.Groups["kind"].Value == "csharp"));
        foreach (Match block in blocks)
        {
            if (block.Groups["kind"].Value == "mermaid") continue;
            string text = block.Groups["text"].Value;
            Assert.True(compiled.Any(file => file.Contains(text, StringComparison.Ordinal)), $"No file below {Folder} contains this block of docs/{page}:\n{text}");
        }
    }

    [Fact]
    public void EveryScriptIsOnThePage()
    {
        string page = Normalize(Path.Combine(Root, "docs", "scenes.md"));

        foreach (string file in Directory.GetFiles(Path.Combine(Folder, "Scripts"), "*.cs"))
        {
            string code = Normalize(file);
            int start = code.IndexOf("public ", StringComparison.Ordinal);
            Assert.True(page.Contains(code[start..], StringComparison.Ordinal), $"{Path.GetFileName(file)} is not in docs/scenes.md as it is.");
        }
    }

    // Without indentation: what a test expects stands deeper in its file than on the page.
    private static string Normalize(string path) => string.Join('\n', File.ReadAllLines(path).Select(static line => line.Trim())).Trim() + "\n";

    [GeneratedRegex("^```(?<kind>[a-z]*)\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
