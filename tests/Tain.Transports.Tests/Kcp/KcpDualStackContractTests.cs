using System.Net;
using Tain.Transports.Contract;

namespace Tain.Transports.Kcp;

/// <summary>The contract of all transports, over IPv6 on a socket that takes both, with the sockets of systems that have no calls for many datagrams.</summary>
public class KcpDualStackContractTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new KcpLoopbackSubject(dualMode: true, IPAddress.IPv6Loopback, batching: false);
}
