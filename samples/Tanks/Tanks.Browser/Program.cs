using System.Numerics;
using System.Runtime.InteropServices.JavaScript;

namespace Tanks.Browser;

/// <summary>What the page calls.</summary>
internal static partial class Program
{
    private static BrowserGame? _game;

    private static void Main()
    {
        // The page starts the game when it is ready, by Start.
    }

    /// <summary>Joins a server.</summary>
    /// <param name="server">A WebSocket address.</param>
    /// <param name="name">The name of the last time; empty for a new one.</param>
    [JSExport]
    internal static void Start(string server, string name) =>
        _game = new BrowserGame(new Uri(server), string.IsNullOrWhiteSpace(name) ? PlayerNames.Invent(new Random()) : PlayerNames.Clean(name));

    /// <summary>The player changed his name.</summary>
    [JSExport]
    internal static void Rename(string name) => _game?.Rename(name);

    /// <summary>One animation frame; the arguments are those of <see cref="PlayerWish"/> and the size of the canvas in pixels.</summary>
    [JSExport]
    internal static void Frame(double seconds, double width, double height, double moveX, double moveY, double aimX, double aimY, bool aimIsDirection, bool fire) =>
        _game?.Frame(
            seconds,
            (float)width,
            (float)height,
            new PlayerWish(new Vector2((float)moveX, (float)moveY), new Vector2((float)aimX, (float)aimY), aimIsDirection, fire));
}
