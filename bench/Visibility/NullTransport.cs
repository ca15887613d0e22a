using Tain.Transports;

namespace Tain.Bench;

/// <summary>A transport on which clients only connect, and what is sent to them is counted and forgotten. What remains is the cost of making it.</summary>
internal sealed class NullTransport : Transport
{
    private readonly NullServer _server = new();

    public override string Scheme => "null";

    public long SentBytes => _server.SentBytes;

    public void Connect(int connectionId) => _server.Arrivals.Enqueue(connectionId);

    public override TransportServer CreateServer() => _server;

    public override TransportClient CreateClient() => throw new NotSupportedException("There is nobody to connect to.");

    private sealed class NullServer : TransportServer
    {
        // As KCP's largest packet and batch.
        private const int MaxPacketBytes = 297_433;
        private const int BatchBytes = 1_195;

        private bool _active;

        public Queue<int> Arrivals { get; } = new();

        public long SentBytes { get; private set; }

        public override bool IsActive => _active;

        public override Uri Uri => new("null://server");

        public override void Start() => _active = true;

        public override void Stop() => _active = false;

        public override bool TryReceive(out TransportEvent received)
        {
            bool arrived = Arrivals.TryDequeue(out int id);
            received = arrived ? TransportEvent.Connected(id, "null") : default;
            return arrived;
        }

        public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel)
        {
            SentBytes += data.Length;
            return true;
        }

        public override void Disconnect(int connectionId)
        {
        }

        public override void Flush()
        {
        }

        public override string GetAddress(int connectionId) => "null";

        public override int GetMaxPacketBytes(Channel channel) => channel == Channel.Reliable ? MaxPacketBytes : BatchBytes;

        public override int GetBatchThresholdBytes(Channel channel) => BatchBytes;
    }
}
