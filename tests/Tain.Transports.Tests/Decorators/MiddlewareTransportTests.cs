using Tain.Transports.Contract;

namespace Tain.Transports.Decorators;

/// <summary>A decorator that overrides nothing keeps every promise of what it wraps.</summary>
public class MiddlewareTransportTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new Subject();

    [Fact]
    public void ADecoratorThatOverridesNothingIsTheInnerTransport()
    {
        var clock = new SpyClock();
        var inner = new SpyTransport { TimeProvider = clock };
        var transport = new PassingTransport(inner);

        Assert.Equal("spy", transport.Scheme);
        Assert.False(transport.IsAvailable);
        Assert.True(transport.Accepts(new Uri("other://x")));
        Assert.Same(clock, transport.TimeProvider);
        Assert.Same(inner.LoggerFactory, transport.LoggerFactory);
        Assert.Throws<NotSupportedException>(transport.CreateServer);
        Assert.Throws<NotSupportedException>(transport.CreateClient);
        Assert.Throws<ArgumentNullException>(() => new PassingTransport(null!));
    }

    [Fact]
    public void BatchesFollowASmallerPacket()
    {
        using TransportServer server = new SmallServer(new MemoryTransport { MaxPacketBytes = 5_000, BatchThresholdBytes = 1_400 }.CreateServer());
        using TransportClient client = new SmallClient(new MemoryTransport { MaxPacketBytes = 5_000, BatchThresholdBytes = 1_400 }.CreateClient());

        Assert.Equal((1_000, 1_000), (server.GetMaxPacketBytes(Channel.Reliable), server.GetBatchThresholdBytes(Channel.Reliable)));
        Assert.Equal((1_000, 1_000), (client.GetMaxPacketBytes(Channel.Reliable), client.GetBatchThresholdBytes(Channel.Reliable)));
    }

    [Fact]
    public void TheInnerEndpointIsDisposedWithTheOuterOne()
    {
        var wire = new MemoryTransport();
        TransportServer server = new PassingServer(wire.CreateServer());
        server.Start();
        TransportClient client = new PassingClient(wire.CreateClient());
        client.Connect("localhost");
        Assert.True(server.IsActive);

        client.Dispose();
        server.Dispose();

        Assert.False(server.IsActive);
        using TransportServer next = wire.CreateServer();
        next.Start();
        Assert.True(next.IsActive);
    }

    private class PassingTransport(Transport inner) : MiddlewareTransport(inner);

    private class PassingServer(TransportServer inner) : MiddlewareServer(inner);

    private class PassingClient(TransportClient inner) : MiddlewareClient(inner);

    private sealed class SmallServer(TransportServer inner) : PassingServer(inner)
    {
        public override int GetMaxPacketBytes(Channel channel) => 1_000;
    }

    private sealed class SmallClient(TransportClient inner) : PassingClient(inner)
    {
        public override int GetMaxPacketBytes(Channel channel) => 1_000;
    }

    private sealed class WrappingTransport(Transport inner) : PassingTransport(inner)
    {
        public override TransportServer CreateServer() => new PassingServer(base.CreateServer());

        public override TransportClient CreateClient() => new PassingClient(base.CreateClient());
    }

    private sealed class SpyClock : TimeProvider;

    private sealed class SpyTransport : Transport
    {
        public override string Scheme => "spy";

        public override bool IsAvailable => false;

        public override bool Accepts(Uri uri) => uri.Scheme == "other";

        public override TransportServer CreateServer() => throw new NotSupportedException("A spy makes no endpoints.");

        public override TransportClient CreateClient() => throw new NotSupportedException("A spy makes no endpoints.");
    }

    private sealed class Subject : TransportSubject
    {
        public override Transport Transport { get; } = new WrappingTransport(new MemoryTransport { MaxQueuedBytes = 1024 * 1024 });

        public override string WhyNoForeignBytes => "Packets never leave the process.";

        public override void ConnectToNobody(TransportClient client) => client.Connect("localhost");
    }
}
