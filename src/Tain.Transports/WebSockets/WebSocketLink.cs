using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// One WebSocket connection, the same for servers and clients: a loop that reads, a loop that writes, two bounded queues, and the events that the pulling thread sees.
/// One binary message is one packet; the channel is always the reliable one, because a stream has no other.
/// </summary>
/// <remarks>
/// Mirror's peers end the connection when they see a Ping, a Pong, a text or an empty frame, so none is ever sent unasked, and a Close always has a status code.
/// The socket's two loops run on the thread pool, in a browser between the frames of its one thread.
/// </remarks>
internal sealed partial class WebSocketLink : IReadySource
{
    private readonly Lock _gate = new();
    private readonly ReadyQueue _ready;
    private readonly WebSocketLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ReceiveQueue _inbox;
    private readonly SendQueue _outbox;
    private Action? _abort;
    private ITimer? _lingerTimer;
    private bool _isOver;               // no more data comes in; set once, under the gate
    private bool _isFinished;           // both loops have ended
    private bool _connectedDue;
    private bool _disconnectedDue;
    private TransportError _errorCode;
    private string? _errorReason;
    private WebSocketCloseStatus _closeStatus = WebSocketCloseStatus.NormalClosure;
    private long _heardAt;
    private long _sendingSince;         // 0 when no send is under way
    private int _isScheduled;
    private int _budget;
    private bool _isBorrowed;

    public WebSocketLink(int connectionId, string address, ReadyQueue ready, WebSocketLimits limits, TimeProvider time, ILogger logger)
    {
        ConnectionId = connectionId;
        Address = address;
        _ready = ready;
        _limits = limits;
        _time = time;
        _logger = logger;
        _inbox = new ReceiveQueue(limits.ReceiveRingBytes);
        _outbox = new SendQueue(limits.SendRingBytes);
    }

    /// <summary>The id on a server; 0 on a client.</summary>
    public int ConnectionId { get; }

    /// <summary>The peer's address as text.</summary>
    public string Address { get; }

    /// <summary>True when nothing can be sent any more. The Disconnected event may still be to come.</summary>
    public bool IsOver => Volatile.Read(ref _isOver);

    /// <summary>Says how to break the connection off, from now on at any time and from any thread.</summary>
    public void AttachAbort(Action abort)
    {
        lock (_gate)
        {
            _abort = abort;
            if (!_isOver) return;
        }
        abort();
    }

    /// <summary>Carries packets over an open socket until the connection ends. Never throws; the caller disposes the socket.</summary>
    public async Task RunAsync(WebSocket socket)
    {
        if (TryOpen())
        {
            Schedule();
            Task sending = SendLoopAsync(socket);
            await ReceiveLoopAsync(socket).ConfigureAwait(false);
            await sending.ConfigureAwait(false);
        }
        Finish();
    }

    /// <summary>Queues a packet; see <see cref="TransportServer.Send"/>.</summary>
    public bool Send(ReadOnlySpan<byte> data, Channel channel)
    {
        if (IsOver) return false;
        if (data.IsEmpty || data.Length > _limits.MaxMessageBytes)
        {
            Report(TransportError.InvalidSend, $"A packet has 1 to {_limits.MaxMessageBytes} bytes, not {data.Length}.");
            return false;
        }
        if (_outbox.TryAppend(data, channel)) return true;
        if (channel == Channel.Unreliable) return true;   // lost, as it may be: the send timeout judges whether the peer still reads
        End(TransportError.Congestion, $"the peer reads too slowly, {_limits.MaxSendQueueBytes} bytes wait for it", WebSocketCloseStatus.PolicyViolation);
        Abort();   // a Close frame would only queue up behind the rest
        return false;
    }

    /// <summary>Lets the writing loop have what was sent, and gives up a peer that is silent or does not read. Called once per tick.</summary>
    public void Flush()
    {
        _outbox.Publish();
        long sendingSince = Volatile.Read(ref _sendingSince);
        if (sendingSince != 0 && _time.GetElapsedTime(sendingSince) > _limits.SendTimeout)
        {
            End(TransportError.Timeout, $"the peer read nothing for {_limits.SendTimeout.TotalSeconds} s", WebSocketCloseStatus.PolicyViolation);
            Abort();
        }
        long heardAt = Volatile.Read(ref _heardAt);
        if (heardAt != 0 && !IsOver && _time.GetElapsedTime(heardAt) > _limits.IdleTimeout && !_inbox.IsAwaitingRoom)
        {
            End(TransportError.Timeout, $"the peer sent nothing for {_limits.IdleTimeout.TotalSeconds} s", WebSocketCloseStatus.PolicyViolation);
        }
    }

    /// <summary>Ends the connection from this side: what has arrived is dropped, what was sent goes out, and a Disconnected event follows.</summary>
    public void Close()
    {
        _inbox.Discard();
        lock (_gate) _connectedDue = false;
        End(null, null, WebSocketCloseStatus.NormalClosure);
    }

    /// <summary>Ends an attempt that came to nothing, with an Error and a Disconnected event.</summary>
    public void Fail(TransportError code, string reason)
    {
        End(code, reason, WebSocketCloseStatus.NormalClosure);
        Finish();
    }

    /// <summary>Breaks the connection off without a word to the peer.</summary>
    public void Abort()
    {
        Action? abort;
        lock (_gate) abort = _isFinished ? null : _abort;
        abort?.Invoke();
    }

    private bool TryOpen()
    {
        lock (_gate)
        {
            if (_isOver) return false;   // disconnected while it was still connecting
            _connectedDue = true;
        }
        Volatile.Write(ref _heardAt, Now());
        return true;
    }

    // The first ending wins: what follows from it (a broken read after an abort) is no news.
    private void End(TransportError? code, string? reason, WebSocketCloseStatus status)
    {
        lock (_gate)
        {
            if (_isOver) return;
            if (code != null)
            {
                _errorCode = code.Value;
                _errorReason = reason;
            }
            _closeStatus = status;
            _disconnectedDue = true;
            Volatile.Write(ref _isOver, true);
            if (_abort != null) _lingerTimer = _time.CreateTimer(static link => ((WebSocketLink)link!).Abort(), this, _limits.SendTimeout, Timeout.InfiniteTimeSpan);
        }
        _inbox.Complete();
        _outbox.Complete();
        if (code != null) LogEnded(ConnectionId, Address, code.Value, reason!);
        Schedule();
    }

    private void Finish()
    {
        lock (_gate)
        {
            _isFinished = true;
            _lingerTimer?.Dispose();
        }
    }

    // One error waits at most: the first one explains those after it.
    private void Report(TransportError code, string reason)
    {
        lock (_gate)
        {
            if (_errorReason != null) return;
            _errorCode = code;
            _errorReason = reason;
        }
        Schedule();
    }

    private void Schedule()
    {
        if (Interlocked.Exchange(ref _isScheduled, 1) == 0) _ready.Add(this);
    }

    private long Now() => Math.Max(1, _time.GetTimestamp());   // 0 stands for never

    [LoggerMessage(LogLevel.Information, "WebSocket connection {connectionId} with {address} ended: {code}, {reason}.")]
    private partial void LogEnded(int connectionId, string address, TransportError code, string reason);
}
