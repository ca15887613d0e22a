using System.Globalization;
using Architecture.Kit;

namespace Architecture.Sources;

/// <summary>
/// What may be too long for now, with the length it has: ratchet.txt, one "lines name" per line. Entries only shrink and go; a new one is a decision for review.
/// </summary>
internal sealed class Ratchet
{
    public const string Path = "tests/Architecture.Tests/ratchet.txt";

    private readonly Dictionary<string, int> _allowed;

    public Ratchet(string text)
    {
        _allowed = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ', 2))
            .ToDictionary(parts => parts[1], parts => int.Parse(parts[0], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    public static Ratchet Load() => new(Repository.Read(Path));

    /// <summary>What breaks the ratchet: too long and not listed, longer than listed, or listed without need.</summary>
    public IEnumerable<string> Breaches(IEnumerable<Measured> tooLong)
    {
        var unneeded = new HashSet<string>(_allowed.Keys, StringComparer.Ordinal);
        foreach (Measured found in tooLong)
        {
            unneeded.Remove(found.Name);
            if (!_allowed.TryGetValue(found.Name, out int allowed)) yield return $"{found.Name}: {found.Lines} lines. Look for the idea that is hiding in it and give it a file or a method of its own.";
            else if (found.Lines > allowed) yield return $"{found.Name}: {found.Lines} lines, and the ratchet allows {allowed}. It may only get shorter: take the new part out.";
            else if (found.Lines < allowed) yield return $"{found.Name}: only {found.Lines} lines now. Well done; write that number into {Path}.";
        }
        foreach (string name in unneeded) yield return $"{name} is within the limit now, or gone. Well done; remove its line from {Path}.";
    }
}
