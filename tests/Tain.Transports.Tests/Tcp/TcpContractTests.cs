using Tain.Transports.Contract;

namespace Tain.Transports.Tcp;

/// <summary>The contract of all transports, over the system's TCP sockets on loopback and the system's clock.</summary>
public class TcpContractTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new TcpSubject();

    protected override TransportSubject CreateImpatientSubject() => new TcpSubject(new TcpTransport { Port = 0, ReceiveTimeout = TimeSpan.FromSeconds(2) });

    protected override TimeSpan ToleratedStall => TimeSpan.FromSeconds(1);
}
