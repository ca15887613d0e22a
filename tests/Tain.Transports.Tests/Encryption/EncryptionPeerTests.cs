namespace Tain.Transports.Encryption;

public class EncryptionPeerTests
{
    public static IEnumerable<object[]> States =>
        from isClient in (bool[])[true, false]
        from state in (EncryptionPeerState[])[EncryptionPeerState.WaitingHandshake, EncryptionPeerState.WaitingReply, EncryptionPeerState.Ready]
        select new object[] { isClient, state.ToString() };

    private static readonly EncryptionPeerState[] Waiting = [EncryptionPeerState.WaitingHandshake, EncryptionPeerState.WaitingReply];

    /// <summary>Every opcode with every length: never an exception, at most the end of the connection; never ready, and never data, by bytes that nobody sealed.</summary>
    [Theory]
    [MemberData(nameof(States))]
    [Trait("Attack", "E-04")]
    public void NoBytesThrowAndNoneMakeAConnectionReady(bool isClient, string stateName)
    {
        EncryptionPeerState state = Enum.Parse<EncryptionPeerState>(stateName);
        var random = new Random(4);
        using var valid = new PeerPair(50);
        byte[] start = valid.Client.HandshakePacket.ToArray();
        byte[] ack = Ack(valid, start);
        PeerPair? pair = null;
        for (int opcode = 0; opcode <= 256; opcode++)
        {
            // Beyond the opcodes that exist one length of each is enough.
            for (int length = 0; length <= 200; length += opcode <= 5 ? 1 : 50)
            {
                byte[] packet = new byte[length];
                random.NextBytes(packet);
                // Half of the packets are whole ones cut short or with a tail, so that the checks behind the first are reached.
                byte[]? whole = opcode == EncryptionWire.HandshakeStart ? start : opcode == EncryptionWire.HandshakeAck ? ack : null;
                if (whole is not null && length % 2 == 0) whole.AsSpan(0, Math.Min(length, whole.Length)).CopyTo(packet);
                if (length > 0) packet[0] = (byte)opcode;
                if (pair?.Peer(isClient).State != state)
                {
                    pair?.Dispose();
                    pair = new PeerPair().InState(isClient, state);
                }
                PeerOutcome outcome = pair.Give(isClient, packet, (Channel)(length % 2));
                bool isFin = !isClient && state == EncryptionPeerState.WaitingReply && packet is [EncryptionWire.HandshakeFin];
                Assert.True((outcome & PeerOutcome.Data) == 0, $"{Convert.ToHexString(packet)} gave data.");
                Assert.Equal(isFin, (outcome & PeerOutcome.BecameReady) != 0);
                AssertTerminal(pair, isClient, outcome);
            }
        }
        pair?.Dispose();
    }

