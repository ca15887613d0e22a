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
    private readonly UpDownCounter<long> _worlds;

    public WorldMeters()
    {
        _duration = _meter.CreateHistogram<double>("tain.world.tick.duration", "s", "How long the ticks of a world took.");
        _late = _meter.CreateCounter<long>("tain.world.tick.late", "{tick}", "Ticks that began more than a tick after they were due.");
        _dropped = _meter.CreateCounter<long>("tain.world.tick.dropped", "{tick}", "Ticks that were given up because the world was too far behind.");
        _failed = _meter.CreateCounter<long>("tain.world.tick.failed", "{tick}", "Ticks that an exception left.");
        _worlds = _meter.CreateUpDownCounter<long>("tain.worlds", "{world}", "Worlds that tick.");
    }

    public static KeyValuePair<string, object?> TagOf(string world) => new("world", world);

    public void Tick(in KeyValuePair<string, object?> world, double seconds, bool isLate, long dropped, bool hasFailed)
    {
        _duration.Record(seconds, world);
        if (isLate) _late.Add(1, world);
        if (dropped > 0) _dropped.Add(dropped, world);
        if (hasFailed) _failed.Add(1, world);
    }

    public void CountWorlds(int change) => _worlds.Add(change);

    public void Dispose() => _meter.Dispose();
}
