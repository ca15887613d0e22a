using System.Text.Json;

namespace Tain.LoadTest;

/// <summary>Writes a report into a folder.</summary>
internal static class ReportFiles
{
    public const string JsonName = "report.json";
    public const string HtmlName = "report.html";

    /// <summary>Makes the folder, and makes sure that a report can be written there.</summary>
    /// <exception cref="InvalidOperationException">It cannot.</exception>
    public static void Prepare(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            string probe = Path.Combine(folder, $".{Path.GetRandomFileName()}");
            File.Create(probe, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidOperationException($"No report can be written into the folder '{folder}': {problem.Message} Name another one with --report.", problem);
        }
    }

    public static void Write(LoadReport report, string folder)
    {
        File.WriteAllText(Path.Combine(folder, JsonName), JsonSerializer.Serialize(report, ReportJson.Indented));
        File.WriteAllText(Path.Combine(folder, HtmlName), HtmlReport.Write(report));
    }
}
