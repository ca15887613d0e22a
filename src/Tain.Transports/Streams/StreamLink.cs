using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// One connection over a stream, the same for servers and clients: two bounded queues, and the events that the pulling thread sees. A protocol derives from it and adds
/// the two loops between the queues and its socket. The channel is always the reliable one, because a stream has no other.
/// </summary>
/// <remarks>
/// The loops run on the thread pool, in a browser between the frames of its one thread. Time is judged in <see cref="Flush"/>, by the pulling thread.
/// </remarks>
internal abstract partial class StreamLink : IReadySource
{
    private readonly Lock _gate = new();
    private readonly Lock _abortGate = new();   // taken before the other one
    private readonly ReadyQueue _ready;
    private readonly StreamLimits _limits;
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
    private long _heardAt;
    private long _sendingSince;         // 0 when no send is under way
    private int _isScheduled;
    private int _budget;
    private bool _isBorrowed;

    protected StreamLink(int connectionId, string address, ReadyQueue ready, StreamLimits limits, TimeProvider time, ILogger logger)
    {
        ConnectionId = connectionId;
        Address = address;
        _ready = ready;
        _limits = limits;
        _time = time;
        _logger = logger;
        _inbox = new ReceiveQueue(limits.ReceiveRingBytes, limits.MaxReceiveQueuePackets);
        _outbox = new SendQueue(limits.SendRingBytes, limits.MaxSendQueuePackets);
    }

    /// <summary>The id on a server; 0 on a client.</summary>
    public int ConnectionId { get; }

    /// <summary>The peer's address as text.</summary>
    public string Address { get; }

    /// <summary>True when nothing can be sent any more. The Disconnected event may still be to come.</summary>
    public bool IsOver => Volatile.Read(ref _isOver);

    /// <summary>What ended the connection; null when it was meant to end, or has not.</summary>
    public TransportError? EndedBy { get; private set; }

    /// <summary>What waits in both queues.</summary>
    public StreamQueues Queues => new(_inbox.Bytes, _outbox.Bytes);

    /// <summary>Says how to break the connection off, from now on at any time and from any thread, but not after <see cref="Finish"/>.</summary>
    public void AttachAbort(Action abort)
    {
        lock (_gate)
        {
            _abort = abort;
            if (!_isOver) return;
        }
        abort();
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
        End(TransportError.Congestion, $"the peer reads too slowly, the most that may wait for it does: {_limits.MaxSendQueueBytes} bytes or {_limits.MaxSendQueuePackets} packets");
        Abort();   // a goodbye would only queue up behind the rest
        return false;
    }

    /// <summary>True while nothing more is read from the peer, because what it sent before waits to be pulled.</summary>
    public bool IsHeldBack => _inbox.IsAwaitingRoom;

    /// <summary>Bytes that the system has not yet taken.</summary>
    public int SendQueueBytes => _outbox.Bytes;

    /// <summary>Lets the writing loop have what was sent, and gives up a peer that is silent or does not read. Called once per tick.</summary>
    public void Flush()
    {
        _outbox.Publish();
        long sendingSince = Volatile.Read(ref _sendingSince);
        if (sendingSince != 0 && _time.GetElapsedTime(sendingSince) > _limits.SendTimeout)
        {
            End(TransportError.Timeout, $"the peer read nothing for {_limits.SendTimeout.TotalSeconds} s");
            Abort();
        }
        long heardAt = Volatile.Read(ref _heardAt);
        if (heardAt != 0 && !IsOver && _time.GetElapsedTime(heardAt) > _limits.IdleTimeout && !IsHeldBack)
        {
            End(TransportError.Timeout, $"the peer sent nothing for {_limits.IdleTimeout.TotalSeconds} s");
        }
    }

    /// <summary>Ends the connection from this side: what has arrived is dropped, what was sent goes out, and a Disconnected event follows.</summary>
    public void Close()
    {
        _inbox.Discard();
        lock (_gate) _connectedDue = false;
        End(null, null);
    }

    /// <summary>Ends an attempt that came to nothing, with an Error and a Disconnected event.</summary>
    public void Fail(TransportError code, string reason)
    {
        End(code, reason);
        Finish();
    }

    /// <summary>Breaks the connection off without a word to the peer.</summary>
    public void Abort()
    {
        // Finish waits for this one: what stands under the connection (Kestrel's request) may be used for another as soon as it has finished.
        lock (_abortGate)
        {
            Action? abort;
            lock (_gate) abort = _isFinished ? null : _abort;
            abort?.Invoke();
        }
    }

    /// <summary>What the log calls the protocol.</summary>
    protected abstract string Protocol { get; }

    /// <summary>What the connection may take.</summary>
    protected StreamLimits Limits => _limits;

    /// <summary>What the sending loop takes from.</summary>
    protected SendQueue Outbox => _outbox;

    /// <summary>The number that the loops gave with the ending, for the goodbye of a protocol that has one; 0 when the ending came from elsewhere.</summary>
    protected int EndingNumber { get; private set; }

    /// <summary>Makes the connection one, with a Connected event.</summary>
    /// <returns>False when it was ended while it was still connecting.</returns>
    protected bool TryOpen()
    {
        lock (_gate)
        {
            if (_isOver) return false;
            _connectedDue = true;
        }
        Volatile.Write(ref _heardAt, Now());
        Schedule();
        return true;
    }

    /// <summary>Gives a whole packet to the pulling thread, waiting while its queue is full. After the end the packet goes nowhere.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    protected async ValueTask DeliverAsync(ReadOnlyMemory<byte> packet)
    {
        Volatile.Write(ref _heardAt, Now());
        if (await _inbox.AppendAsync(packet, Channel.Reliable).ConfigureAwait(false)) Schedule();
    }

    /// <summary>The sending loop is about to wait for the peer.</summary>
    protected void BeginSend() => Volatile.Write(ref _sendingSince, Now());

    /// <summary>The sending loop waits for the peer no more.</summary>
    protected void EndSend() => Volatile.Write(ref _sendingSince, 0);

    /// <summary>Ends the connection. The first ending wins: what follows from it (a broken read after an abort) is no news.</summary>
    protected void End(TransportError? code, string? reason, int number = 0)
    {
        lock (_gate)
        {
            if (_isOver) return;
            if (code != null)
            {
                _errorCode = code.Value;
                _errorReason = reason;
            }
            EndedBy = code;
            EndingNumber = number;
            _disconnectedDue = true;
            Volatile.Write(ref _isOver, true);
            if (_abort != null) _lingerTimer = _time.CreateTimer(static link => ((StreamLink)link!).Abort(), this, _limits.SendTimeout, Timeout.InfiniteTimeSpan);
        }
        _inbox.Complete();
        _outbox.Complete();
        if (code != null) LogEnded(Protocol, ConnectionId, Address, code.Value, reason!);
        Schedule();
    }

    /// <summary>Everything was sent, the goodbye too: from now on the other side has little time to answer it.</summary>
    protected void BeginLinger()
    {
        lock (_gate)
        {
            if (!_isFinished) _lingerTimer?.Change(StreamLimits.Linger, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Both loops have ended. Once it has returned, nothing breaks anything off any more.</summary>
    protected void Finish()
    {
        lock (_abortGate)
        {
            lock (_gate)
            {
                _isFinished = true;
                _lingerTimer?.Dispose();
            }
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

    [LoggerMessage(LogLevel.Information, "{protocol} connection {connectionId} with {address} ended: {code}, {reason}.")]
    private partial void LogEnded(string protocol, int connectionId, string address, TransportError code, string reason);
}
