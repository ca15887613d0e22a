using Tain.Messages;
using Tain.Transports;

namespace Tain.Bench;

/// <summary>A transport on which clients only connect, and what is sent to them is counted and forgotten. What remains is the cost of making it.</summary>
internal sealed class NullTransport : Transport
{
    private readonly NullServer _server = new();
    private int _lastConnection;

    public override string Scheme => "null";

    public long SentBytes => _server.SentBytes;

    /// <summary>Whether packets are taken apart to count spawn messages. It costs time: only for making sure that what is measured happens.</summary>
    public bool CountsSpawns
    {
        get => _server.CountsSpawns;
        set => _server.CountsSpawns = value;
    }

    public long Spawns => _server.Spawns;

    /// <summary>More clients arrive, which the server hears of in its next tick.</summary>
    /// <returns>Their connections' ids.</returns>
    public int[] Connect(int count)
    {
        int[] ids = [.. Enumerable.Range(_lastConnection + 1, count)];
        _lastConnection += count;
        foreach (int id in ids) _server.Arrivals.Enqueue(id);
        return ids;
    }

    public override TransportServer CreateServer() => _server;

    public override TransportClient CreateClient() => throw new NotSupportedException("There is nobody to connect to.");

    private sealed class NullServer : TransportServer
    {
        // As KCP's largest packet and batch.
        private const int MaxPacketBytes = 297_433;
        private const int BatchBytes = 1_195;

        private readonly Unbatcher _unbatcher = new();
        private bool _active;

        public Queue<int> Arrivals { get; } = new();

        public long SentBytes { get; private set; }

        public bool CountsSpawns { get; set; }

        public long Spawns { get; private set; }

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
            if (CountsSpawns) Count(data);
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

        private void Count(ReadOnlySpan<byte> batch)
        {
            _unbatcher.AddBatch(batch);
            while (_unbatcher.TryGetNext(out BatchedMessage message, out _))
            {
                if (NetworkMessages.UnpackId(new NetworkReader(message.Bytes), out ushort id) && id == NetworkMessages.GetId<SpawnMessage>()) Spawns++;
            }
        }
    }
}
