using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>The game's side of a threaded client. Each connect is a session; what comes of a session that the game has ended is dropped here.</summary>
internal sealed class ThreadedClient : TransportClient
{
    private readonly ThreadedTransport _transport;
    private readonly TransportClient _inner;
    private readonly ThreadedLimits _limits;
    private readonly ILogger _logger;
    private readonly int[] _maxPacketBytes;
    private readonly int[] _batchThresholdBytes;
    private readonly ThreadedQueue _requests;
    private readonly ThreadedQueue _events;
    private readonly ThreadedClientPump _pump;
    private readonly TransportEventQueue _ownEvents = new();
    private readonly ThreadedMeters _meters;
    private IPumpHandle? _handle;
    private int _session;
    private bool _hasSession;
    private bool _isConnected;
    private bool _isDisposed;
    private bool _isInTick;
    private bool _isBorrowed;
    private int _eventsLeft;

    public ThreadedClient(TransportClient inner, ThreadedTransport transport)
    {
        _inner = inner;
        _transport = transport;
        _limits = transport.ToLimits();
        _logger = transport.LoggerFactory.CreateLogger<ThreadedClient>();
        _meters = new ThreadedMeters(transport.Meters);
        // Asked once: later the inner endpoint belongs to the other side.
        _maxPacketBytes = [inner.GetMaxPacketBytes(Channel.Reliable), inner.GetMaxPacketBytes(Channel.Unreliable)];
        _batchThresholdBytes = [inner.GetBatchThresholdBytes(Channel.Reliable), inner.GetBatchThresholdBytes(Channel.Unreliable)];
        int largest = _maxPacketBytes.Max();
        _requests = new ThreadedQueue(_limits.MaxSendQueueBytes, largest);
        _events = new ThreadedQueue(_limits.MaxReceiveQueueBytes, largest);
        _pump = new ThreadedClientPump(inner, _requests, _events, _logger);
    }

    public override bool IsConnected => _isConnected;

    /// <summary>Events that wait for the game; for tests.</summary>
    internal ThreadedQueue Events => _events;

    public override void Connect(string address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        Begin(ThreadedRecordKind.ConnectToHost, address);
    }

    public override void Connect(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (!_transport.Accepts(uri))
            throw new ArgumentException($"The address {uri} has not the scheme of this transport; use {_transport.Scheme}://host:port.", nameof(uri));
        Begin(ThreadedRecordKind.ConnectToUri, uri.OriginalString);
    }

    public override void Disconnect()
    {
        if (!_hasSession) return;
        _hasSession = false;
        _ownEvents.AddDisconnected(0);
        _requests.Publish();
        _pump.EndSession(_session);
        _handle!.Wake();
    }

    public override bool TryReceive(out TransportEvent received)
    {
        if (_isBorrowed) _events.Drop();
        _isBorrowed = false;
        if (TryTakeOwn(out received)) return true;
        if (!_isInTick)
        {
            _isInTick = true;
            _eventsLeft = _events.Published;
        }
        while (_eventsLeft > 0 && _events.TryPeek(out ThreadedRecord record))
        {
            _eventsLeft--;
            // Nothing of a session that the game has ended (attack M-05); it has seen its Disconnected event.
            if (_hasSession && record.Session == _session)
            {
                _isBorrowed = true;
                if (record.Kind == ThreadedRecordKind.Connected) _isConnected = true;
                else if (record.Kind == ThreadedRecordKind.Disconnected) _isConnected = _hasSession = false;
                received = record.ToEvent();
                return true;
            }
            _events.Drop();
        }
        _isInTick = false;
        return false;
    }

    public override bool Send(ReadOnlySpan<byte> data, Channel channel)
    {
        if (!_isConnected || !_hasSession) return false;
        int most = GetMaxPacketBytes(channel);
        if (data.IsEmpty || data.Length > most)
        {
            _ownEvents.AddError(0, TransportError.InvalidSend, $"a packet of {data.Length} bytes was not sent; 1 to {most} bytes fit");
            return false;
        }
        if (!_requests.IsFull && _requests.TryAppend(new ThreadedRecord(ThreadedRecordKind.Packet, 0, _session, (byte)channel, data)))
        {
            _pump.Level.Ask(data.Length);
            return true;
        }
        if (channel == Channel.Unreliable) return true;   // lost, as it may be
        _ownEvents.AddError(0, TransportError.Congestion, $"more than {_limits.MaxSendQueueBytes} bytes wait for the thread of the client");
        Disconnect();
        return false;
    }

    /// <summary>What waits for the thread, and what the inner endpoint had after the thread's last tick.</summary>
    public override int GetSendQueueBytes() => _isConnected && _hasSession ? _pump.Level.Bytes : 0;

    public override void Flush()
    {
        _isInTick = false;
        _requests.Publish();
        if (_requests.Published > 0) _handle?.Wake();
        _meters.Report(0, _events.Bytes);
    }

    public override int GetMaxPacketBytes(Channel channel) => _maxPacketBytes[channel == Channel.Reliable ? 0 : 1];

    public override int GetBatchThresholdBytes(Channel channel) => _batchThresholdBytes[channel == Channel.Reliable ? 0 : 1];

    protected override void Dispose(bool disposing)
    {
        if (!disposing || _isDisposed) return;
        _isDisposed = true;
        Disconnect();
        if (_handle is not { } handle)
        {
            _inner.Dispose();
            return;
        }
        _pump.End.Ask();
        handle.Wake();
        if (!handle.Join(_limits.StopTimeout))
            _logger.LogWarning("The thread of a client has not ended within {Timeout} ms; it is left to itself", _limits.StopTimeout.TotalMilliseconds);
        _pump.End.Dispose();
        _meters.Report(0, 0);
    }

    private void Begin(ThreadedRecordKind kind, string address)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_hasSession) throw new InvalidOperationException("The client is connected or connecting; call Disconnect first.");
        if (address.Length > ThreadedQueue.MaxTextLength) throw new ArgumentException($"An address has at most {ThreadedQueue.MaxTextLength} characters.", nameof(address));
        _session++;
        if (!_requests.TryAppendText(kind, 0, _session, 0, address))
            throw new InvalidOperationException("The thread of this client has not yet taken what was sent before; try again later.");
        _hasSession = true;
        _requests.Publish();
        _handle ??= _transport.Pumps.Start(_pump, "Tain client transport");
        _handle.Wake();
    }

    private bool TryTakeOwn(out TransportEvent taken)
    {
        if (!_ownEvents.TryTake(out taken)) return false;
        if (taken.Kind == TransportEventKind.Disconnected) _isConnected = false;
        return true;
    }
}
