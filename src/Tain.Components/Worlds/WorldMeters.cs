using System.Diagnostics.Metrics;

namespace Tain;

/// <summary>The figures of a host, for a MeterListener or an exporter: meter "Tain.Worlds", tagged with the world's name.</summary>
internal sealed class WorldMeters : IDisposable
{
    private readonly Meter _meter = new("Tain.Worlds");
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _late;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _heldBack;
    private readonly UpDownCounter<long> _worlds;

    public WorldMeters()
    {
        _duration = _meter.CreateHistogram<double>("tain.world.tick.duration", "s", "How long the ticks of a world took.");
        _late = _meter.CreateCounter<long>("tain.world.tick.late", "{tick}", "Ticks that began more than a tick after they were due.");
        _dropped = _meter.CreateCounter<long>("tain.world.tick.dropped", "{tick}", "Ticks that were given up because the world was too far behind.");
        _failed = _meter.CreateCounter<long>("tain.world.tick.failed", "{tick}", "Ticks that an exception left.");
        _heldBack = _meter.CreateCounter<long>("tain.world.tick.held_back", "{tick}", "Ticks that were put off because the world had used up its budget.");
        _worlds = _meter.CreateUpDownCounter<long>("tain.worlds", "{world}", "Worlds that tick.");
    }

    public static KeyValuePair<string, object?> TagOf(string world) => new("world", world);

    public void Tick(in KeyValuePair<string, object?> world, in TickFigures tick)
    {
        _duration.Record(tick.Seconds, world);
        if (tick.IsLate) _late.Add(1, world);
        if (tick.IsHeldBack) _heldBack.Add(1, world);
        if (tick.HasFailed) _failed.Add(1, world);
        if (tick.Dropped > 0) _dropped.Add(tick.Dropped, world);
    }

    public void CountWorlds(int change) => _worlds.Add(change);

    public void Dispose() => _meter.Dispose();

    /// <summary>What there is to tell of a tick.</summary>
    /// <param name="Seconds">How long it took.</param>
    /// <param name="IsLate">Whether it began more than a tick after it was due.</param>
    /// <param name="IsHeldBack">Whether the next one was put off for it.</param>
    /// <param name="HasFailed">Whether an exception left it.</param>
    /// <param name="Dropped">How many ticks before it were given up.</param>
    public readonly record struct TickFigures(double Seconds, bool IsLate, bool IsHeldBack, bool HasFailed, long Dropped);
}
