using System.Net;
using Tain.Transports.Contract;

namespace Tain.Transports.Kcp;

/// <summary>The contract of all transports, over IPv4 sockets on loopback.</summary>
public class KcpLoopbackContractTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new KcpLoopbackSubject(dualMode: false, IPAddress.Loopback);
}
