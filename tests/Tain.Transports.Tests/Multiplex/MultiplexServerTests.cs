namespace Tain.Transports.Multiplex;

public class MultiplexServerTests
{
    [Fact, Trait("Attack", "M-03")]
    public void EventsOfConnectionsThatWereNeverReportedAreDropped()
    {
        using var child = new ScriptedServer();
        using var server = new MultiplexServer(new MultiplexTransport(new MemoryTransport()), [child]);
        child.Kinds.Enqueue(TransportEventKind.Data);
        child.Kinds.Enqueue(TransportEventKind.Disconnected);
        child.Kinds.Enqueue(TransportEventKind.Error);
        child.Kinds.Enqueue(TransportEventKind.Connected);
        child.Kinds.Enqueue(TransportEventKind.Data);

        Assert.True(server.TryReceive(out TransportEvent received));
        Assert.Equal((TransportEventKind.Connected, 1), (received.Kind, received.ConnectionId));
        Assert.True(server.TryReceive(out received));
        Assert.Equal((TransportEventKind.Data, 1), (received.Kind, received.ConnectionId));
        Assert.False(server.TryReceive(out _));
    }

    /// <summary>A child that says whatever the test wants, always about connection -5.</summary>
    private sealed class ScriptedServer : TransportServer
    {
        public Queue<TransportEventKind> Kinds { get; } = new();

        public override bool IsActive => false;

        public override Uri Uri => new("scripted://localhost");

        public override void Start()
        {
        }

        public override void Stop()
        {
        }

        public override bool TryReceive(out TransportEvent received)
        {
            received = default;
            if (!Kinds.TryDequeue(out TransportEventKind kind)) return false;
            received = kind switch
            {
                TransportEventKind.Connected => TransportEvent.Connected(-5, "scripted"),
                TransportEventKind.Data => TransportEvent.Received(-5, [1], Channel.Reliable),
                TransportEventKind.Error => TransportEvent.Error(-5, TransportError.Unexpected, "scripted"),
                _ => TransportEvent.Disconnected(-5),
            };
            return true;
        }

        public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel) => false;

        public override void Disconnect(int connectionId)
        {
        }

        public override void Flush()
        {
        }

        public override string GetAddress(int connectionId) => "";

        public override int GetMaxPacketBytes(Channel channel) => 1000;
    }
}
