namespace Tain.Transports;

/// <summary>One thing that happened on a host, as ENet reported it, with the reason that ENet keeps to itself.</summary>
internal readonly unsafe ref struct EnetOccurrence(EnetEventType kind, EnetPeer* peer, byte channelId, EnetPacket* packet, bool isTimeout)
{
    public EnetEventType Kind { get; } = kind;

    /// <summary>The peer's index in its host.</summary>
    public int PeerIndex => Peer->IncomingPeerId;

    public EnetPeer* Peer { get; } = peer;

    /// <summary>Channel 0 is the reliable one; what comes on any other may count on nothing.</summary>
    public Channel Channel { get; } = channelId == 0 ? Channel.Reliable : Channel.Unreliable;

    /// <summary>The bytes of a packet, borrowed.</summary>
    public ReadOnlySpan<byte> Data => new(packet->Data, (int)packet->DataLength);

    /// <summary>The connection ended because nothing was acknowledged for too long.</summary>
    public bool IsTimeout { get; } = isTimeout;
}
