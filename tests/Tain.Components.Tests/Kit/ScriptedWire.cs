using Tain.Transports;

namespace Tain.Tests;

/// <summary>A transport whose other end is the test: what is put in is received in the next tick, what is sent is kept.</summary>
internal sealed class ScriptedWire : Transport
{
    private readonly Queue<Incoming> _incoming = new();

    public override string Scheme => "scripted";

    /// <summary>What was sent since it was cleared: connection (0 on a client), channel, packet in hex.</summary>
    public List<(int Connection, int Channel, string Packet)> Sent { get; } = [];

    public void Connect(int connection = 0) => _incoming.Enqueue(new Incoming(connection, null, Channel.Reliable));

    public void Deliver(int connection, int channel, byte[] packet) => _incoming.Enqueue(new Incoming(connection, packet, (Channel)channel));

    public override TransportServer CreateServer() => new ServerEnd(this);

    public override TransportClient CreateClient() => new ClientEnd(this);

    private bool TryReceive(out TransportEvent received)
    {
        bool any = _incoming.TryDequeue(out Incoming? next);
        received = !any ? default
            : next!.Packet is null ? TransportEvent.Connected(next.Connection)
            : TransportEvent.Received(next.Connection, next.Packet, next.Channel);
        return any;
    }

    private bool Send(int connection, ReadOnlySpan<byte> data, Channel channel)
    {
        Sent.Add((connection, (int)channel, Vectors.Hex(data)));
        return true;
    }

    private sealed record Incoming(int Connection, byte[]? Packet, Channel Channel);

    private sealed class ServerEnd(ScriptedWire wire) : TransportServer
    {
        private bool _active;

        public override bool IsActive => _active;

        public override Uri Uri => new("scripted://localhost");

        public override void Start() => _active = true;

        public override void Stop() => _active = false;

        public override bool TryReceive(out TransportEvent received) => wire.TryReceive(out received);

        public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel) => wire.Send(connectionId, data, channel);

        public override void Disconnect(int connectionId) => throw new InvalidOperationException($"The server disconnected connection {connectionId}.");

        public override void Flush()
        {
        }

        public override string GetAddress(int connectionId) => "localhost";

        public override int GetMaxPacketBytes(Channel channel) => 1 << 16;

        public override int GetBatchThresholdBytes(Channel channel) => 1200;
    }

    private sealed class ClientEnd(ScriptedWire wire) : TransportClient
    {
        private bool _connected;

        public override bool IsConnected => _connected;

        public override void Connect(string address) => _connected = true;

        public override void Connect(Uri uri) => _connected = true;

        public override void Disconnect() => _connected = false;

        public override bool TryReceive(out TransportEvent received) => wire.TryReceive(out received);

        public override bool Send(ReadOnlySpan<byte> data, Channel channel) => wire.Send(0, data, channel);

        public override void Flush()
        {
        }

        public override int GetMaxPacketBytes(Channel channel) => 1 << 16;

        public override int GetBatchThresholdBytes(Channel channel) => 1200;
    }
}
