using System.Net;
using Tain.Transports.Contract;

namespace Tain.Transports.Kcp;

/// <summary>KCP on the system's UDP sockets on loopback and the system's clock.</summary>
internal sealed class KcpLoopbackSubject(bool dualMode, IPAddress clientsReach, bool batching = true) : TransportSubject
{
    public override Transport Transport { get; } =
        new KcpTransport { Port = 0, DualMode = dualMode, TimeoutMs = 5_000, Sockets = new UdpSocketFactory { Batching = batching } };

    public override ForeignPeers Foreign =>
        KcpForeignPeers.Create(UdpSocketFactory.Instance, TimeProvider.System, server => new IPEndPoint(clientsReach, server.Uri.Port), Connect);

    // Port 0 gives each server a port of its own.
    public override bool AddressIsExclusive => false;

    public override void Connect(TransportClient client, TransportServer server) => client.Connect(At(server.Uri.Port));

    // Port 9 is "discard": nothing listens there on a machine made for tests.
    public override void ConnectToNobody(TransportClient client) => client.Connect(At(9));

    private Uri At(int port) => new($"kcp://{new IPEndPoint(clientsReach, port)}");
}
