using System.Net;
using Tain.Transports.Contract;

namespace Tain.Transports.Multiplex;

public class KcpAndWebSocketTests
{
    [Fact]
    public void TheLimitsSuitBoth()
    {
        var transport = new MultiplexTransport(new KcpTransport(), new WebSocketTransport());
        using TransportServer server = transport.CreateServer();
        Assert.Equal(1122, server.GetBatchThresholdBytes(Channel.Reliable));
        Assert.Equal(16_384, server.GetMaxPacketBytes(Channel.Reliable));
        Assert.Equal(1194, server.GetMaxPacketBytes(Channel.Unreliable));
        Assert.True(transport.Accepts(new Uri("kcp://x")) && transport.Accepts(new Uri("wss://x")));
    }

    [Fact]
    public void PlayersOfBothMeetOnOneServer()
    {
        // UDP and TCP may have the same number, and a multiplexer tells only its first child's.
        ushort port = FreePort();
        var transport = new MultiplexTransport(new KcpTransport { Port = port }, new WebSocketTransport { Port = port, ListenAddress = IPAddress.Loopback });
        using var subject = new Subject(transport);
        using TransportBench bench = TransportBench.Started(subject);
        bench.Server.OnData = pulled =>
        {
            foreach (int id in bench.Server.Connected) bench.Server.Server.Send(id, pulled.Data, Channel.Reliable);
        };

        ClientProbe native = bench.AddClient();
        native.Client.Connect(new Uri($"kcp://127.0.0.1:{port}"));
        ClientProbe browser = bench.AddClient();
        browser.Client.Connect(new Uri($"ws://127.0.0.1:{port}"));
        bench.WaitUntil(() => native.Client.IsConnected && browser.Client.IsConnected && bench.Server.Connected.Count() == 2, "both are in");
        Assert.True(native.Client.Send([1], Channel.Reliable));
        Assert.True(browser.Client.Send([2], Channel.Reliable));
        bench.WaitUntil(() => native.Data.Count() == 2 && browser.Data.Count() == 2, "both hear both");

        Assert.Equal([1, 2], bench.Server.Connected.Order());
    }

    private static ushort FreePort()
    {
        using TransportServer server = new WebSocketTransport { Port = 0, ListenAddress = IPAddress.Loopback }.CreateServer();
        server.Start();
        return (ushort)server.Uri.Port;
    }

    private sealed class Subject(Transport transport) : TransportSubject
    {
        public override Transport Transport { get; } = transport;

        public override void ConnectToNobody(TransportClient client) => client.Connect("localhost");
    }
}
