namespace Tain.LoadTest.Game;

/// <summary>
/// Splits a server's tick into phases: the world's two network hooks are framed by hooks of its own, and a <see cref="TimedTransport"/> tells what the transport took of
/// them. Everything else in a hook is the library's own work.
/// </summary>
public sealed class TickPhases
{
    private readonly World _world;
    private readonly TimeProvider _clock;
    private long _began;
    private long _earlyBegan;
    private long _lateBegan;
    private long _early;
    private long _late;

    /// <summary>Watches a world. <see cref="WatchEarly"/> goes before the world's first network object is made, <see cref="WatchLate"/> after it.</summary>
    /// <param name="world">The world.</param>
    /// <param name="clock">What measures.</param>
    public TickPhases(World world, TimeProvider clock)
    {
        _world = world;
        _clock = clock;
    }

    /// <summary>How long ticks took.</summary>
    public LatencyHistogram Ticks { get; } = new();

    /// <summary>Clock units in the transport's TryReceive: system calls, reliability, decryption.</summary>
    internal long TransportReceive { get; set; }

    /// <summary>Clock units in the transport's Send.</summary>
    internal long TransportSend { get; set; }

    /// <summary>Clock units in the transport's Flush: reliability, system calls.</summary>
    internal long TransportFlush { get; set; }

    /// <summary>Enters the hooks that run before the network's.</summary>
    public void WatchEarly()
    {
        _world.EarlyUpdate += () => _earlyBegan = Now();
        _world.LateUpdateDone += () => _lateBegan = Now();
    }

    /// <summary>Enters the hooks that run after the network's.</summary>
    public void WatchLate()
    {
        _world.EarlyUpdate += () => _early += Now() - _earlyBegan;
        _world.LateUpdateDone += () => _late += Now() - _lateBegan;
    }

    /// <summary>A tick begins.</summary>
    public void Begin() => _began = Now();

    /// <summary>It ends.</summary>
    public void End() => Ticks.Record((Now() - _began) * 1_000_000 / _clock.TimestampFrequency);

    /// <summary>The mean of a tick by phase, since this was last asked, and begins anew.</summary>
    /// <returns>Milliseconds per tick by the name of the phase.</returns>
    public IReadOnlyDictionary<string, double> Take()
    {
        double ticks = Math.Max(1, Ticks.Count);
        double total = Ticks.SumMicroseconds / 1_000.0 / ticks;
        double early = PerTick(_early), late = PerTick(_late);
        double receive = PerTick(TransportReceive), send = PerTick(TransportSend), flush = PerTick(TransportFlush);
        var phases = new Dictionary<string, double>
        {
            ["transport receive"] = receive,
            ["messages and commands"] = Math.Max(0, early - receive),
            ["scripts"] = Math.Max(0, total - early - late),
            ["state and batches"] = Math.Max(0, late - send - flush),
            ["transport send"] = send,
            ["transport flush"] = flush,
        };
        (_early, _late, TransportReceive, TransportSend, TransportFlush) = (0, 0, 0, 0, 0);
        return phases;

        double PerTick(long units) => units * 1_000.0 / _clock.TimestampFrequency / ticks;
    }

    internal long Now() => _clock.GetTimestamp();
}
