namespace Tain.Transports;

/// <summary>What one endpoint's line to its relay counts, for whoever collects metrics.</summary>
internal sealed class RelayLinkCounters
{
    private static readonly RelayDropReason[] Reasons = Enum.GetValues<RelayDropReason>();

    private readonly long[] _ignored = new long[Reasons.Length];
    private readonly ReportedTotal[] _reportedIgnored;
    private readonly ReportedTotal _reportedPings;

    public RelayLinkCounters(TransportMeter meter)
    {
        _reportedPings = meter.Total("tain.relay.pings", "{ping}", "Pings sent to the relay.");
        _reportedIgnored = Array.ConvertAll(Reasons, reason =>
            meter.Total("tain.relay.ignored", "{datagram}", "Datagrams of the relay that were ignored.", new KeyValuePair<string, object?>("reason", reason.ToString())));
    }

    public long Pings { get; set; }

    public void Count(RelayDropReason reason) => _ignored[(int)reason]++;

    public void Report()
    {
        _reportedPings.Report(Pings);
        for (int i = 0; i < _ignored.Length; i++) _reportedIgnored[i].Report(_ignored[i]);
    }
}
