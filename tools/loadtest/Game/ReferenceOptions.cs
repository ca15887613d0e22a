namespace Tain.LoadTest.Game;

/// <summary>How the built-in server plays.</summary>
public sealed record ReferenceOptions
{
    /// <summary>Ticks and sends per second.</summary>
    public int Rate { get; init; } = 30;

    /// <summary>How many players each sees, itself included; 0 = all.</summary>
    public int Visible { get; init; } = 50;

    /// <summary>See <see cref="NetworkServerOptions.clockRidesAlong"/> and <see cref="NetworkServerOptions.pingsRideAlong"/>.</summary>
    public bool ClockRidesAlong { get; init; } = true;

    /// <summary>How players are seen to move.</summary>
    public Movement Movement { get; init; }
}
