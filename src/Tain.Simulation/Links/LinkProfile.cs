namespace Tain.Simulation;

/// <summary>
/// How one direction of a connection behaves. Start from a preset and change what a test is about:
/// <c>LinkProfile.Dsl with { Loss = 0.05 }</c>.
/// </summary>
/// <remarks>
/// The presets' numbers are round, representative values for such lines, chosen by us; they are no measurements of a particular network.
/// All delays are for one way. Datagrams keep their order, however the jitter falls, except those that <see cref="Reorder"/> picks: real queues do the same.
/// </remarks>
public sealed record LinkProfile
{
    /// <summary>Everything arrives at once.</summary>
    public static LinkProfile Perfect { get; } = new() { Name = nameof(Perfect) };

    /// <summary>A switch in the same room: 0.3 ms, 1 Gbit/s, nothing lost.</summary>
    public static LinkProfile Lan { get; } = new()
    {
        Name = nameof(Lan),
        Delay = TimeSpan.FromMicroseconds(300),
        Jitter = TimeSpan.FromMicroseconds(50),
        BytesPerSecond = 125_000_000,
        QueueBytes = 512 * 1024,
    };

    /// <summary>A wired home connection: 12 ms, jitter 2 ms, 0.1 % loss; 50 Mbit/s down, 10 Mbit/s up.</summary>
    public static LinkProfile Dsl { get; } = new()
    {
        Name = nameof(Dsl),
        Delay = TimeSpan.FromMilliseconds(12),
        Jitter = TimeSpan.FromMilliseconds(2),
        Loss = 0.001,
        BytesPerSecond = 6_250_000,
        QueueBytes = 128 * 1024,
        UpstreamBytesPerSecond = 1_250_000,
    };

    /// <summary>A phone with a good signal: 35 ms, jitter 8 ms, 0.3 % loss, every 30 s a hiccup of 80 ms; 20 Mbit/s down, 5 Mbit/s up.</summary>
    public static LinkProfile GoodMobile { get; } = new()
    {
        Name = nameof(GoodMobile),
        Delay = TimeSpan.FromMilliseconds(35),
        Jitter = TimeSpan.FromMilliseconds(8),
        Loss = 0.003,
        BurstEvery = TimeSpan.FromSeconds(30),
        BurstLength = TimeSpan.FromMilliseconds(80),
        BurstLoss = 0.6,
        Reorder = 0.002,
        ReorderDelay = TimeSpan.FromMilliseconds(15),
        BytesPerSecond = 2_500_000,
        QueueBytes = 128 * 1024,
        UpstreamBytesPerSecond = 625_000,
    };

    /// <summary>
    /// A phone in a train: 80 ms, jitter 30 ms, 3 % loss, every 4 s a burst of 250 ms that loses 80 %, 1 % duplicates, 3 % held back by 40 ms;
    /// 2 Mbit/s down, 1 Mbit/s up, small queue. If a game survives this, it survives.
    /// </summary>
    public static LinkProfile BadMobile { get; } = new()
    {
        Name = nameof(BadMobile),
        Delay = TimeSpan.FromMilliseconds(80),
        Jitter = TimeSpan.FromMilliseconds(30),
        Loss = 0.03,
        BurstEvery = TimeSpan.FromSeconds(4),
        BurstLength = TimeSpan.FromMilliseconds(250),
        BurstLoss = 0.8,
        Duplicate = 0.01,
        Reorder = 0.03,
        ReorderDelay = TimeSpan.FromMilliseconds(40),
        BytesPerSecond = 250_000,
        QueueBytes = 64 * 1024,
        UpstreamBytesPerSecond = 125_000,
    };

    /// <summary>A geostationary satellite: 280 ms, jitter 15 ms, 0.5 % loss, every 20 s a fade of 400 ms that loses half; 20 Mbit/s down, 3 Mbit/s up, a deep queue.</summary>
    public static LinkProfile Satellite { get; } = new()
    {
        Name = nameof(Satellite),
        Delay = TimeSpan.FromMilliseconds(280),
        Jitter = TimeSpan.FromMilliseconds(15),
        Loss = 0.005,
        BurstEvery = TimeSpan.FromSeconds(20),
        BurstLength = TimeSpan.FromMilliseconds(400),
        BurstLoss = 0.5,
        BytesPerSecond = 2_500_000,
        QueueBytes = 256 * 1024,
        UpstreamBytesPerSecond = 375_000,
    };

    /// <summary>What the profile is called in traces.</summary>
    public string Name { get; init; } = "custom";

    /// <summary>The least time that a datagram is under way.</summary>
    public TimeSpan Delay { get; init => field = NotNegative(value); }

    /// <summary>The average of the exponentially distributed time that comes on top of <see cref="Delay"/>.</summary>
    public TimeSpan Jitter { get; init => field = NotNegative(value); }

    /// <summary>The probability that a datagram is lost, each by itself; 0 to 1.</summary>
    public double Loss { get; init => field = Probability(value); }

    /// <summary>
    /// The average time between two bursts of loss; zero: no bursts. Bursts are a Gilbert-Elliott model in continuous time: the line changes between a good and a bad
    /// state after exponentially distributed times, whether or not anything is sent.
    /// </summary>
    public TimeSpan BurstEvery { get; init => field = NotNegative(value); }

    /// <summary>The average length of a burst.</summary>
    public TimeSpan BurstLength { get; init => field = NotNegative(value); }

    /// <summary>The probability that a datagram is lost during a burst; 0 to 1.</summary>
    public double BurstLoss { get; init => field = Probability(value); }

    /// <summary>The probability that a datagram arrives twice; 0 to 1.</summary>
    public double Duplicate { get; init => field = Probability(value); }

    /// <summary>The probability that a datagram is held back, so that later ones overtake it; 0 to 1.</summary>
    public double Reorder { get; init => field = Probability(value); }

    /// <summary>The average time for which <see cref="Reorder"/> holds a datagram back.</summary>
    public TimeSpan ReorderDelay { get; init => field = NotNegative(value); }

    /// <summary>The bandwidth in bytes per second, 28 bytes of IP and UDP header per datagram included; 0: unlimited.</summary>
    public long BytesPerSecond { get; init => field = NotNegative(value); }

    /// <summary>The bandwidth of the direction towards the host that listens; 0: the same as <see cref="BytesPerSecond"/>.</summary>
    public long UpstreamBytesPerSecond { get; init => field = NotNegative(value); }

    /// <summary>How many bytes may wait for their turn on a limited line; a datagram that does not fit is lost (drop-tail).</summary>
    public int QueueBytes { get; init => field = NotNegative(value); } = 64 * 1024;

    /// <summary>The largest datagram, without headers, that passes; larger ones are lost. 1472 is Ethernet's 1500 less IPv4 and UDP headers.</summary>
    public int MaxDatagramBytes { get; init => field = NotNegative(value); } = 1472;

    /// <summary>The same line in the direction towards the host that listens.</summary>
    /// <returns>A profile with the upstream bandwidth.</returns>
    public LinkProfile ToUpstream() => UpstreamBytesPerSecond == 0 ? this : this with { BytesPerSecond = UpstreamBytesPerSecond };

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static double Probability(double value)
    {
        if (value is >= 0 and <= 1) return value;
        throw new ArgumentOutOfRangeException(nameof(value), value, "A probability lies between 0 and 1; 0.05 is five per cent.");
    }

    private static TimeSpan NotNegative(TimeSpan value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
        return value;
    }

    private static long NotNegative(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return value;
    }

    private static int NotNegative(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return value;
    }
}
