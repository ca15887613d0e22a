using System.Diagnostics;

namespace Tain.Transports;

/// <summary>
/// One end of an encrypted connection: packets of the inner transport and the time go in, what is to be done comes out. It sends nothing itself and never throws
/// because of what came in. What both sides share is here: timers, data, errors. After an error it takes nothing more.
/// </summary>
internal abstract class EncryptionPeer(int timeoutMs) : IDisposable
{
    private byte[] _handshakePacket = [];
    private long? _deadlineMs;
    private long _resendAtMs;

    public EncryptionPeerState State { get; private set; }

    /// <summary>True when the other side has proved that it has the key, by a packet that the key opens.</summary>
    public bool IsConfirmed { get; private set; }

    /// <summary>What <see cref="PeerOutcome.Send"/> asks to send.</summary>
    public ReadOnlySpan<byte> HandshakePacket => _handshakePacket;

    /// <summary>Why it failed. Meaningful after <see cref="PeerOutcome.Failed"/>.</summary>
    public EncryptionRefusal Refusal { get; private set; }

    /// <summary>Mirror's code for the failure.</summary>
    public TransportError ErrorCode { get; private set; }

    /// <summary>The failure as a sentence. It holds nothing that the other side chose, except the fingerprint of its key.</summary>
    public string ErrorReason { get; private set; } = "";

    /// <summary>Packets that were dropped because they had come before or were our own.</summary>
    public long ReplayedPackets { get; private set; }

    /// <summary>What the key exchange led to; null before it.</summary>
    protected SecureSession? Session { get; private set; }

    /// <summary>True when the first packet that the key opens ends the handshake; otherwise data is out of place until <see cref="EncryptionPeerState.Ready"/>.</summary>
    protected abstract bool DataEndsHandshake { get; }

    /// <summary>Takes a packet of the inner transport.</summary>
    /// <param name="packet">The packet, as it came from the wire.</param>
    /// <param name="channel">The channel it came on.</param>
    /// <param name="plain">Where a decrypted packet goes.</param>
    /// <param name="bytes">Its length, with <see cref="PeerOutcome.Data"/>.</param>
    public PeerOutcome Receive(ReadOnlySpan<byte> packet, Channel channel, PacketBuffer plain, out int bytes)
    {
        bytes = 0;
        if (State == EncryptionPeerState.Failed) return PeerOutcome.None;
        if (packet.IsEmpty) return Fail(EncryptionRefusal.BadPacket, "An encrypted connection got an empty packet.");
        ReadOnlySpan<byte> body = packet[EncryptionWire.OpcodeBytes..];
        switch (packet[0])
        {
            case EncryptionWire.Data: return ReceiveData(packet, channel, plain, out bytes);
            case EncryptionWire.HandshakeStart: return ReceiveStart(body);
            case EncryptionWire.HandshakeAck: return ReceiveAck(body);
            case EncryptionWire.HandshakeFin: return ReceiveFin(body);
            default: return Fail(EncryptionRefusal.BadPacket, "An encrypted connection got a packet of an unknown kind.", TransportError.InvalidReceive);
        }
    }

    /// <summary>Lets time pass: repeats what was not answered, gives up after the time limit, which runs from the first tick of each waiting state as in Mirror.</summary>
    public PeerOutcome Tick(long nowMs)
    {
        if (State is EncryptionPeerState.Ready or EncryptionPeerState.Failed) return PeerOutcome.None;
        if (_deadlineMs is not { } deadlineMs)
        {
            deadlineMs = nowMs + timeoutMs;
            _deadlineMs = deadlineMs;
            // A state that is entered by an answer has sent its packet already.
            _resendAtMs = State == EncryptionPeerState.WaitingHandshake ? nowMs : nowMs + EncryptionWire.ResendMs;
        }
        if (nowMs > deadlineMs)
            return Fail(EncryptionRefusal.Timeout, $"The encryption handshake was not answered within {timeoutMs} ms ({State}).", TransportError.Timeout);
        if (_handshakePacket.Length == 0 || nowMs < _resendAtMs) return PeerOutcome.None;
        _resendAtMs = nowMs + EncryptionWire.ResendMs;
        return PeerOutcome.Send;
    }

