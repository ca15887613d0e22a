using System.Diagnostics.Metrics;

namespace Tain.Transports;

/// <summary>The instruments of one endpoint from start to end; the endpoint counts, and hands its sums over once per tick.</summary>
internal sealed class LiteNetMeters
{
    private readonly bool _isOn;
    private readonly ReportedLevel _connections;
    private readonly ReportedLevel _halfOpen;
    private readonly ReportedTotal _resends;
    private readonly ReportedTotal[] _drops;

    public LiteNetMeters(IMeterFactory? factory, string side)
    {
        var meter = new TransportMeter(factory);
        var sideTag = new KeyValuePair<string, object?>("tain.side", side);
        _isOn = meter.IsOn;
        _connections = meter.Level("tain.litenet.connections", "{connection}", "Connections that the game knows.", sideTag);
        _halfOpen = meter.Level("tain.litenet.half_open", "{connection}", "Clients that have asked and not yet proved their address.", sideTag);
        _resends = meter.Total("tain.litenet.resends", "{packet}", "Reliable packets sent again.", sideTag);
        _drops = [.. Enum.GetValues<LiteNetDropReason>().Select(reason => meter.Total(
            "tain.litenet.drops", "{packet}", "Received packets that were ignored, by reason.", sideTag, new KeyValuePair<string, object?>("reason", reason.ToString())))];
    }

    /// <summary>Hands the sums over; once per tick, and with no connections at the end.</summary>
    public void Report(LiteNetEndpoint endpoint, int connections, int halfOpen = 0)
    {
        if (!_isOn) return;
        _connections.Report(connections);
        _halfOpen.Report(halfOpen);
        _resends.Report(endpoint.Resends);
        for (int i = 0; i < _drops.Length; i++) _drops[i].Report(endpoint.Drops[(LiteNetDropReason)i]);
    }
}
