using System.Reflection;

namespace Tain.Analyzers.Tests.Kit;

/// <summary>Where the cases of the weaver lie, which are cases for the analyzer too.</summary>
internal static class RepositoryPaths
{
    public static string Root { get; } = Path.GetFullPath(Metadata("RepositoryRoot"));

    public static string Configuration { get; } = Metadata("Configuration");

    public static string WeaverCases { get; } = Path.Combine(Root, "tests", "Tain.Weaver.Tests", "Cases");

    public static string Project { get; } = Path.Combine(Root, "tests", "Tain.Analyzers.Tests");

    private static string Metadata(string key) =>
        typeof(RepositoryPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == key).Value!;
}
