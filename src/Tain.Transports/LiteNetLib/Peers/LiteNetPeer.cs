using System.Buffers.Binary;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

internal enum LiteNetPeerState : byte
{
    /// <summary>No connection yet: a request or an acceptance is awaited.</summary>
    Handshaking,

    /// <summary>Data flows.</summary>
    Connected,

    /// <summary>Over; nothing goes in or out any more.</summary>
    Closed,
}

/// <summary>
/// One end of a LiteNetLib connection without a socket: the two channels, pings, path MTU, timeouts, disconnect. Time comes from the endpoint's tick; events go to its queue.
/// What differs between the ends (who asks, how an address is proved) is in the derived classes.
/// </summary>
internal abstract partial class LiteNetPeer : ILiteNetOutput
{
    // More pings or probes than this in one tick are answered in the next, when they are sent again.
    private const int MaxEchoesPerTick = 8;

    // Nothing acknowledges a disconnect; a peer that misses all of them asks, and is told that nobody knows it.
    private const int DisconnectRepeats = 5;

    // Older answers say nothing any more.
    private const int MaxUnansweredPings = 8;

    // At most so often somebody with our peer's address makes us write to it.
    private const int ClaimIntervalMs = 200;

    private readonly LiteNetSender _sender;
    private readonly LiteNetReceiver _receiver;
    private readonly FragmentAssembler _assembler;
    private readonly LiteNetMerger _merger;
    private readonly LiteNetPathMtu _pathMtu;
    private ushort _fragmentId;
    private ushort _pingNumber;
    private ushort _answeredPing;
    private long _pingedAtMs;
    private int _unanswered;
    private bool _hasAnswered;
    private long _claimedAtMs;
    private int _echoesThisTick;

    protected LiteNetPeer(LiteNetEndpoint endpoint)
    {
        Endpoint = endpoint;
        _sender = new LiteNetSender(endpoint.Pool, RoundTrip);
        _receiver = new LiteNetReceiver(endpoint.Pool);
        _assembler = new FragmentAssembler(endpoint.Pool, endpoint.Settings.MaxReliableBytes);
        _merger = new LiteNetMerger(endpoint.Pool);
        _pathMtu = new LiteNetPathMtu(endpoint.Settings);
    }

    public LiteNetPeerState State { get; private set; } = LiteNetPeerState.Closed;

    /// <summary>The connection's id for the upper layer; 0 while there is none, and on a client.</summary>
    public int ConnectionId { get; protected set; }

    /// <summary>The client's clock when it asked; with the number it is all that tells one connection of an address from the next.</summary>
    public long ConnectTime { get; private set; }

    public byte ConnectionNumber { get; protected set; }

    public LiteNetRoundTrip RoundTrip { get; } = new();

    /// <summary>The longest datagram that is sent to the other end.</summary>
    public int Mtu => _pathMtu.Mtu;

    public LiteNetSender Sender => _sender;

    public LiteNetReceiver Receiver => _receiver;

    public FragmentAssembler Assembler => _assembler;

    protected LiteNetEndpoint Endpoint { get; }

    /// <summary>The other end. Never changes during a connection.</summary>
    protected SocketAddress Remote { get; private set; } = new(System.Net.Sockets.AddressFamily.Unspecified);

    protected long HeardAtMs { get; private set; }

    /// <summary>Whether the upper layer hears of this peer; strangers make no events.</summary>
    protected abstract bool ReportsEvents { get; }

    /// <summary>Takes one packet of a datagram from the other end's address, headers included.</summary>
    /// <param name="packet">At least one byte.</param>
    /// <param name="isMerged">True when it travelled with others; then it cannot be one of the handshake.</param>
    /// <returns>True when it carries unreliable data, behind its first byte.</returns>
    public bool Input(ReadOnlySpan<byte> packet, bool isMerged)
    {
        LiteNetHeader header = LiteNetHeader.From(packet[0]);
        if (!isMerged && TryInputControl(header, packet)) return false;
        if (State != LiteNetPeerState.Connected) return Drop(LiteNetDropReason.Unexpected);
        if (header.ConnectionNumber != ConnectionNumber) return Drop(LiteNetDropReason.WrongConnection);
        HeardAtMs = Endpoint.NowMs;
        switch (header.Property)
        {
            case LiteNetProperty.Unreliable when packet.Length > LiteNetWire.HeaderBytes:
                return true;
            case LiteNetProperty.Channeled:
                return InputReliable(packet);
            case LiteNetProperty.Ack:
                return InputAck(packet);
            case LiteNetProperty.Ping:
                return InputPing(packet);
            case LiteNetProperty.Pong:
                return InputPong(packet);
            case LiteNetProperty.MtuCheck or LiteNetProperty.MtuOk when !isMerged:
                return InputMtu(header.Property, packet);
            default:
                return Drop(LiteNetDropReason.Unexpected);
        }
    }

