using System.Reflection;

namespace Architecture.Kit;

/// <summary>The files of the repository that people write, by their path from its root, with slashes.</summary>
internal static class Repository
{
    private static readonly string[] SourceFolders = ["src", "tests", "samples", "tools", "bench", "fuzz"];
    private static readonly string[] GeneratedFolders = ["bin", "obj", "node_modules", "site"];

    public static string Root { get; } = Path.GetFullPath(Metadata("RepositoryRoot"));

    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>All files below the folders of sources whose name ends so.</summary>
    public static IEnumerable<string> Files(string ending) =>
        SourceFolders.Where(folder => Directory.Exists(Absolute(folder))).SelectMany(folder => Walk(Absolute(folder)))
            .Where(path => path.EndsWith(ending, StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static string Absolute(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(Absolute(path));

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder)) yield return file;
        foreach (string below in Directory.EnumerateDirectories(folder))
        {
            if (GeneratedFolders.Contains(Path.GetFileName(below))) continue;
            foreach (string file in Walk(below)) yield return file;
        }
    }

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == key).Value!;
}
