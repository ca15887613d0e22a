namespace Tain.Transports;

/// <summary>One end of a connection on a memory wire: what has arrived for its endpoint, and the way to the other end.</summary>
internal sealed class MemoryEnd : IReadySource
{
    private readonly MemoryTransport _wire;
    private readonly ReadyQueue _ready;
    private readonly PacketRing _inbox;
    private MemoryEnd? _peer;
    private int _budget;
    private bool _scheduled;
    private bool _borrowed;
    private bool _connectedDue;
    private bool _closed;
    private bool _ended;
    private bool _unflushed;
    private TransportError _errorCode;
    private string? _errorReason;

    private MemoryEnd(MemoryTransport wire, ReadyQueue ready, int connectionId)
    {
        _wire = wire;
        _ready = ready;
        ConnectionId = connectionId;
        _inbox = new PacketRing(wire.MaxQueuedBytes);
    }

    /// <summary>The id that its endpoint knows it by; 0 on a client.</summary>
    public int ConnectionId { get; }

    /// <summary>True when either side has ended it; the Disconnected event may still be to come.</summary>
    public bool IsClosed => _closed;

    /// <summary>Makes a connection. Both ends will report that they are connected.</summary>
    public static (MemoryEnd Server, MemoryEnd Client) CreatePair(MemoryTransport wire, ReadyQueue serverQueue, int connectionId, ReadyQueue clientQueue)
    {
        var server = new MemoryEnd(wire, serverQueue, connectionId) { _connectedDue = true };
        var client = new MemoryEnd(wire, clientQueue, 0) { _connectedDue = true, _peer = server };
        server._peer = client;
        server.Schedule();
        client.Schedule();
        return (server, client);
    }

    /// <summary>Makes the end of an attempt that found nobody: it reports an error and a disconnect.</summary>
    public static MemoryEnd CreateRefused(MemoryTransport wire, ReadyQueue clientQueue)
    {
        var end = new MemoryEnd(wire, clientQueue, 0) { _closed = true };
        end.Report(TransportError.Refused, "No server listens on this memory wire: start one made from the same MemoryTransport instance.");
        return end;
    }

    /// <summary>Queues a packet for the other end; see <see cref="TransportServer.Send"/>.</summary>
    public bool Send(ReadOnlySpan<byte> data, Channel channel)
    {
        if (_closed) return false;
        if (data.IsEmpty || data.Length > _wire.MaxPacketBytes)
        {
            Report(TransportError.InvalidSend, $"A packet has 1 to {_wire.MaxPacketBytes} bytes, not {data.Length}.");
            return false;
        }
        if (_peer!._inbox.TryAppend(data, channel)) return true;
        if (channel == Channel.Unreliable) return true;   // lost, as it may be
        Report(TransportError.Congestion, $"The other side does not receive: {_wire.MaxQueuedBytes} bytes wait for it.");
        Close();
        return false;
    }

    /// <summary>Bytes that the other end has not yet pulled.</summary>
    public int SendQueueBytes => _closed ? 0 : _peer!._inbox.UsedBytes;

    /// <summary>Notes that something was sent since the last flush.</summary>
    /// <returns>True for the first packet of a tick.</returns>
    public bool MarkUnflushed()
    {
        if (_unflushed) return false;
        return _unflushed = true;
    }

    /// <summary>Shows what was sent to the other end.</summary>
    public void Flush()
    {
        _unflushed = false;
        if (_closed || _peer!._inbox.Count == _peer._inbox.Published) return;
        _peer._inbox.Publish();
        _peer.Schedule();
    }

    /// <summary>Ends the connection from this side. What has arrived and was not pulled is dropped; what was sent still arrives.</summary>
    public void Close()
    {
        if (_closed) return;
        Flush();
        _closed = true;
        _connectedDue = false;
        _borrowed = false;
        _inbox.Clear();
        Schedule();
        _peer!._closed = true;
        _peer.Schedule();
    }

    /// <inheritdoc/>
    public void BeginTurn()
    {
        _scheduled = false;
        _budget = _inbox.Published;
    }

    /// <inheritdoc/>
    public bool TryTake(out TransportEvent taken)
    {
        if (_borrowed)
        {
            _borrowed = false;
            _inbox.Drop();
        }
        if (_connectedDue)
        {
            _connectedDue = false;
            taken = TransportEvent.Connected(ConnectionId, MemoryServer.Address);
            return true;
        }
        if (_budget > 0 && _inbox.TryPeek(out ReadOnlyMemory<byte> data, out Channel channel))
        {
            _budget--;
            _borrowed = true;
            taken = TransportEvent.Received(ConnectionId, data.Span, channel);
            return true;
        }
        return TryTakeEnding(out taken);
    }

    /// <inheritdoc/>
    public void EndTurn()
    {
        if (_inbox.Published > 0) Schedule();
    }

    private bool TryTakeEnding(out TransportEvent taken)
    {
        if (_errorReason != null)
        {
            taken = TransportEvent.Error(ConnectionId, _errorCode, _errorReason);
            _errorReason = null;
            return true;
        }
        if (_closed && !_ended && _inbox.Published == 0)
        {
            _ended = true;
            taken = TransportEvent.Disconnected(ConnectionId);
            return true;
        }
        taken = default;
        return false;
    }

    // One error waits at most: the first one explains those after it.
    private void Report(TransportError code, string reason)
    {
        if (_errorReason != null) return;
        _errorCode = code;
        _errorReason = reason;
        Schedule();
    }

    private void Schedule()
    {
        if (_scheduled || _ended) return;
        _scheduled = true;
        _ready.Add(this);
    }
}
