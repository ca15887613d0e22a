using System.Text;

namespace Tanks;

/// <summary>Names: funny ones for those who bring none, and what is made of those that come over the wire.</summary>
public static class PlayerNames
{
    /// <summary>Longer names are cut.</summary>
    public const int MaxLength = 16;

    private static readonly string[] First =
    [
        "Rusty", "Sneaky", "Brave", "Sleepy", "Turbo", "Grumpy", "Dizzy", "Lucky", "Mighty", "Tiny", "Salty", "Cosmic", "Fuzzy", "Rapid", "Noble", "Wobbly",
        "Clever", "Loud", "Polite", "Iron", "Velvet", "Spicy", "Stormy", "Jolly",
    ];

    private static readonly string[] Second =
    [
        "Otter", "Badger", "Walrus", "Pickle", "Panda", "Falcon", "Turnip", "Moose", "Gecko", "Teapot", "Yak", "Hornet", "Beaver", "Waffle", "Lynx", "Penguin",
        "Mole", "Cactus", "Raven", "Toad", "Bison", "Noodle", "Wolf", "Duck",
    ];

    /// <summary>A name like "Rusty Otter".</summary>
    public static string Invent(Random random) => $"{First[random.Next(First.Length)]} {Second[random.Next(Second.Length)]}";

    /// <summary>What is shown of a name that somebody sent: printable, one line, not long, never empty.</summary>
    public static string Clean(string? name)
    {
        var clean = new StringBuilder(MaxLength);
        bool gap = false;
        foreach (Rune rune in (name ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format)
            {
                gap = clean.Length > 0;
                continue;
            }

            if (clean.Length + rune.Utf16SequenceLength + (gap ? 1 : 0) > MaxLength) break;
            if (gap) clean.Append(' ');
            gap = false;
            clean.Append(rune.ToString());
        }

        return clean.Length == 0 ? "Nobody" : clean.ToString();
    }
}