    [Theory]
    [MemberData(nameof(States))]
    [Trait("Attack", "E-04")]
    public void RandomPacketsInRandomOrderEndAtMostTheConnection(bool isClient, string stateName)
    {
        EncryptionPeerState state = Enum.Parse<EncryptionPeerState>(stateName);
        var random = new Random(5);
        for (int run = 0; run < 60; run++)
        {
            using PeerPair pair = new PeerPair(run).InState(isClient, state);
            for (int i = 0; i < 20; i++)
            {
                byte[] packet = new byte[random.Next(201)];
                random.NextBytes(packet);
                if (packet.Length > 0) packet[0] = (byte)random.Next(6);
                AssertTerminal(pair, isClient, pair.Give(isClient, packet));
                pair.Peer(isClient).Tick(random.Next(10_000));
            }
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    [Trait("Attack", "E-05")]
    public void RepeatedHandshakePacketsAreIgnored(bool isClient, string stateName)
    {
        EncryptionPeerState state = Enum.Parse<EncryptionPeerState>(stateName);
        if (isClient && state == EncryptionPeerState.WaitingHandshake) state = EncryptionPeerState.WaitingReply;
        if (!isClient && state == EncryptionPeerState.WaitingHandshake) state = EncryptionPeerState.WaitingReply;
        using PeerPair pair = new PeerPair();
        byte[] start = pair.Client.HandshakePacket.ToArray();
        Assert.Equal(PeerOutcome.Send, pair.Give(toClient: false, start));
        byte[] ack = pair.Server.HandshakePacket.ToArray();
        if (isClient || state == EncryptionPeerState.Ready) Assert.Equal(PeerOutcome.Send, pair.Give(toClient: true, ack));
        if (state == EncryptionPeerState.Ready)
        {
            Assert.Equal(PeerOutcome.BecameReady, pair.Give(toClient: false, [EncryptionWire.HandshakeFin]));
            Assert.Equal(PeerOutcome.BecameReady | PeerOutcome.Data, pair.Give(toClient: true, pair.Seal(byClient: false, 1)));
        }

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(PeerOutcome.None, pair.Give(isClient, isClient ? ack : start));
            if (!isClient && state == EncryptionPeerState.Ready) Assert.Equal(PeerOutcome.None, pair.Give(toClient: false, [EncryptionWire.HandshakeFin]));
        }
        Assert.Equal(state, pair.Peer(isClient).State);
        if (state == EncryptionPeerState.Ready) Assert.Equal(PeerOutcome.Data, pair.Give(isClient, pair.Seal(!isClient, 5)));
    }

    [Theory]
    [MemberData(nameof(States))]
    [Trait("Attack", "E-06")]
    public void AnErrorIsTheEnd(bool isClient, string stateName)
    {
        EncryptionPeerState state = Enum.Parse<EncryptionPeerState>(stateName);
        using PeerPair pair = new PeerPair().InState(isClient, state);
        Assert.Equal(PeerOutcome.Failed, pair.Give(isClient, [99]));
        Assert.Equal((EncryptionPeerState.Failed, TransportError.InvalidReceive), (pair.Peer(isClient).State, pair.Peer(isClient).ErrorCode));

        using PeerPair other = new PeerPair();
        Assert.Equal(PeerOutcome.None, pair.Give(isClient, isClient ? Ack(other, pair.Client.HandshakePacket.ToArray()) : other.Client.HandshakePacket.ToArray()));
        Assert.Equal(PeerOutcome.None, pair.Give(isClient, [EncryptionWire.HandshakeFin]));
        Assert.Equal(PeerOutcome.None, pair.Give(isClient, [99]));
        Assert.Equal(PeerOutcome.None, pair.Peer(isClient).Tick(1_000_000));
        Assert.True(pair.Peer(isClient).HandshakePacket.IsEmpty);
    }

    [Fact]
    [Trait("Attack", "E-06")]
    public void AFinWithoutAKeyIsAnError()
    {
        using var pair = new PeerPair();
        Assert.Equal(PeerOutcome.Failed, pair.Give(toClient: false, [EncryptionWire.HandshakeFin]));
        Assert.Equal(EncryptionRefusal.OutOfPlace, pair.Server.Refusal);
    }

    [Fact]
    [Trait("Attack", "E-06")]
    public void AServersConnectionIsConfirmedByTheFirstPacketThatItsKeyOpens()
    {
        using PeerPair pair = new PeerPair().InState(isClient: true, EncryptionPeerState.Ready);
        Assert.Equal(EncryptionPeerState.Ready, pair.Server.State);
        Assert.False(pair.Server.IsConfirmed);
        Assert.Equal(PeerOutcome.Data, pair.Give(toClient: false, pair.Seal(byClient: true, 1)));
        Assert.True(pair.Server.IsConfirmed);
    }

    [Fact]
    public void EachWaitingStateHasItsOwnTimeLimitFromItsFirstTick()
    {
        foreach (EncryptionPeerState state in Waiting)
        {
            foreach (bool isClient in (bool[])[true, false])
            {
                using PeerPair pair = new PeerPair().InState(isClient, state);
                EncryptionPeer peer = pair.Peer(isClient);
                peer.Tick(50_000);
                Assert.NotEqual(PeerOutcome.Failed, peer.Tick(52_000));
                Assert.Equal(PeerOutcome.Failed, peer.Tick(52_001));
                Assert.Equal((TransportError.Timeout, EncryptionRefusal.Timeout), (peer.ErrorCode, peer.Refusal));
            }
        }
    }

    private static byte[] Ack(PeerPair pair, byte[] start)
    {
        Assert.Equal(PeerOutcome.Send, pair.Give(toClient: false, start.Length == 0 ? pair.Client.HandshakePacket.ToArray() : start));
        return pair.Server.HandshakePacket.ToArray();
    }

    private static void AssertTerminal(PeerPair pair, bool isClient, PeerOutcome outcome)
    {
        EncryptionPeer peer = pair.Peer(isClient);
        if ((outcome & PeerOutcome.Failed) == 0) return;
        Assert.Equal(PeerOutcome.Failed, outcome);
        Assert.Equal(EncryptionPeerState.Failed, peer.State);
        Assert.False(string.IsNullOrEmpty(peer.ErrorReason));
    }
}
