using System.Net;
using System.Text;
using Tain.Transports.Contract;
using Tain.Transports.Wire;

namespace Tain.Transports.WebSockets;

/// <summary>A WebSocket server and its clients over real loopback sockets.</summary>
internal sealed class WebSocketSubject(WebSocketTransport? transport = null) : TransportSubject
{
    public override Transport Transport { get; } = transport ?? new WebSocketTransport
    {
        Port = 0,
        ListenAddress = IPAddress.Loopback,
        MaxReceiveQueueBytes = 64 * 1024,
        MaxSendQueueBytes = 1024 * 1024,
    };

    public override ForeignPeers Foreign => Transport.Scheme == "wss" ? new Tls.ForeignTls() : new ForeignStreams
    {
        HalfHandshake = Encoding.Latin1.GetBytes("GET / HTTP/1.1\r\nHos"),
        Handshake = Encoding.Latin1.GetBytes(HttpHead.Request()),
        EndOfAnswer = "\r\n\r\n",
    };

    // The system chooses a port at each start.
    public override bool AddressIsExclusive => false;

    public override Channel Reported(Channel sent) => Channel.Reliable;

    public override void Connect(TransportClient client, TransportServer server) => client.Connect(new Uri($"{server.Uri.Scheme}://127.0.0.1:{server.Uri.Port}"));

    public override void ConnectToNobody(TransportClient client) => client.Connect(new Uri("ws://127.0.0.1:1"));
}
