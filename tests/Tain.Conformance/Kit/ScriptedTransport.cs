using Tain.Transports;

namespace Tain.Conformance.Kit;

/// <summary>A transport whose other side is the test: what arrives is pushed, what leaves is kept.</summary>
internal sealed class ScriptedTransport : Transport
{
    private readonly Queue<Arrival> _arrivals = new();

    /// <summary>As large as the recordings' transport: none of their batches was split.</summary>
    public int MaxBytes { get; init; } = 60_000;

    /// <summary>Whether a client is connected as soon as it asks, or when the test pushes that it is.</summary>
    public bool ConnectsAtOnce { get; init; } = true;

    /// <summary>What left since it was last taken.</summary>
    public List<SentPacket> Sent { get; } = [];

    public override string Scheme => "scripted";

    public void PushConnected(int connectionId) => _arrivals.Enqueue(new Arrival(TransportEventKind.Connected, connectionId, 0, []));

    public void PushData(int connectionId, int channel, byte[] data) => _arrivals.Enqueue(new Arrival(TransportEventKind.Data, connectionId, channel, data));

    public void PushDisconnected(int connectionId) => _arrivals.Enqueue(new Arrival(TransportEventKind.Disconnected, connectionId, 0, []));

    public List<SentPacket> TakeSent()
    {
        List<SentPacket> taken = [.. Sent];
        Sent.Clear();
        return taken;
    }

    public override TransportServer CreateServer() => new Server(this);

    public override TransportClient CreateClient() => new Client(this);

    private bool TryTake(out TransportEvent received)
    {
        received = default;
        if (!_arrivals.TryDequeue(out Arrival arrival)) return false;
        received = arrival.Kind switch
        {
            TransportEventKind.Connected => TransportEvent.Connected(arrival.ConnectionId, "recorded"),
            TransportEventKind.Data => TransportEvent.Received(arrival.ConnectionId, arrival.Data, (Channel)arrival.Channel),
            _ => TransportEvent.Disconnected(arrival.ConnectionId),
        };
        return true;
    }

    private readonly record struct Arrival(TransportEventKind Kind, int ConnectionId, int Channel, byte[] Data);

    private sealed class Server(ScriptedTransport transport) : TransportServer
    {
        private bool _active;

        public override bool IsActive => _active;

        public override Uri Uri => new("scripted://server");

        public override void Start() => _active = true;

        public override void Stop() => _active = false;

        public override bool TryReceive(out TransportEvent received) => transport.TryTake(out received);

        public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel)
        {
            transport.Sent.Add(new SentPacket(connectionId, (int)channel, data.ToArray()));
            return true;
        }

        public override void Disconnect(int connectionId) => transport._arrivals.Enqueue(new Arrival(TransportEventKind.Disconnected, connectionId, 0, []));

        public override void Flush()
        {
        }

        public override string GetAddress(int connectionId) => "recorded";

        public override int GetMaxPacketBytes(Channel channel) => transport.MaxBytes;
    }

    private sealed class Client(ScriptedTransport transport) : TransportClient
    {
        public override bool IsConnected => true;

        public override void Connect(string address) => Connect(new Uri("scripted://" + address));

        public override void Connect(Uri uri)
        {
            if (transport.ConnectsAtOnce) transport.PushConnected(0);
        }

        public override void Disconnect() => transport._arrivals.Enqueue(new Arrival(TransportEventKind.Disconnected, 0, 0, []));

        public override bool TryReceive(out TransportEvent received) => transport.TryTake(out received);

        public override bool Send(ReadOnlySpan<byte> data, Channel channel)
        {
            transport.Sent.Add(new SentPacket(0, (int)channel, data.ToArray()));
            return true;
        }

        public override void Flush()
        {
        }

        public override int GetMaxPacketBytes(Channel channel) => transport.MaxBytes;
    }
}

/// <summary>A batch that left.</summary>
internal readonly record struct SentPacket(int ConnectionId, int Channel, byte[] Bytes)
{
    /// <summary>Shows the messages of a type, with the bytes of each to look at or to change in place.</summary>
    public void ForEach<T>(Action<T, Span<byte>> see) where T : struct, NetworkMessage
    {
        var reader = new NetworkReader(Bytes) { Position = sizeof(double) };
        while (reader.Remaining > 0)
        {
            int size = (int)reader.ReadVarUInt();
            int start = reader.Position;
            if (NetworkMessages.UnpackId(reader, out ushort id) && id == NetworkMessages.GetId<T>()) see(reader.Read<T>(), Bytes.AsSpan(start, size));
            reader.Position = start + size;
        }
    }

    /// <summary>The messages in it, id and content each.</summary>
    public List<byte[]> Messages()
    {
        var messages = new List<byte[]>();
        var reader = new NetworkReader(Bytes) { Position = sizeof(double) };
        while (reader.Remaining > 0) messages.Add(reader.ReadSpan((int)reader.ReadVarUInt()).ToArray());
        return messages;
    }
}
