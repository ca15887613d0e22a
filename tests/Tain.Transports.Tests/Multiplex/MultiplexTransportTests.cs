using Tain.Kit;
using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Multiplex;

/// <summary>The contract over two transports at once: every second client comes by the other one.</summary>
public class MultiplexTransportTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new Subject();

    [Theory, Trait("Attack", "M-02")]
    [InlineData(Channel.Reliable)]
    [InlineData(Channel.Unreliable)]
    public void TheLimitsAreTheLeastOfAllChildren(Channel channel)
    {
        var transport = new MultiplexTransport(
            new MemoryTransport { MaxPacketBytes = 5000, BatchThresholdBytes = 4000 }, new MemoryTransport { MaxPacketBytes = 9000, BatchThresholdBytes = 1100 });
        using TransportServer server = transport.CreateServer();
        Assert.Equal(5000, server.GetMaxPacketBytes(channel));
        Assert.Equal(1100, server.GetBatchThresholdBytes(channel));
    }

    [Fact]
    public void AClientTakesTheFirstThatAcceptsTheUriAndWithoutOneTheFirst()
    {
        var memory = new MemoryTransport();
        var transport = new MultiplexTransport(new WebSocketClientTransport(), memory);
        Assert.Equal("ws", transport.Scheme);
        Assert.True(transport.Accepts(new Uri("wss://x/")) && transport.Accepts(new Uri("memory://x/")) && !transport.Accepts(new Uri("kcp://x/")));

        using TransportServer server = memory.CreateServer();
        server.Start();
        using var client = new ClientProbe(transport.CreateClient());
        client.Client.Connect(new Uri("memory://localhost/"));
        client.Tick();
        Assert.True(client.Client.IsConnected);
        Assert.Throws<ArgumentException>(() => new MultiplexTransport().CreateClient());
    }

    [Fact]
    public void AServerStartsWithAllChildrenOrWithNone()
    {
        var free = new MemoryTransport();
        var taken = new MemoryTransport();
        using TransportServer other = taken.CreateServer();
        other.Start();
        using TransportServer server = new MultiplexTransport(free, taken).CreateServer();

        Assert.Throws<InvalidOperationException>(server.Start);

        Assert.False(server.IsActive);
        using TransportServer again = free.CreateServer();
        again.Start();
        Assert.True(other.IsActive);
    }

    [Fact]
    public void AClientThatLeavesAndConnectsAtOnceKeepsItsNewConnection()
    {
        var wire = new MemoryTransport();
        using TransportServer server = wire.CreateServer();
        server.Start();
        using var client = new ClientProbe(new MultiplexTransport(wire).CreateClient());
        client.Client.Connect("localhost");
        client.Tick();
        client.Client.Disconnect();
        client.Client.Connect("localhost");
        client.Tick();

        Assert.Equal([TransportEventKind.Connected, TransportEventKind.Disconnected, TransportEventKind.Connected], client.Events.Select(pulled => pulled.Kind));
        Assert.True(client.Client.Send([1], Channel.Reliable));
        Assert.Throws<InvalidOperationException>(() => client.Client.Connect("localhost"));
    }

    [Fact]
    public void AWarmMultiplexerAllocatesNothing()
    {
        var wire = new MemoryTransport();
        using TransportServer server = new MultiplexTransport(new MemoryTransport(), wire).CreateServer();
        using TransportClient client = wire.CreateClient();
        server.Start();
        client.Connect("localhost");
        byte[] packet = new byte[500];

        void Tick()
        {
            while (server.TryReceive(out TransportEvent received))
            {
                if (received.Kind == TransportEventKind.Data) server.Send(received.ConnectionId, received.Data, received.Channel);
            }
            server.Flush();
            while (client.TryReceive(out _))
            {
            }
            client.Send(packet, Channel.Reliable);
            client.Flush();
        }

        for (int i = 0; i < 200; i++) Tick();
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 1000; i++) Tick();
        }));
    }

    private sealed class Subject : TransportSubject
    {
        private const int LimitMs = 120_000;
        private readonly Wire _wire = new(new ManualClock()) { DelayMs = 20 };
        private long _stopAtMs;
        private int _clients;

        public Subject()
        {
            Transport = new MultiplexTransport(new MemoryTransport { MaxQueuedBytes = 1024 * 1024 }, new KcpTransport { Sockets = _wire, TimeProvider = _wire.Clock });
        }

        public override Transport Transport { get; }

        public override ForeignPeers Foreign =>
            KcpForeignPeers.Create(_wire, _wire.Clock, static _ => Wire.ServerAt(7777), static (client, _) => client.Connect("10.0.0.1"));

        public override void Connect(TransportClient client, TransportServer server) =>
            client.Connect(new Uri(_clients++ % 2 == 0 ? "memory://localhost" : "kcp://10.0.0.1:7777"));

        public override void ConnectToNobody(TransportClient client) => client.Connect("localhost");

        public override void BeginWait() => _stopAtMs = _wire.Clock.NowMs + LimitMs;

        public override bool Step()
        {
            _wire.AdvanceMs(10);
            return _wire.Clock.NowMs < _stopAtMs;
        }
    }
}
