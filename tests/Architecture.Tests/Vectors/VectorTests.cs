using System.Text.Json;
using System.Text.RegularExpressions;
using Architecture.Kit;
using Architecture.Sources;

namespace Architecture.Vectors;

/// <summary>The recordings of the real thing in tests/vectors: all there, readable, and each in use.</summary>
public partial class VectorTests
{
    private const string Folder = "tests/vectors";
    private const string Unused = "tests/Architecture.Tests/unused-vectors.txt";

    private static string[] Present => [.. Repository.Files(".json").Where(path => path.StartsWith(Folder + "/", StringComparison.Ordinal)).Select(path => Path.GetFileName(path)!)];

    [Fact]
    public void EveryRecordingThatTheReadmeNamesIsThereAndReadable()
    {
        string[] named = [.. JsonName().Matches(Repository.Read($"{Folder}/README.md")).Select(match => match.Value).Distinct()];
        Assert.NotEmpty(named);
        Rule.Holds(named.Except(Present), "A recording is missing from tests/vectors: restore the file.");
        Rule.Holds(Present.Except(named), "A recording is not described: add it to tests/vectors/README.md.");
        foreach (string name in Present)
        {
            using JsonDocument document = JsonDocument.Parse(Repository.Read($"{Folder}/{name}"));
            Assert.True(document.RootElement.EnumerateObject().Any(), $"{name} is empty: restore the file.");
        }
    }

    [Fact]
    public void EveryRecordingIsComparedWithByATest()
    {
        string[] unused = [.. Repository.Read(Unused).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'))];
        string tests = string.Concat(SourceFile.All.Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal)).Select(file => file.Text));
        bool IsUsed(string name) => tests.Contains($"\"{name}\"", StringComparison.Ordinal);
        Rule.Holds(Present.Where(name => !IsUsed(name)).Except(unused), $"No test reads this recording. Write one; {Unused} lists only what is still to be built.");
        Rule.Holds(unused.Where(name => IsUsed(name) || !Present.Contains(name)), $"A test reads this recording now, or it is gone: remove its line from {Unused}.");
    }

    [GeneratedRegex(@"\b[a-z0-9-]+\.json\b")]
    private static partial Regex JsonName();
}
