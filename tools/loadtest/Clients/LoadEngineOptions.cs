using Tain.Transports;

namespace Tain.LoadTest;

/// <summary>What an engine's clients do.</summary>
public sealed record LoadEngineOptions
{
    /// <summary>How clients reach the server.</summary>
    public required Transport Transport { get; init; }

    /// <summary>The server.</summary>
    public required Uri Server { get; init; }

    /// <summary>Who knows for which clients something has come; it opens the sockets of <see cref="Transport"/>. Null: all clients are asked at each step.</summary>
    public IArrivals? Arrivals { get; init; }

    /// <summary>How many clients there are.</summary>
    public required int Clients { get; init; }

    /// <summary>Makes the script of a client, by its number.</summary>
    public required Func<int, ILoadScript> Script { get; init; }

    /// <summary>Makes the script of a client that misbehaves, by its number.</summary>
    public Func<int, ILoadScript> BadScript { get; init; } = static _ => new FloodScript();

    /// <summary>The number of the first client: engines of one run share the numbers.</summary>
    public int FirstIndex { get; init; }

    /// <summary>How many clients begin to connect per second.</summary>
    public double RampPerSecond { get; init; } = 100;

    /// <summary>Frames per second of each client: time snapshots, the script, and one flush of the transport.</summary>
    public double Rate { get; init; } = 30;

    /// <summary>Which part of the clients misbehaves, 0 to 1. They come back after each expulsion.</summary>
    public double BadPart { get; init; }

    /// <summary>How many clients leave per second, when all have joined; each comes back a second later.</summary>
    public double ChurnPerSecond { get; init; }

    /// <summary>Whether clients that were lost connect again, a second later.</summary>
    public bool Reconnects { get; init; }

    /// <summary>Whether the server gives players. False: a client counts as joined as soon as it has said Ready.</summary>
    public bool HasPlayers { get; init; } = true;

    /// <summary>True: clients say Ready when the server has named its scene, as those of a NetworkManager with an online scene do. False: when they are connected.</summary>
    public bool JoinsAfterScene { get; init; }

    /// <summary>
    /// True: the clock goes with what is reliable when nothing else is to be sent, and pings with answers to pings, as Tain's clients can. False: the clock always goes
    /// unreliably, and a ping when its interval is over, as Mirror's do.
    /// </summary>
    public bool ClockRidesAlong { get; init; } = true;

    /// <summary>Where the chance of clients comes from.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    // HashCode.Combine would do, but it differs from process to process; the multiplier spreads neighbours (Knuth, the golden ratio of 32 bits).
    internal Random CreateChance(int user) => new(unchecked((Seed * 397) ^ (user * (int)0x9E3779B1)));
}
