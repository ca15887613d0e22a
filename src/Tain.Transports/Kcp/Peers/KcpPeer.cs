using System.Buffers.Binary;
using System.Net;

namespace Tain.Transports;

internal enum KcpPeerState : byte
{
    /// <summary>No Hello has come yet.</summary>
    Handshaking,

    /// <summary>Hello was received; data flows.</summary>
    Established,

    /// <summary>Over; nothing goes in or out any more.</summary>
    Closed,
}

/// <summary>
/// One end of a KCP connection without a socket: channel header, cookie, handshake, pings, timeouts and disconnect around the reliability core.
/// Time comes from the endpoint's tick; events go to its queue. What differs between the two ends (who says Hello first, which cookie counts) is in the derived classes.
/// </summary>
internal abstract class KcpPeer : IKcpOutput
{
    private const int PingIntervalMs = 1_000;

    // The reference's limit for all queues of a connection together.
    private const int MaxQueuedSegments = 10_000;

    private readonly KcpCore _core;
    private long _startMs;
    private KcpTime _heardAt;
    private KcpTime _pingedAt;
    private bool _turnIsOver;
    private TickBudget _reliableInTick;
    private TickBudget _unreliableInTick;
    private TransportError _endReason;

    protected KcpPeer(KcpEndpoint endpoint)
    {
        Endpoint = endpoint;
        _core = new KcpCore(endpoint.Settings, endpoint.Pool, this);
    }

    public KcpPeerState State { get; private set; } = KcpPeerState.Closed;

    /// <summary>The connection's id for the upper layer; 0 while there is none, and on a client.</summary>
    public int ConnectionId { get; protected set; }

    public uint Cookie { get; protected set; }

    public KcpCore Core => _core;

    protected KcpEndpoint Endpoint { get; }

    /// <summary>The other end. Never changes during a connection.</summary>
    protected SocketAddress Remote { get; private set; } = new(System.Net.Sockets.AddressFamily.Unspecified);

    /// <summary>Whether the upper layer hears of this peer; strangers make no events.</summary>
    protected abstract bool ReportsEvents { get; }

    private KcpTime Now => new((uint)(Endpoint.NowMs - _startMs));

    /// <summary>Takes a reliable datagram that passed the cookie rule.</summary>
    public void InputReliable(ReadOnlySpan<byte> segments)
    {
        if (_core.Input(segments) != KcpInputResult.None) Endpoint.Drops.Count(KcpDropReason.BadSegments);
    }

    /// <summary>Takes an unreliable datagram that passed the cookie rule.</summary>
    /// <returns>True when it carries data for the upper layer, behind its first byte.</returns>
    public bool InputUnreliable(ReadOnlySpan<byte> payload)
    {
        switch (payload[0])
        {
            case KcpWire.UnreliableDisconnect:
                Close();
                return false;
            case KcpWire.UnreliableData when State == KcpPeerState.Established && payload.Length > 1:
                _heardAt = Now;
                if (_unreliableInTick.TryTake(Endpoint.Tick, Endpoint.Limits.MaxReceivesPerTick)) return true;
                Endpoint.Drops.Count(KcpDropReason.Flood);
                return false;
            case KcpWire.UnreliableData:
                Endpoint.Drops.Count(KcpDropReason.Unexpected);
                return false;
            default:
                Fail(TransportError.InvalidReceive, $"unreliable header {payload[0]} does not exist");
                return false;
        }
    }

    /// <summary>The start of an incoming tick: gives up a dead peer, pings a living one.</summary>
    public virtual void CheckTimers()
    {
        _turnIsOver = false;
        int timeoutMs = Endpoint.Settings.TimeoutMs;
        if (IsSilent(timeoutMs)) Fail(TransportError.Timeout, $"nothing was received for {timeoutMs} ms");
        else if (_core.Sender.IsLinkDead) Fail(TransportError.Timeout, $"a packet was sent {Endpoint.Settings.MaxTransmissions} times without answer");
        else if (_core.Sender.IsStalled(Now, timeoutMs)) Fail(TransportError.Timeout, $"nothing was acknowledged for {timeoutMs} ms");
        else if (_core.Receiver.IsStalled(Now, timeoutMs)) Fail(TransportError.Timeout, $"a message was not continued for {timeoutMs} ms");
        else
        {
            SendPingIfDue();
            CheckQueues();
        }
    }

