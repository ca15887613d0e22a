using System.Diagnostics.Metrics;

namespace Tain.Transports.Metering;

/// <summary>A meter factory as a host has it, one meter per name, and a collector that adds up what its instruments report.</summary>
public sealed class TestMeters : IMeterFactory
{
    private readonly Dictionary<string, Meter> _meters = [];
    private readonly Dictionary<string, double> _sums = [];
    private readonly MeterListener _listener = new();

    public TestMeters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!ReferenceEquals(instrument.Meter.Scope, this)) return;
            Published.Add(instrument.Name);
            Units[instrument.Name] = instrument.Unit;
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The instruments made, one entry for each that was really made.</summary>
    public List<string> Published { get; } = [];

    public Dictionary<string, string?> Units { get; } = [];

    /// <summary>The sum of a counter or level, or of all values of a distribution. With a tag's value behind a colon only of those: <c>tain.kcp.drops:NotAHello</c>.</summary>
    public double this[string name]
    {
        get
        {
            _listener.RecordObservableInstruments();
            return _sums.GetValueOrDefault(name);
        }
    }

    /// <summary>How many values a distribution was given.</summary>
    public Dictionary<string, int> Counts { get; } = [];

    public Meter Create(MeterOptions options)
    {
        if (!_meters.TryGetValue(options.Name, out Meter? meter)) _meters.Add(options.Name, meter = new Meter(new MeterOptions(options.Name) { Scope = this }));
        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (Meter meter in _meters.Values) meter.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Counts[instrument.Name] = Counts.GetValueOrDefault(instrument.Name) + 1;
        double before = instrument.IsObservable ? 0 : _sums.GetValueOrDefault(instrument.Name);
        _sums[instrument.Name] = before + value;
        foreach ((_, object? tag) in tags)
        {
            string name = $"{instrument.Name}:{tag}";
            _sums[name] = (instrument.IsObservable ? 0 : _sums.GetValueOrDefault(name)) + value;
        }
    }
}