    /// <summary>The start of an incoming tick: gives up a dead peer, pings a living one.</summary>
    public virtual void CheckTimers()
    {
        _echoesThisTick = 0;
        long now = Endpoint.NowMs;
        int timeoutMs = Endpoint.Settings.TimeoutMs;
        if (now - HeardAtMs >= timeoutMs) Fail(TransportError.Timeout, $"nothing was received for {timeoutMs} ms");
        else if (_sender.IsStalled(now, timeoutMs)) Fail(TransportError.Timeout, $"nothing was acknowledged for {timeoutMs} ms");
        else if (_assembler.IsStalled(now, timeoutMs)) Fail(TransportError.Timeout, $"a packet in fragments was not continued for {timeoutMs} ms");
        else
        {
            if (now - _pingedAtMs >= Endpoint.Settings.PingIntervalMs) SendPing();
            if (_hasAnswered && _pathMtu.TryAsk(now, out int bytes)) SendMtu(bytes, LiteNetProperty.MtuCheck);
        }
    }

    /// <summary>Takes the next reliable data that is complete and in order.</summary>
    /// <param name="data">Valid until the next call on the endpoint.</param>
    /// <returns>False when there is none, or the peer was closed; then events tell.</returns>
    public bool TryReceive(out ReadOnlySpan<byte> data)
    {
        while (State == LiteNetPeerState.Connected && _receiver.TryTake(out LiteNetBuffer packet))
        {
            if (LiteNetHeader.From(packet.Packet[0]).IsFragment)
            {
                if (_assembler.Add(packet, Endpoint.NowMs, out bool isWhole) is { } problem)
                {
                    Fail(TransportError.InvalidReceive, problem);
                    break;
                }
                if (!isWhole) continue;
                Span<byte> whole = Endpoint.MessageBuffer(_assembler.Bytes);
                _assembler.TakeWhole(whole);
                data = whole;
                return true;
            }
            int dataBytes = packet.Length - LiteNetWire.ChanneledHeaderBytes;
            Span<byte> message = Endpoint.MessageBuffer(dataBytes);
            packet.Packet[LiteNetWire.ChanneledHeaderBytes..].CopyTo(message);
            Endpoint.Pool.Return(packet);
            if (dataBytes == 0 || _assembler.IsActive)
            {
                Fail(TransportError.InvalidReceive, dataBytes == 0 ? "a reliable packet is empty" : "fragments are not in order");
                break;
            }
            data = message;
            return true;
        }
        data = default;
        return false;
    }

    /// <summary>Queues a packet, which leaves with the next flush.</summary>
    /// <returns>False when it was refused; an error event says why.</returns>
    public bool TrySend(ReadOnlySpan<byte> data, Channel channel)
    {
        if (State != LiteNetPeerState.Connected) return false;
        int most = channel == Channel.Reliable ? Endpoint.Settings.MaxReliableBytes : Endpoint.Settings.MaxUnreliableBytes;
        if (data.Length == 0 || data.Length > most)
        {
            Endpoint.Events.AddError(ConnectionId, TransportError.InvalidSend, $"a packet of {data.Length} bytes was not sent; 1 to {most} bytes fit");
            return false;
        }
        if (channel != Channel.Reliable)
        {
            Span<byte> packet = Endpoint.SendBuffer.AsSpan(0, LiteNetWire.HeaderBytes + data.Length);
            packet[0] = Header(LiteNetProperty.Unreliable);
            data.CopyTo(packet[LiteNetWire.HeaderBytes..]);
            Output(packet);
            return true;
        }
        if (_sender.BufferedBytes + data.Length > Endpoint.Settings.MaxSendQueueBytes)
        {
            Fail(TransportError.Congestion, $"more is queued than the connection can carry: {_sender.BufferedBytes} bytes to send");
            return false;
        }
        EnqueueReliable(data);
        return true;
    }

    /// <summary>The outgoing tick: acknowledgements, resends and what was queued.</summary>
    public void Flush()
    {
        if (State != LiteNetPeerState.Connected) return;
        if (_receiver.MustAcknowledge)
        {
            Span<byte> ack = stackalloc byte[AckPacket.SizeBytes];
            _receiver.TakeAcknowledgement().Write(ack, ConnectionNumber);
            Output(ack);
        }
        if (!_sender.IsEmpty)
        {
            long before = _sender.Resends;
            _sender.Flush(Endpoint.NowMs, this);
            Endpoint.Resends += _sender.Resends - before;
        }
        SendMerged();
    }

    /// <summary>Ends the connection: tells the other end, several times because nothing acknowledges it, and the upper layer once.</summary>
    public void Close()
    {
        if (State == LiteNetPeerState.Closed) return;
        Span<byte> disconnect = stackalloc byte[LiteNetWire.DisconnectBytes];
        WriteDisconnect(disconnect, ConnectTime, ConnectionNumber);
        for (int i = 0; i < DisconnectRepeats; i++) Send(disconnect);
        CloseSilently();
    }

    /// <summary>Reports why, then ends the connection.</summary>
    public void Fail(TransportError error, string reason)
    {
        if (State == LiteNetPeerState.Closed) return;
        if (ReportsEvents)
        {
            Endpoint.Logger.LogInformation("LiteNetLib connection {Connection} to {Address} ends: {Reason}", ConnectionId, DatagramAddress.Text(Remote), reason);
            Endpoint.Events.AddError(ConnectionId, error, reason);
        }
        Close();
    }

