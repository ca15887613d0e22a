using System.Reflection;
using System.Text.Json;

namespace Tain.Tests;

/// <summary>Opens the recordings of the real Mirror. Tests enumerate all cases of a file, so that a new recording is a new test.</summary>
internal static class Vectors
{
    private static string Folder { get; } = typeof(Vectors).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "VectorsDirectory").Value!;

    public static JsonElement Load(string fileName)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, fileName)));
        return document.RootElement.Clone();
    }

    /// <summary>The recordings there are with names of a pattern, in order.</summary>
    public static IEnumerable<string> Files(string pattern) => Directory.GetFiles(Folder, pattern).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static TheoryData<int> Indices(JsonElement array, Func<JsonElement, bool>? where = null)
    {
        var indices = new TheoryData<int>();
        for (int i = 0; i < array.GetArrayLength(); i++)
        {
            if (where is null || where(array[i])) indices.Add(i);
        }

        return indices;
    }

    public static byte[] Bytes(this JsonElement hex) => Convert.FromHexString(hex.GetString()!);

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>Runs what must throw, and compares with the recorded exception type.</summary>
    public static void AssertThrows(JsonElement recordedType, Action action) => Assert.Equal(recordedType.GetString(), Record.Exception(action)?.GetType().FullName);
}
