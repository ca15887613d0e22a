using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tain.LoadTest;

/// <summary>How reports and the server's lines are written as JSON: names in camelCase, enums by name.</summary>
internal static class ReportJson
{
    /// <summary>On one line.</summary>
    public static JsonSerializerOptions Line { get; } = Make(indented: false);

    /// <summary>For people, too.</summary>
    public static JsonSerializerOptions Indented { get; } = Make(indented: true);

    private static JsonSerializerOptions Make(bool indented) =>
        new(JsonSerializerDefaults.Web) { WriteIndented = indented, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) }, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
}
