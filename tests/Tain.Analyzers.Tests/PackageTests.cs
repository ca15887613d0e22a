using System.IO.Compression;
using Tain.Analyzers.Tests.Kit;

namespace Tain.Analyzers.Tests;

/// <summary>The package that users add brings the analyzer, the fixes, the weaver and its targets, each where the build looks for it.</summary>
public sealed class PackageTests
{
    [Fact]
    public async Task The_package_has_what_works_in_build_and_editor()
    {
        string folder = Directory.CreateTempSubdirectory("tain-pack-").FullName;
        try
        {
            (int exitCode, string output) = await Dotnet.Run(
                Path.Combine(RepositoryPaths.Root, "src", "Tain"),
                "pack", "--no-build", "--nologo", "-v:q", "-nodeReuse:false", "-c", RepositoryPaths.Configuration, "-o", folder);
            Assert.True(exitCode == 0, output);
            using ZipArchive package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder, "*.nupkg")));
            Assert.Equal(
                [
                    "README.md", "analyzers/dotnet/cs/Tain.Analyzers.CodeFixes.dll", "analyzers/dotnet/cs/Tain.Analyzers.dll", "build/Tain.targets",
                    "buildTransitive/Tain.targets", "docs/diagnostics.md", "tasks/netstandard2.0/Mono.Cecil.Mdb.dll",
                    "tasks/netstandard2.0/Mono.Cecil.Pdb.dll", "tasks/netstandard2.0/Mono.Cecil.Rocks.dll", "tasks/netstandard2.0/Mono.Cecil.dll",
                    "tasks/netstandard2.0/Tain.Weaver.dll",
                ],
                package.Entries.Select(static one => one.FullName).Where(static one => !IsOfNuGet(one)).Order(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsOfNuGet(string entry) =>
        entry is "[Content_Types].xml" or "Tain.nuspec" || entry.StartsWith("_rels/", StringComparison.Ordinal) || entry.StartsWith("package/", StringComparison.Ordinal);
}
