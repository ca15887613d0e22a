using System.Diagnostics.Metrics;

namespace Tain.Transports;

/// <summary>
/// Makes the instruments of one endpoint on the meter <see cref="Traffic.MeterName"/>. The endpoint counts in plain fields of its own and hands the sums over once per tick
/// and once when it ends; so a packet costs an addition, and nothing reads the endpoint from another thread.
/// </summary>
/// <remarks>
/// These are no observable instruments, on purpose: a factory keeps its meter for good, and with it whatever an observer reads, so that every endpoint that ever lived would
/// stay. A meter hands out the same instrument for the same name, so the endpoints of a process add to one sum. Without a factory nothing is made and reporting does nothing.
/// </remarks>
internal sealed class TransportMeter(IMeterFactory? factory)
{
    private readonly Meter? _meter = factory?.Create(new MeterOptions(Traffic.MeterName));

    /// <summary>Whether anything is made; what costs more than an addition may be left out otherwise.</summary>
    public bool IsOn => _meter is not null;

    /// <summary>A sum that only grows, for example <c>tain.kcp.resends</c>.</summary>
    /// <param name="name">The instrument, <c>tain.(transport).(what)</c>.</param>
    /// <param name="unit">In the manner of UCUM: <c>By</c>, <c>ms</c>, <c>{datagram}</c>.</param>
    /// <param name="description">A sentence.</param>
    /// <param name="tags">Few values per key, never an address.</param>
    public ReportedTotal Total(string name, string unit, string description, params KeyValuePair<string, object?>[] tags) =>
        new(_meter?.CreateCounter<long>(name, unit, description), tags);

    /// <summary>A number that goes up and down, for example <c>tain.kcp.connections</c>; endpoints add up.</summary>
    /// <param name="name">The instrument.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="description">A sentence.</param>
    /// <param name="tags">Few values per key, never an address.</param>
    public ReportedLevel Level(string name, string unit, string description, params KeyValuePair<string, object?>[] tags) =>
        new(_meter?.CreateUpDownCounter<long>(name, unit, description), tags);

    /// <summary>A distribution, for example of round trips; null when nothing is made. Recording costs more than an addition: a few per second and connection.</summary>
    /// <param name="name">The instrument.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="description">A sentence.</param>
    public Histogram<double>? Distribution(string name, string unit, string description) => _meter?.CreateHistogram<double>(name, unit, description);
}
