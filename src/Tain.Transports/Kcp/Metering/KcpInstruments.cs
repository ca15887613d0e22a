using System.Diagnostics.Metrics;

namespace Tain.Transports;

/// <summary>The instruments of KCP's endpoints, named in docs/transports.md. They are told the endpoint's sums once per tick.</summary>
internal sealed class KcpInstruments
{
    private readonly ReportedLevel _connections;
    private readonly ReportedLevel _halfOpen;
    private readonly ReportedLevel _buffered;
    private readonly ReportedTotal _connects;
    private readonly ReportedTotal _receivedDatagrams;
    private readonly ReportedTotal _sentDatagrams;
    private readonly ReportedTotal _receivedBytes;
    private readonly ReportedTotal _sentBytes;
    private readonly ReportedTotal _unsent;
    private readonly ReportedTotal _timeoutResends;
    private readonly ReportedTotal _fastResends;
    private readonly ReportedTotal[] _drops;
    private readonly ReportedTotal[] _ends;
    private readonly Histogram<double>? _roundTrips;

    /// <param name="factory">The host's; null = nothing is made.</param>
    /// <param name="side"><c>server</c> or <c>client</c>.</param>
    public KcpInstruments(IMeterFactory? factory, string side)
    {
        var meter = new TransportMeter(factory);
        var end = new KeyValuePair<string, object?>("tain.side", side);
        var receive = new KeyValuePair<string, object?>("network.io.direction", "receive");
        var transmit = new KeyValuePair<string, object?>("network.io.direction", "transmit");
        _connections = meter.Level("tain.kcp.connections", "{connection}", "Connections that the upper layer knows.", end);
        _halfOpen = meter.Level("tain.kcp.half_open", "{connection}", "Clients that have said Hello and not yet proved their address.", end);
        _buffered = meter.Level("tain.kcp.buffered", "By", "Memory of segments that wait: to be sent, to be acknowledged, to be put in order.", end);
        _connects = meter.Total("tain.kcp.connects", "{connection}", "Connections made.", end);
        _receivedDatagrams = meter.Total("tain.kcp.datagrams", "{datagram}", "Datagrams, whoever sent them.", end, receive);
        _sentDatagrams = meter.Total("tain.kcp.datagrams", "{datagram}", "Datagrams, whoever sent them.", end, transmit);
        _receivedBytes = meter.Total("tain.kcp.io", "By", "Bytes of datagrams, without the headers of IP and UDP.", end, receive);
        _sentBytes = meter.Total("tain.kcp.io", "By", "Bytes of datagrams, without the headers of IP and UDP.", end, transmit);
        _unsent = meter.Total("tain.kcp.unsent", "{datagram}", "Datagrams that the system did not take.", end);
        _timeoutResends = meter.Total("tain.kcp.resends", "{segment}", "Segments sent again.", end, Reason("Timeout"));
        _fastResends = meter.Total("tain.kcp.resends", "{segment}", "Segments sent again.", end, Reason("LaterOnesArrived"));
        _drops = [.. Enum.GetValues<KcpDropReason>().Select(reason => meter.Total("tain.kcp.drops", "{datagram}", "Datagrams that were ignored.", end, Reason(reason.ToString())))];
        _ends = [.. Enum.GetValues<TransportError>().Select(reason => meter.Total("tain.kcp.disconnects", "{connection}", "Connections that ended.", end, Reason(reason.ToString())))];
        _roundTrips = meter.Distribution("tain.kcp.round_trip", "ms", "Smoothed round trip of each connection, once per second.");
    }

    /// <summary>Takes one connection's round trip.</summary>
    public void RecordRoundTrip(int milliseconds) => _roundTrips?.Record(milliseconds);

    /// <summary>Brings the instruments up to date.</summary>
    public void Report(KcpEndpoint endpoint, int connections, int halfOpen)
    {
        KcpCounters counters = endpoint.Counters;
        _connections.Report(connections);
        _halfOpen.Report(halfOpen);
        _buffered.Report(endpoint.Pool.RentedBytes);
        _connects.Report(counters.Connects);
        _receivedDatagrams.Report(counters.ReceivedDatagrams);
        _sentDatagrams.Report(counters.SentDatagrams);
        _receivedBytes.Report(counters.ReceivedBytes);
        _sentBytes.Report(counters.SentBytes);
        _unsent.Report(endpoint.UnsentDatagrams);
        _timeoutResends.Report(counters.TimeoutResends);
        _fastResends.Report(counters.FastResends);
        for (int i = 0; i < _drops.Length; i++) _drops[i].Report(endpoint.Drops[(KcpDropReason)i]);
        for (int i = 0; i < _ends.Length; i++) _ends[i].Report(counters.Ends((TransportError)i));
    }

    private static KeyValuePair<string, object?> Reason(string value) => new("reason", value);
}
