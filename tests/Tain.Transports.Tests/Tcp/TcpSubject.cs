using Tain.Transports.Contract;

namespace Tain.Transports.Tcp;

/// <summary>The TCP transport over real sockets on loopback.</summary>
internal sealed class TcpSubject(TcpTransport transport) : TransportSubject
{
    public TcpSubject()
        : this(new TcpTransport { Port = 0, MaxReceiveQueueBytes = 64 * 1024, MaxSendQueueBytes = 1024 * 1024 })
    {
    }

    public override Transport Transport { get; } = transport;

    // The beginning of a length: a peer that never finishes what it began.
    public override ForeignPeers Foreign => new ForeignStreams { HalfHandshake = [0, 0] };

    // The system chooses a port at each start.
    public override bool AddressIsExclusive => false;

    public override Channel Reported(Channel sent) => Channel.Reliable;

    public override void Connect(TransportClient client, TransportServer server) => client.Connect(new Uri($"tcp4://127.0.0.1:{server.Uri.Port}"));

    public override void ConnectToNobody(TransportClient client) => client.Connect(new Uri("tcp4://127.0.0.1:1"));
}
