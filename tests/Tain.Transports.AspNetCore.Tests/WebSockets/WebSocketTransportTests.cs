using System.Net;
using Tain.Kit;
using Tain.Transports.Contract;

namespace Tain.Transports.WebSockets;

public class WebSocketTransportTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new WebSocketSubject();

    protected override TransportSubject CreateImpatientSubject() =>
        new WebSocketSubject(new WebSocketTransport { Port = 0, ListenAddress = IPAddress.Loopback, HandshakeTimeout = TimeSpan.FromSeconds(2) });

    protected override TimeSpan ToleratedStall => TimeSpan.FromSeconds(1);

    [Fact]
    public void TheDefaultsAreMirrors()
    {
        var transport = new WebSocketTransport();
        using TransportServer server = transport.CreateServer();
        Assert.Equal(27777, transport.Port);
        Assert.Equal("ws", transport.Scheme);
        Assert.Equal(16_384, server.GetMaxPacketBytes(Channel.Reliable));
        Assert.Equal(16_384, server.GetBatchThresholdBytes(Channel.Unreliable));
        Assert.Equal(TimeSpan.FromSeconds(20), transport.IdleTimeout);
        Assert.Equal(TimeSpan.Zero, transport.KeepAliveInterval);
    }

    [Fact]
    public void TheServersUriNamesThePortReallyBoundAndThePath()
    {
        using TransportServer server = new WebSocketTransport { Port = 0, ListenAddress = IPAddress.Loopback, Path = "/game" }.CreateServer();
        server.Start();
        Assert.Equal("ws", server.Uri.Scheme);
        Assert.InRange(server.Uri.Port, 1024, 65_535);
        Assert.Equal("/game", server.Uri.AbsolutePath);
    }

    [Fact]
    public void TheClientsTransportListensNotAndSaysWhatDoes()
    {
        var failure = Assert.Throws<NotSupportedException>(new WebSocketClientTransport().CreateServer);
        Assert.Contains("Tain.Transports.AspNetCore", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APullingThreadAllocatesNothingOnceWarm()
    {
        using var subject = new WebSocketSubject();
        using TransportServer server = subject.Transport.CreateServer();
        using TransportClient client = subject.Transport.CreateClient();
        server.Start();
        subject.Connect(client, server);
        byte[] packet = new byte[700];
        int id = 0;
        int sent = 0;
        int echoes = 0;

        void Tick()
        {
            while (server.TryReceive(out TransportEvent received))
            {
                id = received.ConnectionId;
                if (received.Kind == TransportEventKind.Data) server.Send(id, received.Data, received.Channel);
            }
            server.Flush();
            while (client.TryReceive(out TransportEvent received))
            {
                if (received.Kind == TransportEventKind.Data) echoes++;
            }
            // A few are on their way at any time, so that the queues reach their size during the warm-up.
            while (sent < echoes + 20 && client.Send(packet, Channel.Reliable)) sent++;
            client.Flush();
        }

        void RunUntil(int target)
        {
            subject.BeginWait();
            while (echoes < target && subject.Step()) Tick();
            Assert.True(echoes >= target, "The echoes stopped.");
        }

        RunUntil(5000);
        long allocated = Allocations.Of(() => RunUntil(15_000));
        Assert.True(allocated < 10_000, $"10000 echoes cost {allocated} bytes; only the growth of a queue is allowed.");
    }
}
