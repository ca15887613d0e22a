using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using System.Text;

namespace Tain.Weaver.Tests.Kit;

/// <summary>Compiles sources to a file with symbols, as a project's build does.</summary>
internal static class CaseCompiler
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Preview);

    // What the runtime loads this test with: all of .NET and the Tain assemblies that the test project references.
    public static IReadOnlyList<string> Platform { get; } =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    public static string Compile(
        string folder, string assemblyName, IEnumerable<string> sourceFiles, IEnumerable<string> references,
        OptimizationLevel optimization = OptimizationLevel.Debug, DebugInformationFormat symbols = DebugInformationFormat.PortablePdb)
    {
        var trees = sourceFiles.Append(RepositoryPaths.Support("Usings")).Select(file => CSharpSyntaxTree.ParseText(
            SourceText.From(File.ReadAllText(file), Encoding.UTF8), Language, file));
        var compilation = CSharpCompilation.Create(
            assemblyName, trees, references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: optimization, allowUnsafe: true, deterministic: true));
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, assemblyName + ".dll");
        using FileStream assembly = File.Create(path);
        using FileStream? pdb = symbols == DebugInformationFormat.PortablePdb ? File.Create(Path.ChangeExtension(path, ".pdb")) : null;
        EmitResult result = compilation.Emit(assembly, pdb, options: new EmitOptions(
            debugInformationFormat: symbols, pdbFilePath: Path.ChangeExtension(path, ".pdb")));
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error)));
        return path;
    }
}
