using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Tain.Analyzers.Rules;

namespace Tain.Analyzers.Tests.Kit;

/// <summary>Runs all of Tain's analyzers over sources, as an editor does while they are typed.</summary>
internal static class AnalyzedCase
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Preview);

    public static readonly ImmutableArray<MetadataReference> Platform =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path))];

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(TainAnalyzer).Assembly.GetTypes().Where(static one => !one.IsAbstract && typeof(TainAnalyzer).IsAssignableFrom(one))
            .Select(static one => (DiagnosticAnalyzer)Activator.CreateInstance(one)!),
    ];

    /// <summary>What the analyzers say about a file, with a library beside it if there is one; by line and code.</summary>
    public static async Task<Diagnostic[]> Of(string file, params string[] libraryFiles)
    {
        IEnumerable<MetadataReference> references = Platform;
        if (libraryFiles.Length > 0) references = references.Append(Compile("Library", libraryFiles, Platform).ToMetadataReference());
        return await Of(Compile("Case", [file], references));
    }

    public static async Task<Diagnostic[]> Of(Compilation compilation)
    {
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers(Analyzers).GetAllDiagnosticsAsync();
        Assert.DoesNotContain(found, static one => one.Id == "AD0001");
        return
        [
            .. found.Where(static one => one.Id.StartsWith("TAIN", StringComparison.Ordinal))
                .OrderBy(static one => one.Location.GetLineSpan().StartLinePosition.Line).ThenBy(static one => one.Id, StringComparer.Ordinal)
                .ThenBy(static one => one.GetMessage(), StringComparer.Ordinal),
        ];
    }

    public static CSharpCompilation Compile(string name, IEnumerable<string> files, IEnumerable<MetadataReference>? references = null) =>
        Compile(name, files.Select(static file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), Language, file)), references ?? Platform);

    public static CSharpCompilation CompileText(string name, string source) => Compile(name, [CSharpSyntaxTree.ParseText(source, Language)], Platform);

    /// <summary>What need not compile.</summary>
    public static CSharpCompilation CompileUnfinished(string name, string source) => Create(name, [CSharpSyntaxTree.ParseText(source, Language)], Platform);

    private static CSharpCompilation Create(string name, IEnumerable<SyntaxTree> sources, IEnumerable<MetadataReference> references)
    {
        SyntaxTree usings = CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(RepositoryPaths.WeaverCases, "Usings.cs")), Language);
        return CSharpCompilation.Create(
            name, sources.Append(usings), references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    private static CSharpCompilation Compile(string name, IEnumerable<SyntaxTree> sources, IEnumerable<MetadataReference> references)
    {
        CSharpCompilation compilation = Create(name, sources, references);
        Assert.DoesNotContain(compilation.GetDiagnostics(), static one => one.Severity == DiagnosticSeverity.Error);
        return compilation;
    }
}
