using System.Diagnostics.Metrics;

namespace Tain;

/// <summary>The figures of a loop, for a MeterListener or an exporter: meter "Tain.Engine".</summary>
internal sealed class LoopMeter : IDisposable
{
    private readonly Meter _meter = new("Tain.Engine");
    private readonly Counter<long> _ticks;
    private readonly Counter<long> _late;
    private readonly Counter<long> _dropped;
    private readonly Histogram<double> _duration;

    public LoopMeter()
    {
        _ticks = _meter.CreateCounter<long>("tain.loop.ticks", "{tick}", "Ticks that were run.");
        _late = _meter.CreateCounter<long>("tain.loop.late_ticks", "{tick}", "Ticks that began more than a tick after they were due.");
        _dropped = _meter.CreateCounter<long>("tain.loop.dropped_ticks", "{tick}", "Ticks that were given up because the loop was too far behind.");
        _duration = _meter.CreateHistogram<double>("tain.loop.tick_duration", "s", "How long ticks took.");
    }

    public void Tick(double seconds)
    {
        _ticks.Add(1);
        _duration.Record(seconds);
    }

    public void Late() => _late.Add(1);

    public void Dropped(long ticks) => _dropped.Add(ticks);

    public void Dispose() => _meter.Dispose();
}
