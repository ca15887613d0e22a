using System.Diagnostics.Metrics;

namespace Tain.LoadTest.Game;

/// <summary>Sums up the transport's instruments of this process: datagrams and resends, of whichever transport has them.</summary>
internal sealed class TransportSums : IMeterFactory
{
    private readonly List<Meter> _meters = [];
    private readonly MeterListener _listener = new();

    public TransportSums()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, this)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>(Count);
        _listener.Start();
    }

    public long DatagramsIn { get; private set; }

    public long DatagramsOut { get; private set; }

    public long Resends { get; private set; }

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (Meter meter in _meters) meter.Dispose();
    }

    private void Count(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (instrument.Name.EndsWith(".resends", StringComparison.Ordinal)) Resends += value;
        if (instrument.Name.EndsWith(".datagrams.received", StringComparison.Ordinal)) DatagramsIn += value;
        if (instrument.Name.EndsWith(".datagrams.sent", StringComparison.Ordinal)) DatagramsOut += value;
        if (!instrument.Name.EndsWith(".datagrams", StringComparison.Ordinal)) return;
        foreach ((string key, object? direction) in tags)
        {
            if (key != "network.io.direction") continue;
            if (direction is "receive") DatagramsIn += value;
            else DatagramsOut += value;
        }
    }
}
