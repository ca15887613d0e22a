using Microsoft.Build.Framework;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Weaving;
using BuildTask = Microsoft.Build.Utilities.Task;

namespace Tain.Weaver.Tasks;

/// <summary>The shell around the weaver: takes file names from MSBuild and reports findings as errors and warnings of the build.</summary>
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

    /// <summary>
    /// Whether the compiler ran Tain's analyzer over the same sources. Then its warnings have been shown, or silenced by the project's own settings, and are
    /// not repeated. Errors are: an assembly that was compiled in spite of one must not run.
    /// </summary>
    public bool HasAnalyzer { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        foreach (WeaverDiagnostic diagnostic in WeaveInPlace.Run(AssemblyPath, Paths(References), Paths(Sources)))
        {
            bool isTold = HasAnalyzer && diagnostic is { IsSeenInSource: true, Descriptor.Severity: WeaverSeverity.Warning };
            if (!isTold) Report(diagnostic);
        }
        return !Log.HasLoggedErrors;
    }

    private void Report(WeaverDiagnostic diagnostic)
    {
        SourcePosition position = diagnostic.Position;
        string code = diagnostic.Descriptor.Code;
        string help = diagnostic.Descriptor.HelpLink;
        if (diagnostic.Descriptor.Severity == WeaverSeverity.Error)
            Log.LogError(null, code, null, help, position.File, position.Line, position.Column, 0, 0, diagnostic.Message);
        else
            Log.LogWarning(null, code, null, help, position.File, position.Line, position.Column, 0, 0, diagnostic.Message);
    }

    private static string[] Paths(ITaskItem[] items) => Array.ConvertAll(items, static item => item.GetMetadata("FullPath"));
}
