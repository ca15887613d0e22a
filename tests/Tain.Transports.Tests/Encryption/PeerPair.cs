namespace Tain.Transports.Encryption;

/// <summary>The two state machines without endpoints around them, brought to any state in a few lines.</summary>
internal sealed class PeerPair : IDisposable
{
    private static readonly EncryptionServerKey s_serverKey = EncryptionServerKey.Generate();
    private readonly EncryptionIdentity _serverIdentity = s_serverKey.CreateIdentity();
    private readonly PacketBuffer _plain = new();

    public PeerPair(int seed = 1)
    {
        Server = new ServerEncryptionPeer(_serverIdentity, 2_000, TestKeys.Seeded(seed));
        Client = new ClientEncryptionPeer(EncryptionIdentity.Generate(), TestKeys.TrustAnyone(), 2_000, TestKeys.Seeded(seed + 1));
    }

    public ServerEncryptionPeer Server { get; }

    public ClientEncryptionPeer Client { get; }

    public EncryptionPeer Peer(bool isClient) => isClient ? Client : Server;

    public PeerOutcome Give(bool toClient, byte[] packet, Channel channel = Channel.Unreliable) => Peer(toClient).Receive(packet, channel, _plain, out _);

    public byte[] Seal(bool byClient, params byte[] plain)
    {
        byte[] packet = new byte[plain.Length + EncryptionWire.OverheadBytes];
        Peer(byClient).Seal(plain, packet);
        return packet;
    }

    /// <summary>Leads both to where one of them is in a state.</summary>
    public PeerPair InState(bool isClient, EncryptionPeerState state)
    {
        if (state == EncryptionPeerState.WaitingHandshake) return this;
        byte[] start = Client.HandshakePacket.ToArray();
        Assert.Equal(PeerOutcome.Send, Give(toClient: false, start));
        if (!isClient && state == EncryptionPeerState.WaitingReply) return this;
        Assert.Equal(PeerOutcome.Send, Give(toClient: true, Server.HandshakePacket.ToArray()));
        if (isClient && state == EncryptionPeerState.WaitingReply) return this;
        Assert.Equal(PeerOutcome.BecameReady, Give(toClient: false, Client.HandshakePacket.ToArray()));
        if (!isClient) return this;
        Assert.Equal(PeerOutcome.BecameReady | PeerOutcome.Data, Give(toClient: true, Seal(byClient: false, 9)));
        return this;
    }

    public void Dispose()
    {
        Server.Dispose();
        Client.Dispose();
        _serverIdentity.Dispose();
    }
}
