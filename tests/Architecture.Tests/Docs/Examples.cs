namespace Architecture.Docs;

/// <summary>Finds examples of a page that say where they are compiled, and compares them with that file, line by line, whatever their indentation.</summary>
internal static class Examples
{
    private const string Marker = "<!-- compiled: ";
    private const string Fence = "```";

    public static IEnumerable<string> Breaches(string page, string text, Func<string, string> read)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Marker, StringComparison.Ordinal)) continue;
            string path = lines[i][Marker.Length..].Split(' ')[0];
            string[] example = Compare([.. lines.Skip(i + 2).TakeWhile(line => !line.StartsWith(Fence, StringComparison.Ordinal))]);
            if (!Contains(Compare(read(path).Split('\n')), example)) yield return $"docs/{page}:{i + 1} and {path}";
        }
    }

    private static string[] Compare(string[] lines) => [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0)];

    private static bool Contains(string[] file, string[] example) =>
        example.Length > 0 && Enumerable.Range(0, Math.Max(0, file.Length - example.Length + 1)).Any(start => file.AsSpan(start, example.Length).SequenceEqual(example));
}
