using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// The game's side of a threaded server. It knows the connections as the game has pulled them, which is later than they are: what was on its way when the game
/// ended a connection is dropped here.
/// </summary>
internal sealed class ThreadedServer : TransportServer
{
    private readonly TransportServer _inner;
    private readonly IPumpHost _pumps;
    private readonly ThreadedLimits _limits;
    private readonly ILogger _logger;
    private readonly int[] _maxPacketBytes;
    private readonly int[] _batchThresholdBytes;
    private readonly Dictionary<int, Connection> _connections = [];
    private readonly TransportEventQueue _ownEvents = new();
    private readonly ThreadedMeters _meters;
    private Running? _running;
    private Uri? _uri;
    private bool _isActive;
    private bool _isDisposed;
    private bool _isInTick;
    private bool _isBorrowed;
    private int _eventsLeft;

    public ThreadedServer(TransportServer inner, ThreadedTransport transport)
    {
        _inner = inner;
        _pumps = transport.Pumps;
        _limits = transport.ToLimits();
        _logger = transport.LoggerFactory.CreateLogger<ThreadedServer>();
        _meters = new ThreadedMeters(transport.Meters);
        // Asked once: later the inner endpoint belongs to the other side.
        _maxPacketBytes = [inner.GetMaxPacketBytes(Channel.Reliable), inner.GetMaxPacketBytes(Channel.Unreliable)];
        _batchThresholdBytes = [inner.GetBatchThresholdBytes(Channel.Reliable), inner.GetBatchThresholdBytes(Channel.Unreliable)];
    }

    public override bool IsActive => _isActive;

    public override Uri Uri => _uri ?? _inner.Uri;

    /// <summary>Events that wait for the game; for tests.</summary>
    internal ThreadedQueue? Events => _running?.Events;

