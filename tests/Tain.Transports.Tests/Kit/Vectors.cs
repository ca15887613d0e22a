using System.Reflection;
using System.Text.Json;

namespace Tain.Transports.Kit;

/// <summary>The recordings of the real Mirror in tests/vectors.</summary>
public static class Vectors
{
    public static JsonElement Load(string file)
    {
        string directory = typeof(Vectors).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(pair => pair.Key == "VectorsDirectory").Value!;
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory, file)));
        return document.RootElement.Clone();
    }

    /// <summary>The names of a file's cases, for theories.</summary>
    public static IEnumerable<object[]> CaseNames(string file) =>
        Load(file).GetProperty("cases").EnumerateArray().Select(one => new object[] { one.GetProperty("name").GetString()! });

    public static JsonElement Case(string file, string name) =>
        Load(file).GetProperty("cases").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);

    public static string Text(this JsonElement element, string property) => element.GetProperty(property).GetString()!;

    public static int Number(this JsonElement element, string property) => element.GetProperty(property).GetInt32();

    public static bool Flag(this JsonElement element, string property) => element.GetProperty(property).GetBoolean();

    public static byte[] Hex(this JsonElement element, string property) => Convert.FromHexString(element.Text(property));
}