    /// <summary>Gives all pooled memory back; the object may serve another connection.</summary>
    public void Release()
    {
        _sender.Reset();
        _receiver.Reset();
        _assembler.Reset();
        _merger.Release();
    }

    /// <summary>Adds a packet to the datagram that is being filled, and sends what is full.</summary>
    public void Output(ReadOnlySpan<byte> packet)
    {
        if (_merger.IsFullFor(packet.Length, Mtu)) SendMerged();
        _merger.Add(packet, Mtu, ConnectionNumber, out ReadOnlySpan<byte> ready);
        if (!ready.IsEmpty) Send(ready);
    }

    public static void WriteDisconnect(Span<byte> datagram, long connectTime, byte connectionNumber)
    {
        datagram[0] = new LiteNetHeader(LiteNetProperty.Disconnect, connectionNumber).ToByte();
        BinaryPrimitives.WriteInt64LittleEndian(datagram[LiteNetWire.HeaderBytes..], connectTime);
    }

    /// <summary>Begins a connection at the endpoint's current time.</summary>
    protected void Begin(SocketAddress remote, long connectTime, byte connectionNumber)
    {
        Release();
        Remote = remote;
        ConnectTime = connectTime;
        ConnectionNumber = connectionNumber;
        ConnectionId = 0;
        State = LiteNetPeerState.Handshaking;
        RoundTrip.Reset();
        HeardAtMs = Endpoint.NowMs;
        _fragmentId = 0;
        _answeredPing = 0;
        _unanswered = 0;
        _hasAnswered = false;
        _claimedAtMs = Endpoint.NowMs - ClaimIntervalMs;
        _echoesThisTick = 0;
        // A peer of 0.9.x answers a ping whose number is at most 16383 ahead of the last, beginning with 0. The margin lets the numbers grow while nothing is answered.
        _pingNumber = (ushort)(Endpoint.NextSecret() % 16_000);
        _pingedAtMs = Endpoint.NowMs;
    }

    /// <summary>Both ends know of the connection.</summary>
    protected void Establish()
    {
        State = LiteNetPeerState.Connected;
        HeardAtMs = Endpoint.NowMs;
        _pathMtu.Begin(Endpoint.NowMs);
    }

    /// <summary>Takes what belongs to no connection or ends one: answers to requests, disconnects, questions of peers.</summary>
    /// <returns>True when the packet had its turn.</returns>
    protected virtual bool TryInputControl(LiteNetHeader header, ReadOnlySpan<byte> packet)
    {
        switch (header.Property)
        {
            case LiteNetProperty.Disconnect:
                InputDisconnect(header, packet);
                return true;
            case LiteNetProperty.PeerNotFound:
                InputPeerNotFound(packet);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The other end has ended the connection, or refused it.</summary>
    protected virtual void OnDisconnect() => CloseSilently();

    /// <summary>Ends the connection without a word to the other end.</summary>
    protected virtual void CloseSilently()
    {
        State = LiteNetPeerState.Closed;
        if (ReportsEvents) Endpoint.Events.AddDisconnected(ConnectionId);
    }

    /// <summary>Asks for a sign of life whose number nobody else knows.</summary>
    protected void SendPing()
    {
        _pingedAtMs = Endpoint.NowMs;
        _pingNumber = new LiteNetSequence(_pingNumber + 1).Value;
        _unanswered = Math.Min(_unanswered + 1, MaxUnansweredPings);
        Span<byte> ping = stackalloc byte[LiteNetWire.PingBytes];
        ping[0] = Header(LiteNetProperty.Ping);
        BinaryPrimitives.WriteUInt16LittleEndian(ping[LiteNetWire.HeaderBytes..], _pingNumber);
        Send(ping);
    }

    /// <summary>Takes the answer to one of the last pings: on a long line a new one is sent before the answer to the last is there.</summary>
    /// <returns>True when it is an answer that was awaited.</returns>
    protected bool TryTakePong(ReadOnlySpan<byte> packet)
    {
        if (!PongPacket.TryRead(packet, out PongPacket pong) || pong.Number >= LiteNetSequence.Count) return false;
        int age = new LiteNetSequence(_pingNumber) - new LiteNetSequence(pong.Number);
        if (age < 0 || age >= _unanswered) return false;
        _unanswered = 0;
        // From now on a long datagram hits nobody who did not ask for it.
        _hasAnswered = true;
        if (age == 0) RoundTrip.Sample(Endpoint.NowMs - _pingedAtMs);
        return true;
    }

    protected byte Header(LiteNetProperty property) => new LiteNetHeader(property, ConnectionNumber).ToByte();

    protected void Send(ReadOnlySpan<byte> datagram) => Endpoint.Socket.Send(datagram, Remote);

    protected bool Drop(LiteNetDropReason reason)
    {
        Endpoint.Drops.Count(reason);
        return false;
    }
}