    /// <summary>Takes the next data that is complete and in order.</summary>
    /// <param name="data">Valid until the next call on the endpoint.</param>
    /// <returns>False when there is none in this tick, or the peer was closed; then events tell.</returns>
    public bool TryReceive(out ReadOnlySpan<byte> data)
    {
        data = default;
        while (State != KcpPeerState.Closed && !_turnIsOver)
        {
            if (_core.Receiver.IsBroken)
            {
                Fail(TransportError.InvalidReceive, "fragments do not count down");
                return false;
            }
            int bytes = _core.Receiver.NextMessageBytes;
            if (bytes < 0) return false;
            if (bytes == 0 || bytes > Endpoint.Settings.MaxReliableBytes + 1)
            {
                Fail(TransportError.InvalidReceive, $"a reliable message has {bytes} bytes");
                return false;
            }
            Span<byte> message = Endpoint.MessageBuffer(bytes);
            _core.Receive(message);
            if (!Accept(message)) continue;
            _turnIsOver |= !_reliableInTick.TryTake(Endpoint.Tick, Endpoint.Limits.MaxReceivesPerTick - 1);
            data = message[1..];
            return true;
        }
        return false;
    }

    /// <summary>Queues a reliable message, which leaves with the next flush, or sends an unreliable one at once.</summary>
    /// <returns>False when the size is out of range; an error event says so.</returns>
    public bool TrySend(ReadOnlySpan<byte> data, Channel channel)
    {
        if (State != KcpPeerState.Established) return false;
        int most = channel == Channel.Reliable ? Endpoint.Settings.MaxReliableBytes : Endpoint.Settings.MaxUnreliableBytes;
        if (data.Length == 0 || data.Length > most)
        {
            Endpoint.Events.AddError(ConnectionId, TransportError.InvalidSend, $"a packet of {data.Length} bytes was not sent; 1 to {most} bytes fit");
            return false;
        }
        if (channel == Channel.Reliable) return TryQueue(data);
        SendUnreliable(KcpWire.UnreliableData, data);
        return true;
    }

    /// <summary>The outgoing tick: acknowledgements, resends and what was queued.</summary>
    public void Flush()
    {
        if (State == KcpPeerState.Closed) return;
        (int timeouts, int fast) = (_core.Sender.TimeoutResends, _core.Sender.FastResends);
        _core.Update(Now, Endpoint.SendBuffer, KcpWire.EnvelopeBytes);
        Endpoint.Counters.CountResends(_core.Sender.TimeoutResends - timeouts, _core.Sender.FastResends - fast);
    }

    /// <summary>Ends the connection: tells the other end, several times because nothing will be acknowledged, and the upper layer once.</summary>
    public void Close()
    {
        if (State == KcpPeerState.Closed) return;
        for (int i = 0; i < KcpWire.DisconnectRepeats; i++) SendUnreliable(KcpWire.UnreliableDisconnect, []);
        CloseSilently();
    }

    /// <summary>Reports why, then ends the connection.</summary>
    public void Fail(TransportError error, string reason)
    {
        if (State == KcpPeerState.Closed) return;
        if (ReportsEvents)
        {
            Endpoint.Ends.Write(Endpoint.NowMs, ConnectionId, DatagramAddress.Text(Remote), reason);
            Endpoint.Events.AddError(ConnectionId, error, reason);
        }
        _endReason = error;
        Close();
    }

    /// <summary>Gives all pooled memory back; the object may serve another connection.</summary>
    public void Release() => _core.Reset();

    void IKcpOutput.Output(Span<byte> datagram)
    {
        WriteEnvelope(datagram, KcpWire.ReliableChannel);
        Send(datagram);
    }

    /// <summary>Begins a connection at the endpoint's current time.</summary>
    protected void Begin(SocketAddress remote, uint cookie)
    {
        Remote = remote;
        Cookie = cookie;
        ConnectionId = 0;
        _endReason = TransportError.ConnectionClosed;
        State = KcpPeerState.Handshaking;
        _startMs = Endpoint.NowMs;
        _heardAt = default;
        _pingedAt = default;
        _turnIsOver = false;
    }

    /// <summary>Puts the connection where both Hellos have arrived: number 0 of either side is behind it.</summary>
    protected void BeginAfterHellos(uint cookie)
    {
        Cookie = cookie;
        State = KcpPeerState.Established;
        _heardAt = Now;
        _turnIsOver = false;
        _core.Reset(default(SequenceNumber).Next);
    }

