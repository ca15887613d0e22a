using System.Reflection;

namespace Tain.Weaver.Tests.Kit;

/// <summary>Where the cases lie, so that a test finds them without a copy.</summary>
internal static class RepositoryPaths
{
    public static string Root { get; } = Path.GetFullPath(
        typeof(RepositoryPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static one => one.Key == "RepositoryRoot").Value!);

    public static string Project => Path.Combine(Root, "tests", "Tain.Weaver.Tests");

    public static string Cases => Path.Combine(Project, "Cases");

    /// <summary>A file that is compiled into many cases.</summary>
    public static string Support(string name) => Path.Combine(Cases, name + ".cs");
}
