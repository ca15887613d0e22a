namespace Tain.Transports;

/// <summary>What one endpoint moved, and its instruments.</summary>
internal sealed class SteamTraffic(TransportMeter meter)
{
    private readonly ReportedLevel _connections = meter.Level("tain.steam.connections", "{connection}", "Open connections, at servers and clients.");
    private readonly ReportedTotal _received = meter.Total("tain.steam.messages.received", "{message}", "Messages handed to the game.");
    private readonly ReportedTotal _sent = meter.Total("tain.steam.messages.sent", "{message}", "Messages that the library took.");

    public long ReceivedMessages { get; set; }

    public long SentMessages { get; set; }

    /// <summary>Called once per tick, and with 0 when the endpoint ends.</summary>
    public void Report(int connections)
    {
        _connections.Report(connections);
        _received.Report(ReceivedMessages);
        _sent.Report(SentMessages);
    }
}