    public override void Start()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isActive) throw new InvalidOperationException("The server is already active; call Stop first.");
        if (_running is { } previous && !previous.Handle.Join(_limits.StopTimeout))
            throw new InvalidOperationException("The thread of this server has not ended since the last Stop: its inner endpoint hangs.");
        _running = null;
        _inner.Start();
        _uri = _inner.Uri;
        _connections.Clear();
        _ownEvents.Clear();
        int largest = _maxPacketBytes.Max();
        var requests = new ThreadedQueue(_limits.MaxSendQueueBytes, largest);
        var events = new ThreadedQueue(_limits.MaxReceiveQueueBytes, largest, countsSessions: true);
        var kicks = new ThreadedKicks();
        var pump = new ThreadedServerPump(_inner, requests, events, kicks, _limits.MaxReceiveQueueBytesPerConnection, _logger);
        _running = new Running(pump, _pumps.Start(pump, "Tain server transport"), requests, events, kicks);
        _isActive = true;
        _isInTick = _isBorrowed = false;
    }

    public override void Stop()
    {
        if (_running is not { } running) return;
        _isActive = _isBorrowed = false;
        running.Requests.Publish();
        running.Pump.End.Ask();
        running.Handle.Wake();
        if (running.Handle.Join(_limits.StopTimeout)) _running = null;
        else _logger.LogWarning("The thread of a server has not ended within {Timeout} ms; it is left to itself", _limits.StopTimeout.TotalMilliseconds);
        _connections.Clear();
        _ownEvents.Clear();
        running.Events.Clear();
        _meters.Report(running.Pump.Dropped, 0);
        if (_isDisposed) running.Pump.End.Dispose();
    }

    public override bool TryReceive(out TransportEvent received)
    {
        if (_isBorrowed) _running!.Events.Drop();
        _isBorrowed = false;
        if (_ownEvents.TryTake(out received)) return true;
        if (!_isActive || _running is not { } running) return false;
        if (!_isInTick) BeginTick(running);
        while (_eventsLeft > 0 && running.Events.TryPeek(out ThreadedRecord record))
        {
            _eventsLeft--;
            if (Accept(record))
            {
                _isBorrowed = true;
                received = record.ToEvent();
                return true;
            }
            running.Events.Drop();
        }
        _isInTick = false;
        return _ownEvents.TryTake(out received);
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel)
    {
        if (!_isActive || _running is not { } running) return false;
        if (!_connections.TryGetValue(connectionId, out Connection connection) || connection.IsEnding) return false;
        int most = GetMaxPacketBytes(channel);
        if (data.IsEmpty || data.Length > most)
        {
            _ownEvents.AddError(connectionId, TransportError.InvalidSend, $"a packet of {data.Length} bytes was not sent; 1 to {most} bytes fit");
            return false;
        }
        if (!running.Requests.IsFull && running.Requests.TryAppend(new ThreadedRecord(ThreadedRecordKind.Packet, connectionId, connection.Session, (byte)channel, data)))
        {
            connection.Level.Ask(data.Length);
            return true;
        }
        if (channel == Channel.Unreliable) return true;   // lost, as it may be
        _ownEvents.AddError(connectionId, TransportError.Congestion, $"more than {_limits.MaxSendQueueBytes} bytes wait for the thread of the server");
        Disconnect(connectionId);
        return false;
    }

    /// <summary>What waits for the thread, and what the inner endpoint had after the thread's last tick.</summary>
    public override int GetSendQueueBytes(int connectionId) =>
        _connections.TryGetValue(connectionId, out Connection connection) && !connection.IsEnding ? connection.Level.Bytes : 0;

    public override void Disconnect(int connectionId)
    {
        if (_running is not { } running) return;
        ref Connection connection = ref CollectionsMarshal.GetValueRefOrNullRef(_connections, connectionId);
        if (Unsafe.IsNullRef(ref connection) || connection.IsEnding) return;
        connection = connection with { IsEnding = true };
        running.Kicks.Add(connectionId, connection.Session);
        running.Handle.Wake();
    }

    public override void Flush()
    {
        _isInTick = false;
        if (!_isActive || _running is not { } running) return;
        running.Requests.Publish();
        if (running.Requests.Published > 0) running.Handle.Wake();
        _meters.Report(running.Pump.Dropped, running.Events.Bytes);
    }

    public override string GetAddress(int connectionId) =>
        _connections.TryGetValue(connectionId, out Connection connection) && !connection.IsEnding ? connection.Address : "";

    public override int GetMaxPacketBytes(Channel channel) => _maxPacketBytes[channel == Channel.Reliable ? 0 : 1];

    public override int GetBatchThresholdBytes(Channel channel) => _batchThresholdBytes[channel == Channel.Reliable ? 0 : 1];

    protected override void Dispose(bool disposing)
    {
        if (!disposing || _isDisposed) return;
        _isDisposed = true;
        if (_running is null) _inner.Dispose();
        else Stop();
    }

    private void BeginTick(Running running)
    {
        _isInTick = true;
        bool hasFailed = _isActive && running.Pump.HasFailed;
        _eventsLeft = running.Events.Published;
        if (!hasFailed || _eventsLeft > 0) return;
        // All that it had to say has been pulled.
        _isActive = false;
        foreach (int connectionId in _connections.Keys) _ownEvents.AddDisconnected(connectionId);
        _connections.Clear();
    }

    // Whether the game is to see it. Nothing of a connection that the game has ended, except that it is gone (attack M-05).
    private bool Accept(in ThreadedRecord record)
    {
        switch (record.Kind)
        {
            case ThreadedRecordKind.Connected:
                if (!_running!.Pump.TryTakeLevel(record.Session, out SendLevel? level)) return false;
                _connections[record.ConnectionId] = new Connection(record.Session, record.Text, level, IsEnding: false);
                return true;
            case ThreadedRecordKind.Disconnected:
                return IsCurrent(record, out _) && _connections.Remove(record.ConnectionId);
            case ThreadedRecordKind.Error when record.ConnectionId == 0:
                return true;
            default:
                return IsCurrent(record, out Connection connection) && !connection.IsEnding;
        }
    }

    private bool IsCurrent(in ThreadedRecord record, out Connection connection) =>
        _connections.TryGetValue(record.ConnectionId, out connection) && connection.Session == record.Session;

    private readonly record struct Connection(int Session, string Address, SendLevel Level, bool IsEnding);

    private sealed record Running(ThreadedServerPump Pump, IPumpHandle Handle, ThreadedQueue Requests, ThreadedQueue Events, ThreadedKicks Kicks);
}