    protected void SendHello() => _core.TrySend([KcpWire.Hello], []);

    /// <summary>The other end's Hello has come.</summary>
    protected abstract void OnHello();

    /// <summary>Ends the connection without a word to the other end.</summary>
    protected virtual void CloseSilently()
    {
        State = KcpPeerState.Closed;
        if (!ReportsEvents) return;
        Endpoint.Counters.CountEnd(_endReason);
        Endpoint.Events.AddDisconnected(ConnectionId);
    }

    protected virtual void Send(ReadOnlySpan<byte> datagram) => Endpoint.Send(datagram, Remote);

    protected bool IsOlderThan(int ageMs) => Now.Milliseconds >= (uint)ageMs;

    private bool Accept(ReadOnlySpan<byte> message)
    {
        switch (message[0])
        {
            case KcpWire.Hello when State == KcpPeerState.Handshaking:
                _heardAt = Now;
                State = KcpPeerState.Established;
                // One message per tick until then, as the reference has it: what followed in the same datagram waits, and our window says so.
                _turnIsOver = true;
                OnHello();
                return false;
            case KcpWire.Hello:
                _heardAt = Now;
                Endpoint.Ends.Write(Endpoint.NowMs, ConnectionId, DatagramAddress.Text(Remote), "a second Hello");
                Close();
                return false;
            case KcpWire.Ping or KcpWire.Pong:
                _heardAt = Now;
                _turnIsOver |= State == KcpPeerState.Handshaking;
                return false;
            case KcpWire.Data when State == KcpPeerState.Established && message.Length > 1:
                _heardAt = Now;
                return true;
            case KcpWire.Data:
                Fail(TransportError.InvalidReceive, State == KcpPeerState.Established ? "a data message is empty" : "data came before the handshake");
                return false;
            default:
                Fail(TransportError.InvalidReceive, $"reliable header {message[0]} does not exist");
                return false;
        }
    }

    // Between two ticks, too, a caller may not queue without end; the reference looks only once per tick.
    private bool TryQueue(ReadOnlySpan<byte> data)
    {
        if (_core.Sender.BufferedBytes + data.Length < Endpoint.Limits.MaxSendQueueBytes && _core.SegmentCount < 2 * MaxQueuedSegments)
            return _core.TrySend([KcpWire.Data], data);
        FailCongested();
        return false;
    }

    // The reference counts whole messages only, so that a large one on a slow line ends the connection in the middle: pings wait behind it. A message that goes on is a sign of life too.
    private bool IsSilent(int timeoutMs) => Now - _heardAt >= timeoutMs && Now - _core.Receiver.ProgressAt >= timeoutMs;

    private void SendPingIfDue()
    {
        if (Now - _pingedAt < PingIntervalMs) return;
        _pingedAt = Now;
        _core.TrySend([KcpWire.Ping], []);
        if (_core.RoundTrip.SmoothedMs > 0) Endpoint.Instruments.RecordRoundTrip(_core.RoundTrip.SmoothedMs);
    }

    private void CheckQueues()
    {
        if (_core.SegmentCount < MaxQueuedSegments && _core.Sender.BufferedBytes <= Endpoint.Limits.MaxSendQueueBytes) return;
        FailCongested();
    }

    private void FailCongested()
    {
        int segments = _core.SegmentCount;
        int bytes = _core.Sender.BufferedBytes;
        _core.Sender.ClearQueue();
        Fail(TransportError.Congestion, $"more is queued than the connection can carry: {segments} segments, {bytes} bytes to send");
    }

    private void SendUnreliable(byte header, ReadOnlySpan<byte> data)
    {
        Span<byte> datagram = Endpoint.SendBuffer.AsSpan(0, KcpWire.EnvelopeBytes + 1 + data.Length);
        WriteEnvelope(datagram, KcpWire.UnreliableChannel);
        datagram[KcpWire.EnvelopeBytes] = header;
        data.CopyTo(datagram[(KcpWire.EnvelopeBytes + 1)..]);
        Send(datagram);
    }

    private void WriteEnvelope(Span<byte> datagram, byte channel)
    {
        datagram[0] = channel;
        BinaryPrimitives.WriteUInt32LittleEndian(datagram[1..], Cookie);
    }
}
