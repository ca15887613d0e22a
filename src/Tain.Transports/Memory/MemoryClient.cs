namespace Tain.Transports;

/// <summary>The connecting end of a memory wire.</summary>
internal sealed class MemoryClient(MemoryTransport wire) : TransportClient
{
    private readonly ReadyQueue _ready = new();
    private MemoryEnd? _connection;
    private bool _isConnected;

    public override bool IsConnected => _isConnected;

    public override void Connect(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (_connection != null) throw new InvalidOperationException("The client is connected or connecting: disconnect it first.");
        _connection = wire.Listener?.Accept(_ready) ?? MemoryEnd.CreateRefused(wire, _ready);
    }

    public override void Connect(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (uri.Scheme != wire.Scheme) throw new ArgumentException($"'{uri}' is no address of a memory wire; it begins with '{wire.Scheme}:'.", nameof(uri));
        Connect(uri.Host);
    }

    public override void Disconnect()
    {
        _connection?.Close();
        // The Disconnected event is still to be pulled; a new connection may begin before that and reports after it.
        _connection = null;
    }

    public override bool TryReceive(out TransportEvent received)
    {
        if (!_ready.TryReceive(out received)) return false;
        if (received.Kind == TransportEventKind.Connected)
        {
            _isConnected = true;
        }
        else if (received.Kind == TransportEventKind.Disconnected)
        {
            _isConnected = false;
            if (_connection is { IsClosed: true }) _connection = null;
        }
        return true;
    }

    public override bool Send(ReadOnlySpan<byte> data, Channel channel) => _isConnected && _connection != null && _connection.Send(data, channel);

    public override int GetSendQueueBytes() => _isConnected && _connection != null ? _connection.SendQueueBytes : 0;

    public override void Flush()
    {
        _connection?.Flush();
        _ready.EndTick();
    }

    public override int GetMaxPacketBytes(Channel channel) => wire.MaxPacketBytes;

    public override int GetBatchThresholdBytes(Channel channel) => wire.EffectiveBatchThresholdBytes;
}
