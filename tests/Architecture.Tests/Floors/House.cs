namespace Architecture.Floors;

/// <summary>The house: which project under src may know which. Arrows go downwards only; see CONTRIBUTING.md.</summary>
internal static class House
{
    /// <summary>Floors that a browser loads: no ASP.NET below them.</summary>
    public static readonly string[] BrowserFloors = ["Tain.Transports", "Tain.Messages", "Tain.Engine", "Tain.Objects", "Tain.Components"];

    /// <summary>Floors that are state machines: src/BannedSymbols.txt applies to them.</summary>
    public static readonly string[] CoreFloors = [.. BrowserFloors, "Tain.Simulation"];

    /// <summary>What works in the compiler and the editor, and is no part of any game: built for netstandard2.0, which those load.</summary>
    public static readonly string[] BuildTools = ["Tain.Weaver", "Tain.Analyzers", "Tain.Analyzers.CodeFixes"];

    /// <summary>What runs beside a game, as a service of its own: no game is published with it.</summary>
    public static readonly string[] Programs = ["Tain.Relay", "Tain.Lobby"];

    private static readonly Dictionary<string, string[]> Below = new()
    {
        ["Tain.Transports"] = [],
        ["Tain.Transports.AspNetCore"] = ["Tain.Transports"],
        ["Tain.Relay"] = ["Tain.Transports"],   // a program
        ["Tain.Lobby"] = ["Tain.Transports"],   // a program
        ["Tain.Messages"] = ["Tain.Transports"],
        ["Tain.Engine"] = [],
        ["Tain.Objects"] = ["Tain.Messages", "Tain.Engine"],
        ["Tain.Components"] = ["Tain.Objects"],
        ["Tain.Simulation"] = ["Tain.Objects"],   // checks a whole game
        ["Tain.Weaver"] = [],
        ["Tain.Analyzers"] = [],
        ["Tain.Analyzers.CodeFixes"] = ["Tain.Analyzers"],
        ["Tain"] = ["Tain.Components", "Tain.Simulation", "Tain.Weaver", "Tain.Analyzers.CodeFixes"],   // the package that users add
    };

    public static IEnumerable<string> Projects => Below.Keys;

    public static bool Knows(string project) => Below.ContainsKey(project);

    /// <summary>Whether a project stands anywhere above another one.</summary>
    public static bool MayReference(string project, string other) =>
        Below.TryGetValue(project, out string[]? below) && below.Any(next => next == other || MayReference(next, other));
}
