namespace Tain.Simulate;

/// <summary>One way to run the server. What a client sees in the end must not depend on it.</summary>
internal sealed record ScaleSetup(string Name)
{
    /// <summary>Visibility groups; else a rule names the observers of each object.</summary>
    public bool HasGroups { get; init; }

    /// <summary>Whether clients are sent some rooms less often. Needs groups.</summary>
    public bool HasLanes { get; init; }

    public int MaxBytesPerTick { get; init; }

    /// <summary>Bytes of spawn messages per tick and client; 0: as by default, which is more than this world has.</summary>
    public int JoinBytesPerTick { get; init; }

    public bool ClockRidesAlong { get; init; } = true;

    public bool HasWorkers { get; init; }

    /// <summary>What the others are compared with.</summary>
    public static ScaleSetup Plain { get; } = new("one by one");

    public static ScaleSetup Groups { get; } = new("groups") { HasGroups = true };

    public static ScaleSetup Everything { get; } =
        new("everything") { HasGroups = true, HasLanes = true, MaxBytesPerTick = 300, JoinBytesPerTick = 500, ClockRidesAlong = false };

    /// <summary>One thing at a time.</summary>
    public static ScaleSetup[] Single { get; } =
    [
        new("budget") { MaxBytesPerTick = 250 },
        new("lanes") { HasGroups = true, HasLanes = true },
        new("join stream") { HasGroups = true, JoinBytesPerTick = 400 },
        new("clock apart") { HasGroups = true, ClockRidesAlong = false },
        new("budget of groups") { HasGroups = true, MaxBytesPerTick = 400 },
        new("join stream by rule") { JoinBytesPerTick = 300 },
    ];

    /// <summary>The same, side by side. It must not only show the same but send the same.</summary>
    public ScaleSetup WithWorkers => this with { Name = $"{Name}, side by side", HasWorkers = true };
}
