using System.Text.Json;

namespace Tain.LoadTest;

/// <summary>Writes a report into a folder.</summary>
internal static class ReportFiles
{
    public const string JsonName = "report.json";
    public const string HtmlName = "report.html";

    public static void Write(LoadReport report, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, JsonName), JsonSerializer.Serialize(report, ReportJson.Indented));
        File.WriteAllText(Path.Combine(folder, HtmlName), HtmlReport.Write(report));
    }
}
