using Microsoft.CodeAnalysis;

namespace Tain.Weaver.Tests.Kit;

/// <summary>The stand-in for floors that have not landed, compiled once.</summary>
internal static class Floors
{
    public static string Path { get; } = CaseCompiler.Compile(
        System.IO.Path.Combine(AppContext.BaseDirectory, "floors"), "Tain.Objects",
        [System.IO.Path.Combine(RepositoryPaths.Project, "Library", "TemporaryFloors.cs")], CaseCompiler.Platform, OptimizationLevel.Release);
}
