using Microsoft.Build.Framework;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Weaving;
using BuildTask = Microsoft.Build.Utilities.Task;

namespace Tain.Weaver.Tasks;

/// <summary>The shell around the weaver: takes file names from MSBuild, puts the woven assembly in place of the compiler's, reports findings.</summary>
public sealed class WeaveTask : BuildTask
{
    /// <summary>The compiler's output in obj; it is replaced, with its symbols beside it.</summary>
    [Required]
    public string AssemblyPath { get; set; } = "";

    /// <summary>The real assemblies that the project references (@(ReferencePath)), not reference assemblies.</summary>
    [Required]
    public ITaskItem[] References { get; set; } = [];

    /// <summary>The project's source files, to point at declarations.</summary>
    public ITaskItem[] Sources { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        var weaver = new AssemblyWeaver(Paths(References), Paths(Sources));
        weaver.Weave(AssemblyPath, out WovenImage? image);
        foreach (WeaverDiagnostic diagnostic in weaver.Diagnostics) Report(diagnostic);
        if (image != null) PutInPlace(image);
        return !Log.HasLoggedErrors;
    }

    // The assembly last: if the build is broken off in between, the symbols are of no use, but no woven assembly runs with old ones.
    private void PutInPlace(WovenImage image)
    {
        if (image.Symbols != null) Replace(Path.ChangeExtension(AssemblyPath, ".pdb"), image.Symbols);
        Replace(AssemblyPath, image.Assembly);
    }

    // Never half a file under the final name.
    private static void Replace(string path, byte[] content)
    {
        string temporary = path + ".woven";
        File.WriteAllBytes(temporary, content);
        File.Delete(path);
        File.Move(temporary, path);
    }

    private void Report(WeaverDiagnostic diagnostic)
    {
        SourcePosition position = diagnostic.Position;
        string code = diagnostic.Descriptor.Code;
        if (diagnostic.Descriptor.Severity == WeaverSeverity.Error)
            Log.LogError("Tain", code, null, position.File, position.Line, position.Column, 0, 0, diagnostic.Message);
        else
            Log.LogWarning("Tain", code, null, position.File, position.Line, position.Column, 0, 0, diagnostic.Message);
    }

    private static string[] Paths(ITaskItem[] items) => Array.ConvertAll(items, static item => item.GetMetadata("FullPath"));
}
