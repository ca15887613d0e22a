using System.Runtime.InteropServices.JavaScript;

namespace Tanks.Browser;

/// <summary>All that C# asks of the page. Each call crosses into JavaScript, so what happens every frame is one call.</summary>
internal static partial class Page
{
    private const string Module = "main.js";

    /// <summary>Draws a frame; the list is borrowed during the call.</summary>
    [JSImport("draw", Module)]
    public static partial void Draw([JSMarshalAs<JSType.MemoryView>] Span<double> list);

    /// <summary>The arena's width and height, then min x, min y, max x, max y of each wall.</summary>
    [JSImport("showArena", Module)]
    public static partial void ShowArena([JSMarshalAs<JSType.MemoryView>] Span<double> numbers);

    /// <summary>Plays a sound at a place of the arena.</summary>
    public static void Play(Sound sound, float x, float y) => Play((int)sound, x, y);

    /// <summary>A line over the whole screen, or none when the text is empty.</summary>
    /// <param name="title">Large.</param>
    /// <param name="text">Below it.</param>
    /// <param name="light">True: the game stays visible behind it.</param>
    [JSImport("showNotice", Module)]
    public static partial void ShowNotice(string title, string text, bool light);

    /// <summary>For tests and for the curious: how the session stands, and which tank is the own one (0: none).</summary>
    [JSImport("showState", Module)]
    public static partial void ShowState(string state, double netId);

    /// <summary>The player's name as it is now.</summary>
    [JSImport("showName", Module)]
    public static partial void ShowName(string name);

    /// <summary>The own tank's health, 0 to 100, and whether it fires rapidly.</summary>
    [JSImport("showOwn", Module)]
    public static partial void ShowOwn(int health, bool rapidFire);

    /// <summary>The own tank was hit: the screen's edges flash.</summary>
    [JSImport("showHurt", Module)]
    public static partial void ShowHurt();

    /// <summary>The figures in the corner.</summary>
    [JSImport("showNetwork", Module)]
    public static partial void ShowNetwork(double pingMs, double jitterMs, double inBytesPerSecond, double outBytesPerSecond, double serverTickMs, double frameMs);

    /// <summary>The score table: per player a line of net id, name, hue, kills, deaths and own (0 or 1), between tabs.</summary>
    [JSImport("showScores", Module)]
    public static partial void ShowScores(string lines);

    /// <summary>A line of the kill feed.</summary>
    [JSImport("showKill", Module)]
    public static partial void ShowKill(string killer, double killerHue, string victim, double victimHue);

    [JSImport("play", Module)]
    private static partial void Play(int sound, double x, double y);
}
