namespace Tain.Transports;

/// <summary>The listening end of a memory wire.</summary>
internal sealed class MemoryServer(MemoryTransport wire) : TransportServer
{
    /// <summary>What both ends report as their peer's address.</summary>
    public const string Address = "localhost";

    private readonly ReadyQueue _ready = new();
    private readonly Dictionary<int, MemoryEnd> _connections = [];
    private readonly List<MemoryEnd> _unflushed = [];
    private int _lastConnectionId;

    public override bool IsActive => ReferenceEquals(wire.Listener, this);

    public override Uri Uri { get; } = new($"{wire.Scheme}://{Address}");

    public override void Start()
    {
        if (IsActive) throw new InvalidOperationException("The memory server is already started.");
        if (wire.Listener != null)
        {
            throw new InvalidOperationException("Another server listens on this memory wire: stop it, or give each server a MemoryTransport of its own.");
        }
        wire.Listener = this;
    }

    public override void Stop()
    {
        if (!IsActive) return;
        wire.Listener = null;
        foreach (MemoryEnd connection in _connections.Values) connection.Close();
        _connections.Clear();
        _unflushed.Clear();
        _ready.Clear();
    }

    /// <summary>Lets a client in.</summary>
    /// <returns>The client's end.</returns>
    public MemoryEnd Accept(ReadyQueue clientQueue)
    {
        int connectionId = ++_lastConnectionId;
        (MemoryEnd server, MemoryEnd client) = MemoryEnd.CreatePair(wire, _ready, connectionId, clientQueue);
        _connections.Add(connectionId, server);
        return client;
    }

    public override bool TryReceive(out TransportEvent received)
    {
        if (!_ready.TryReceive(out received)) return false;
        if (received.Kind == TransportEventKind.Disconnected) _connections.Remove(received.ConnectionId);
        return true;
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel)
    {
        if (!_connections.TryGetValue(connectionId, out MemoryEnd? connection) || !connection.Send(data, channel)) return false;
        if (connection.MarkUnflushed()) _unflushed.Add(connection);
        return true;
    }

    public override int GetSendQueueBytes(int connectionId) => _connections.TryGetValue(connectionId, out MemoryEnd? end) ? end.SendQueueBytes : 0;

    public override void Disconnect(int connectionId)
    {
        if (_connections.TryGetValue(connectionId, out MemoryEnd? connection)) connection.Close();
    }

    public override void Flush()
    {
        foreach (MemoryEnd connection in _unflushed) connection.Flush();
        _unflushed.Clear();
        _ready.EndTick();
    }

    public override string GetAddress(int connectionId) => _connections.ContainsKey(connectionId) ? Address : "";

    public override int GetMaxPacketBytes(Channel channel) => wire.MaxPacketBytes;

    public override int GetBatchThresholdBytes(Channel channel) => wire.EffectiveBatchThresholdBytes;
}
