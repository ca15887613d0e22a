using System.Diagnostics.Metrics;

namespace Tain.Transports;

/// <summary>What a shared port tells, of all its worlds together.</summary>
internal sealed class SharedMeters
{
    private readonly ReportedLevel _connectionLevel;
    private readonly ReportedTotal _handOverTotal;
    private readonly ReportedTotal _refusedTotal;
    private readonly ReportedTotal _cutTotal;
    private readonly ReportedTotal _droppedTotal;
    private long _handOvers;
    private long _refused;
    private long _cut;
    private long _dropped;

    public SharedMeters(IMeterFactory? factory)
    {
        var meter = new TransportMeter(factory);
        _connectionLevel = meter.Level("tain.shared.connections", "{connection}", "Connections of a shared port.");
        _handOverTotal = meter.Total("tain.shared.hand_overs", "{connection}", "Connections that were handed over to another world.");
        _refusedTotal = meter.Total("tain.shared.refused", "{connection}", "Connections that no world took.");
        _cutTotal = meter.Total("tain.shared.cut", "{connection}", "Connections that ended because their world did not take what they sent.");
        _droppedTotal = meter.Total("tain.shared.dropped", "{packet}", "Unreliable packets that were lost because a world had not taken those before them.");
    }

    public void CountHandOver() => _handOvers++;

    public void CountRefused() => _refused++;

    public void CountCut() => _cut++;

    public void CountDropped() => _dropped++;

    /// <summary>Hands the sums over; once per tick.</summary>
    public void Report(int connections)
    {
        _connectionLevel.Report(connections);
        _handOverTotal.Report(_handOvers);
        _refusedTotal.Report(_refused);
        _cutTotal.Report(_cut);
        _droppedTotal.Report(_dropped);
    }
}
