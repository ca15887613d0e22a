using Tain.Transports.Contract;

namespace Tain.Transports.ENet;

/// <summary>The contract of all transports, on the system's libenet at both ends, over loopback.</summary>
public class EnetContractTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new EnetSubject();

    protected override TransportSubject CreateImpatientSubject() =>
        new EnetSubject(new EnetTransport { Port = 0, TimeoutMinimumMs = 500, TimeoutMaximumMs = 1_500, PingIntervalMs = 100 });

    protected override TimeSpan ToleratedStall => TimeSpan.FromMilliseconds(250);
}
