using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Tain.Analyzers.Tests.Kit;
using Tain.Weaver.Diagnostics;

namespace Tain.Analyzers.Tests;

/// <summary>
/// The files that the weaver refuses are shown to the analyzer: it must say the same words about the same lines, of every code that source alone can show.
/// And what the weaver accepts, the analyzer must not touch.
/// </summary>
public sealed partial class SameWordsTests
{
    private static readonly string Refused = Path.Combine(RepositoryPaths.WeaverCases, "Refused");
    private static readonly string Accepted = Path.Combine(RepositoryPaths.WeaverCases, "Behaviour");

    public static TheoryData<string> RefusedCases() => Names(Refused);

    public static TheoryData<string> AcceptedCases() => Names(Accepted);

    [Theory, MemberData(nameof(RefusedCases))]
    public async Task The_analyzer_says_what_the_weaver_says(string name)
    {
        string[] libraries = Directory.Exists(Path.Combine(Refused, name)) ? Directory.GetFiles(Path.Combine(Refused, name), "*.cs") : [];
        Diagnostic[] said = await AnalyzedCase.Of(Path.Combine(Refused, name + ".cs"), libraries);
        Assert.Equal(Expected(name), string.Join("\n", said.Select(Line)));
    }

    [Theory, MemberData(nameof(AcceptedCases))]
    public async Task The_analyzer_is_silent_where_the_weaver_is(string name)
    {
        string file = Path.Combine(Accepted, name + ".cs");
        string library = Path.Combine(Accepted, name, "Library.cs");
        string[] support = [Support("Script"), Support("Expect")];
        Diagnostic[] said = File.Exists(library)
            ? await AnalyzedCase.Of(AnalyzedCase.Compile(name, [library, file, .. support]))
            : await AnalyzedCase.Of(AnalyzedCase.Compile(name, [file, .. support]));
        string warned = File.ReadLines(file).FirstOrDefault(static line => line.StartsWith("// Warns: ", StringComparison.Ordinal))?[10..] ?? "";
        Assert.True(warned == string.Join(" ", said.Select(static one => one.Id)), string.Join("\n", said.Select(Line)));
    }

    [Fact]
    public void Every_code_that_source_shows_is_reported_by_an_analyzer()
    {
        var supported = AnalyzedCase.Analyzers.SelectMany(static one => one.SupportedDiagnostics).Select(static one => one.Id).ToHashSet();
        Assert.Equal(Descriptors.All.Where(static one => one.IsSeenInSource).Select(static one => one.Code).Order(), supported.Order());
    }

    [Fact]
    public async Task A_project_without_Tain_is_left_alone()
    {
        var compilation = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create("Empty");
        Assert.Empty(await AnalyzedCase.Of(compilation));
    }

    private static string Expected(string name)
    {
        var bySource = Descriptors.All.ToDictionary(static one => one.Code, static one => one.IsSeenInSource);
        IEnumerable<string> lines = File.ReadAllLines(Path.Combine(Refused, name + ".expected"))
            .Where(line => bySource[Code().Match(line).Value] && !line.Contains(InBuild, StringComparison.Ordinal))
            // The analyzer marks the parameter, the weaver the method; the line is the same in all cases.
            .Select(static line => Column().Replace(line, "$1"));
        return string.Join("\n", lines.Order(ByLine));
    }

    private static string Line(Diagnostic one)
    {
        FileLinePositionSpan span = one.Location.GetLineSpan();
        return $"{Path.GetFileName(span.Path)}({span.StartLinePosition.Line + 1}): {one.Severity.ToString().ToLowerInvariant()} {one.Id}: {one.GetMessage()}";
    }

    // What the weaver says about the runtime's own types, whose private fields no compiler shows.
    private const string InBuild = "'System.TimeSpan'";

    private static readonly Comparer<string> ByLine = Comparer<string>.Create(static (left, right) => Key(left).CompareTo(Key(right)));

    private static (int, string, string) Key(string line) => (int.Parse(LineNumber().Match(line).Groups[1].Value), Code().Match(line).Value, line);

    private static string Support(string name) => Path.Combine(RepositoryPaths.WeaverCases, name + ".cs");

    private static TheoryData<string> Names(string folder) => [.. Directory.GetFiles(folder, "*.cs").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [GeneratedRegex("TAIN[0-9]{4}(?=: )")]
    private static partial Regex Code();

    [GeneratedRegex(@"^([^(]+\([0-9]+),[0-9]+(?=\))")]
    private static partial Regex Column();

    [GeneratedRegex(@"\(([0-9]+)\):")]
    private static partial Regex LineNumber();
}
