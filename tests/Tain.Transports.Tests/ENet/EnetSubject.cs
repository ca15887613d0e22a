using Tain.Transports.Contract;

namespace Tain.Transports.ENet;

/// <summary>The ENet transport on the system's libenet, over loopback.</summary>
internal sealed class EnetSubject(EnetTransport transport) : TransportSubject
{
    public EnetSubject()
        : this(new EnetTransport { Port = 0, MaxSendQueueBytes = 4 * 1024 * 1024, ConnectTimeoutMs = 2_000 })
    {
    }

    public override Transport Transport { get; } = transport;

    public override ForeignPeers Foreign { get; } = new EnetForeignPeers();

    // The system chooses a port at each start.
    public override bool AddressIsExclusive => false;

    public override void Connect(TransportClient client, TransportServer server) => client.Connect(new Uri($"enet://127.0.0.1:{server.Uri.Port}"));

    // Port 9 is "discard": nothing listens there on a machine made for tests.
    public override void ConnectToNobody(TransportClient client) => client.Connect(new Uri("enet://127.0.0.1:9"));
}
