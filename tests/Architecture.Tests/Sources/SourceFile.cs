using Architecture.Kit;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Sources;

/// <summary>A C# file and its syntax tree.</summary>
internal sealed class SourceFile
{
    private static readonly string[] TestInputs = ["tests/Tain.Weaver.Tests/Cases/", "tests/Tain.Weaver.Tests/Library/", "tests/Tain.Analyzers.Tests/Cases/", "tests/Tain.Conformance/Scripts/"];
    private static readonly Lazy<SourceFile[]> Files = new(() => [.. Repository.Files(".cs").Select(path => new SourceFile(path, Repository.Read(path)))]);

    public SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        Root = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetCompilationUnitRoot();
    }

    /// <summary>All of the repository's.</summary>
    public static IReadOnlyList<SourceFile> All => Files.Value;

    /// <summary>Without the inputs of tests: texts to compile, and the scripts of the recorded game.</summary>
    public static IEnumerable<SourceFile> Ours => All.Where(file => !TestInputs.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal)));

    public string Path { get; }

    public string Text { get; }

    public CompilationUnitSyntax Root { get; }
}
