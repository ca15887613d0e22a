using System.Reflection;
using System.Text.Json;

namespace Tain.Tests.Clocks;

/// <summary>Opens the recordings of Mirror's clocks. Every case in the files is enumerated, so a new recording is a new test without a line of code.</summary>
internal static class ClockVectors
{
    private static readonly Lazy<JsonElement> s_interpolation = new(() => Load("snapshot-interpolation.json"));
    private static readonly Lazy<JsonElement> s_time = new(() => Load("time.json"));

    public static JsonElement Interpolation => s_interpolation.Value;

    public static JsonElement Time => s_time.Value;

    public static TheoryData<int> IndicesOf(JsonElement array)
    {
        var indices = new TheoryData<int>();
        for (int i = 0; i < array.GetArrayLength(); i++) indices.Add(i);
        return indices;
    }

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static double[] Numbers(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];

    private static JsonElement Load(string file)
    {
        string directory = typeof(ClockVectors).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "VectorsDirectory").Value!;
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory, file)));
        return document.RootElement.Clone();
    }
}
