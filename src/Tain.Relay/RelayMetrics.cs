using System.Diagnostics.Metrics;
using Tain.Transports;

namespace Tain.Relay;

/// <summary>The relay's instruments, under the meter of all transports. They are read when somebody collects.</summary>
internal sealed class RelayMetrics(IMeterFactory meters, RelayDesk desk)
{
    private static readonly RelayRefusal[] Reasons = Enum.GetValues<RelayRefusal>();

    public void Start(RelaySockets sockets)
    {
        Meter meter = meters.Create(new MeterOptions(Traffic.MeterName));
        meter.CreateObservableGauge("tain.relay.sessions", () => desk.SessionCount, "{session}", "Sessions that are open.");
        meter.CreateObservableCounter("tain.relay.packets", () => desk.Counters.ForwardedPackets, "{datagram}", "Datagrams passed on, both directions together.");
        meter.CreateObservableCounter("tain.relay.io", () => desk.Counters.ForwardedBytes, "By", "Payload passed on, without the relay's headers.");
        meter.CreateObservableCounter("tain.relay.unsent", () => sockets.ServerSide.Unsent + sockets.ClientSide.Unsent, "{datagram}", "Datagrams that the system did not take for sending.");
        meter.CreateObservableCounter("tain.relay.refused", Refused, "{datagram}", "Datagrams not passed on.");
    }

    private IEnumerable<Measurement<long>> Refused() =>
        Reasons.Select(reason => new Measurement<long>(desk.Counters.GetRefused(reason), new KeyValuePair<string, object?>("reason", reason.ToString())));
}
