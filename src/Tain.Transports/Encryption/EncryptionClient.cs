using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>The connecting end: a <see cref="ClientEncryptionPeer"/> with a fresh key for each connection of the inner transport.</summary>
internal sealed class EncryptionClient(EncryptionTransport transport, TrustedServers trust, TransportClient inner) : MiddlewareClient(inner)
{
    private readonly TickClock _clock = new(transport.TimeProvider);
    private readonly TransportEventQueue _events = new();
    private readonly PacketBuffer _plain = new();
    private readonly PacketBuffer _sealed = new();
    private ClientEncryptionPeer? _peer;
    private bool _isConnected;
    private bool _isGreetingDue;
    private int _dataBytes;
    private Channel _dataChannel;

    public override bool IsConnected => _isConnected;

    /// <summary>What was counted so far; for metrics and tests.</summary>
    internal EncryptionCounters Counters { get; } = new(transport.LoggerFactory.CreateLogger<EncryptionClient>(), transport.Meters);

    public override void Connect(string address)
    {
        trust.RefuseUnlessSaid();
        Inner.Connect(address);
    }

    public override void Connect(Uri uri)
    {
        trust.RefuseUnlessSaid();
        Inner.Connect(uri);
    }

    public override void Disconnect()
    {
        Forget();
        Inner.Disconnect();
    }

    public override bool TryReceive(out TransportEvent received)
    {
        while (true)
        {
            if (_events.TryTake(out received))
            {
                if (received.Kind == TransportEventKind.Connected) _isConnected = true;
                return true;
            }
            if (TryTakeData(out received)) return true;
            if (!Inner.TryReceive(out TransportEvent inner)) return false;
            if (Handle(inner, out received)) return true;
        }
    }

    public override bool Send(ReadOnlySpan<byte> data, Channel channel)
    {
        if (!_isConnected) return false;
        int most = GetMaxPacketBytes(channel);
        if (data.IsEmpty || data.Length > most)
        {
            _events.AddError(0, TransportError.InvalidSend, $"An encrypted packet has 1 to {most} bytes, not {data.Length}.");
            return false;
        }
        return _peer is { State: EncryptionPeerState.Ready } peer && SendSealed(peer, data, channel);
    }

    public override void Flush()
    {
        long nowMs = _clock.NowMs;
        if (_peer is { } peer) Apply(peer, peer.Tick(nowMs));
        Counters.Tell(nowMs);
        Inner.Flush();
    }

    public override int GetMaxPacketBytes(Channel channel) => Inner.GetMaxPacketBytes(channel) - EncryptionWire.OverheadBytes;

    public override int GetBatchThresholdBytes(Channel channel) => Inner.GetBatchThresholdBytes(channel) - EncryptionWire.OverheadBytes;

    private bool TryTakeData(out TransportEvent received)
    {
        received = default;
        if (_dataBytes == 0) return false;
        int bytes = _dataBytes;
        _dataBytes = 0;
        received = TransportEvent.Received(0, _plain.Read(bytes), _dataChannel);
        return true;
    }

    private bool Handle(TransportEvent inner, out TransportEvent received)
    {
        received = inner;
        switch (inner.Kind)
        {
            case TransportEventKind.Connected:
                Forget();
                _peer = new ClientEncryptionPeer(EncryptionIdentity.Generate(), trust, transport.HandshakeTimeoutMs, RandomNumberGenerator.Fill);
                return false;
            case TransportEventKind.Data:
                if (_peer is { } peer) Receive(peer, inner.Data, inner.Channel);
                return false;
            case TransportEventKind.Disconnected:
                Forget();
                _isConnected = false;
                return true;
            default:
                return true;
        }
    }

    private void Receive(ClientEncryptionPeer peer, ReadOnlySpan<byte> packet, Channel channel)
    {
        long replaysBefore = peer.ReplayedPackets;
        PeerOutcome outcome = peer.Receive(packet, channel, _plain, out int bytes);
        Counters.Count(EncryptionRefusal.Replay, peer.ReplayedPackets - replaysBefore);
        Apply(peer, outcome);
        if ((outcome & PeerOutcome.Data) == 0 || IsGreeting(bytes, channel)) return;
        _dataBytes = bytes;
        _dataChannel = channel;
    }

    private void Apply(ClientEncryptionPeer peer, PeerOutcome outcome)
    {
        if ((outcome & PeerOutcome.Send) != 0) Inner.Send(peer.HandshakePacket, Channel.Unreliable);
        if ((outcome & PeerOutcome.BecameReady) != 0)
        {
            Counters.CountHandshake();
            _events.AddConnected(0, null);
            _isGreetingDue = transport.ExchangeGreetings;
            if (_isGreetingDue) SendSealed(peer, EncryptionWire.Greeting, Channel.Reliable);
        }
        if ((outcome & PeerOutcome.Failed) == 0) return;
        Counters.Count(peer.Refusal);
        _events.AddError(0, peer.ErrorCode, peer.ErrorReason);
        Forget();
        Inner.Disconnect();
    }

    private bool SendSealed(ClientEncryptionPeer peer, ReadOnlySpan<byte> data, Channel channel)
    {
        Span<byte> packet = _sealed.Take(data.Length + EncryptionWire.OverheadBytes);
        peer.Seal(data, packet);
        return Inner.Send(packet, channel);
    }

    private bool IsGreeting(int bytes, Channel channel)
    {
        if (!_isGreetingDue || channel != Channel.Reliable) return false;
        _isGreetingDue = false;
        return EncryptionWire.IsGreeting(_plain.Read(bytes));
    }

    // Nothing of a connection that ends is handed up any more.
    private void Forget()
    {
        _peer?.Dispose();
        _peer = null;
        _dataBytes = 0;
    }
}