    /// <summary>Encrypts a packet. Only when <see cref="EncryptionPeerState.Ready"/>.</summary>
    /// <param name="plain">At least one byte.</param>
    /// <param name="packet">Takes the length of the data and <see cref="EncryptionWire.OverheadBytes"/>.</param>
    public void Seal(ReadOnlySpan<byte> plain, Span<byte> packet)
    {
        Debug.Assert(State == EncryptionPeerState.Ready, "Only a ready connection has somebody to talk to.");
        Session!.Seal(plain, packet);
    }

    /// <summary>Ends it from this side: nothing is taken any more and the key is forgotten.</summary>
    public void Dispose()
    {
        State = EncryptionPeerState.Failed;
        Forget();
    }

    /// <summary>Takes the rest of a Start packet.</summary>
    protected abstract PeerOutcome ReceiveStart(ReadOnlySpan<byte> body);

    /// <summary>Takes the rest of an Ack packet.</summary>
    protected abstract PeerOutcome ReceiveAck(ReadOnlySpan<byte> body);

    /// <summary>Takes the rest of a Fin packet.</summary>
    protected abstract PeerOutcome ReceiveFin(ReadOnlySpan<byte> body);

    /// <summary>Forgets secrets of the handshake; called when it is over in one way or the other.</summary>
    protected virtual void ForgetHandshake()
    {
    }

    /// <summary>The packet that this state sends and repeats.</summary>
    protected void Offer(byte[] packet) => _handshakePacket = packet;

    /// <summary>There is a key: both sides can be told apart from others, as soon as they use it.</summary>
    protected PeerOutcome AwaitReply(SecureSession session, byte[] packet)
    {
        Debug.Assert(State == EncryptionPeerState.WaitingHandshake && Session is null, "A connection has one key exchange.");
        Session = session;
        State = EncryptionPeerState.WaitingReply;
        _deadlineMs = null;
        Offer(packet);
        return PeerOutcome.Send;
    }

    protected PeerOutcome BecomeReady()
    {
        State = EncryptionPeerState.Ready;
        Offer([]);
        ForgetHandshake();
        return PeerOutcome.BecameReady;
    }

    protected PeerOutcome Fail(EncryptionRefusal refusal, string reason, TransportError code = TransportError.Unexpected)
    {
        State = EncryptionPeerState.Failed;
        Refusal = refusal;
        ErrorCode = code;
        ErrorReason = reason;
        Forget();
        return PeerOutcome.Failed;
    }

    private PeerOutcome ReceiveData(ReadOnlySpan<byte> packet, Channel channel, PacketBuffer plain, out int bytes)
    {
        bytes = 0;
        bool isInPlace = State == EncryptionPeerState.Ready || (State == EncryptionPeerState.WaitingReply && DataEndsHandshake);
        if (!isInPlace || Session is not { } session) return Fail(EncryptionRefusal.OutOfPlace, "An encrypted connection got data before the handshake was over.");
        if (packet.Length <= EncryptionWire.OverheadBytes) return Fail(EncryptionRefusal.BadPacket, "An encrypted connection got a packet too short to hold anything.");
        int length = packet.Length - EncryptionWire.OverheadBytes;
        switch (session.Open(packet, channel, plain.Take(length)))
        {
            case OpenResult.Opened:
                bytes = length;
                IsConfirmed = true;
                return State == EncryptionPeerState.Ready ? PeerOutcome.Data : BecomeReady() | PeerOutcome.Data;
            case OpenResult.Replayed:
                ReplayedPackets++;
                return PeerOutcome.None;
            case OpenResult.TooLate:
                return Fail(EncryptionRefusal.TooLate, $"A reliable packet came after {ReplayGuard.WindowPackets} younger ones and cannot be told from a replayed one.");
            default:
                return Fail(EncryptionRefusal.BadTag, "A packet was changed on the way, or it was encrypted with another key.");
        }
    }

    private void Forget()
    {
        Offer([]);
        ForgetHandshake();
        Session?.Dispose();
        Session = null;
    }
}
