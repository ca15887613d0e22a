namespace Tain.Transports;

/// <summary>What one endpoint's hosts moved, and its instruments.</summary>
internal sealed class EnetTraffic(TransportMeter meter)
{
    private readonly ReportedLevel _connections = meter.Level("tain.enet.connections", "{connection}", "Open connections, at servers and clients.");
    private readonly ReportedTotal _received = meter.Total("tain.enet.datagrams.received", "{datagram}", "Datagrams that ENet read, whoever sent them.");
    private readonly ReportedTotal _sent = meter.Total("tain.enet.datagrams.sent", "{datagram}", "Datagrams that ENet sent, acknowledgements and resends among them.");

    public long ReceivedDatagrams { get; set; }

    public long SentDatagrams { get; set; }

    /// <summary>Called once per tick, and with 0 when the endpoint ends.</summary>
    public void Report(int connections)
    {
        _connections.Report(connections);
        _received.Report(ReceivedDatagrams);
        _sent.Report(SentDatagrams);
    }
}
