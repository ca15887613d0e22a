using Tain.Transports.Contract;

namespace Tain.Transports.Encryption;

/// <summary>Somebody on the line between client and server.</summary>
public class EncryptionAttackTests
{
    [Fact]
    [Trait("Attack", "E-01")]
    public void SomebodyWithAKeyOfHisOwnIsRefusedAndLearnsNothing()
    {
        EncryptionServerKey real = EncryptionServerKey.Generate();
        EncryptionServerKey his = EncryptionServerKey.Generate();
        using var line = new TappedLine(
            inner => new EncryptionTransport(inner) { ServerKey = his },
            inner => new EncryptionTransport(inner) { TrustedFingerprints = [real.Fingerprint] });
        line.Connect();
        line.Run(500);

        Assert.Equal([TransportEventKind.Error, TransportEventKind.Disconnected], line.Client.Events.Select(pulled => pulled.Kind));
        Assert.Equal(TransportError.Unexpected, line.Client.Events[0].ErrorCode);
        Assert.Contains(his.Fingerprint, line.Client.Events[0].Text);
        Assert.Contains("TrustedFingerprints", line.Client.Events[0].Text);
        Assert.All(line.From(client: true), packet => Assert.Equal(EncryptionWire.HandshakeStart, packet[0]));
        Assert.Empty(line.Server.Events);
        Assert.Equal(1, line.ClientCounters[EncryptionRefusal.UntrustedServer]);
    }

    [Theory]
    [InlineData(Channel.Reliable)]
    [InlineData(Channel.Unreliable)]
    [Trait("Attack", "E-02")]
    public void EveryPacketPlayedAgainIsDroppedOnBothChannelsAndTheConnectionStays(Channel channel)
    {
        using var line = new TappedLine();
        line.ConnectAndGreet();
        for (int i = 0; i < 50; i++)
        {
            line.Client.Client.Send([(byte)i, 1], channel);
            line.Server.Server.Send(line.Server.Connected.Single(), [(byte)i, 2], channel);
            line.Run(10);
        }
        line.Run(20);
        (int atServer, int atClient) = (line.Server.Of(TransportEventKind.Data).Count(), line.Client.Data.Count());
        Assert.Equal((50, 51), (atServer, atClient));

        (bool FromClient, Channel Channel, byte[] Bytes)[] captured = [.. line.Seen.Where(seen => seen.Bytes[0] == EncryptionWire.Data)];
        foreach (Channel again in Enum.GetValues<Channel>())
        {
            foreach ((bool fromClient, _, byte[] bytes) in captured)
            {
                if (fromClient) line.InjectToServer(bytes, again);
                else line.InjectToClient(bytes, again);
            }
        }
        line.Run(50);

        Assert.Equal((atServer, atClient), (line.Server.Of(TransportEventKind.Data).Count(), line.Client.Data.Count()));
        Assert.Equal(100, line.ServerCounters[EncryptionRefusal.Replay]);
        Assert.Equal(102, line.ClientCounters[EncryptionRefusal.Replay]);
        AssertBothStillTalk(line);
    }

    [Fact]
    [Trait("Attack", "E-03")]
    public void OnesOwnPacketsComeBackAndAreDropped()
    {
        using var line = new TappedLine();
        line.ConnectAndGreet();
        for (int i = 0; i < 20; i++)
        {
            line.Client.Client.Send([(byte)i], Channel.Unreliable);
            line.Server.Server.Send(line.Server.Connected.Single(), [(byte)i], Channel.Reliable);
            line.Run(10);
        }
        line.Run(20);
        (int atServer, int atClient) = (line.Server.Of(TransportEventKind.Data).Count(), line.Client.Data.Count());
        foreach ((bool fromClient, Channel channel, byte[] bytes) in line.Seen.Where(seen => seen.Bytes[0] == EncryptionWire.Data).ToArray())
        {
            if (fromClient) line.InjectToClient(bytes, channel);
            else line.InjectToServer(bytes, channel);
        }
        line.Run(50);

        Assert.Equal((atServer, atClient), (line.Server.Of(TransportEventKind.Data).Count(), line.Client.Data.Count()));
        AssertBothStillTalk(line);
    }

    [Fact]
    [Trait("Attack", "E-03")]
    public void TheServersFirstPacketThatComesBackConfirmsNothing()
    {
        // The client is cut off after its Fin; the server's own packet is all that it ever gets.
        using var line = new TappedLine(inner => new EncryptionTransport(inner) { ConfirmationTimeoutMs = 1_000 });
        line.Connect();
        line.Run(100);
        line.Tap = (_, _) => null;
        int id = line.Server.Connected.Single();
        line.Server.Server.Send(id, [1, 2, 3], Channel.Reliable);
        line.Run(20);
        line.InjectToServer(line.From(client: false).Last(), Channel.Reliable);
        line.Run(1_500);
        Assert.Empty(line.Server.Of(TransportEventKind.Data));
        Assert.Equal(TransportError.Timeout, Assert.Single(line.Server.Of(TransportEventKind.Error)).ErrorCode);
        Assert.Single(line.Server.Of(TransportEventKind.Disconnected));
    }

    [Fact]
    [Trait("Attack", "E-05")]
    public void AHandshakePlayedAgainDoesNotTouchAReadyConnection()
    {
        using var line = new TappedLine();
        line.ConnectAndGreet();
        byte[][] fromClient = [.. line.From(client: true)];
        byte[][] fromServer = [.. line.From(client: false).Where(packet => packet[0] == EncryptionWire.HandshakeAck)];
        Assert.Equal((1, 1), (fromClient.Count(packet => packet[0] == EncryptionWire.HandshakeStart), fromServer.Length));
        for (int i = 0; i < 3; i++)
        {
            foreach (byte[] packet in fromClient) line.InjectToServer(packet, Channel.Unreliable);
            foreach (byte[] packet in fromServer) line.InjectToClient(packet, Channel.Unreliable);
            line.Run(30);
        }
        Assert.Equal(1, line.ServerCounters.KeyExchanges);
        AssertBothStillTalk(line);
    }

    [Fact]
    [Trait("Attack", "E-06")]
    public void ForgedDataDoesNotConnectAClient()
    {
        using var line = new TappedLine();
        line.Connect();
        line.Run(60);
        Assert.Contains(line.From(client: true), packet => packet[0] == EncryptionWire.HandshakeFin);
        line.InjectToClient([EncryptionWire.Data, .. new byte[40]], Channel.Reliable);
        line.Run(50);
        Assert.Empty(line.Client.Of(TransportEventKind.Connected));
        Assert.Equal([TransportEventKind.Error, TransportEventKind.Disconnected], line.Client.Events.Select(pulled => pulled.Kind));
    }

    [Fact]
    [Trait("Attack", "E-06")]
    [Trait("Attack", "E-12")]
    public void AGarbageStartAndAFinDoNotConnectAnybody()
    {
        using var line = new TappedLine { Tap = (_, _) => null };
        line.Connect();
        line.Run(20);
        line.InjectToServer([EncryptionWire.HandshakeStart, .. new byte[91]], Channel.Unreliable);
        line.InjectToServer([EncryptionWire.HandshakeFin], Channel.Unreliable);
        line.Run(100);
        Assert.Empty(line.Server.Events);
        Assert.DoesNotContain(line.From(client: false), packet => packet.Length > 0);
        Assert.Equal(1, line.ServerCounters[EncryptionRefusal.BadKey]);
    }

    [Fact]
    [Trait("Attack", "E-12")]
    public void NobodyAboveHearsOfAHandshakeThatIsAborted()
    {
        byte[]?[] aborts = [null, [], [0], [5], [1, 2, 3], [EncryptionWire.HandshakeFin], [EncryptionWire.HandshakeAck], [EncryptionWire.HandshakeStart, 1]];
        foreach (byte[]? abort in aborts)
        {
            using var line = new TappedLine { Tap = (_, _) => null };
            line.Connect();
            line.Run(20);
            if (abort is { Length: > 0 }) line.InjectToServer(abort, Channel.Unreliable);
            else line.Client.Client.Disconnect();
            line.Run(100);
            Assert.Empty(line.Server.Events);
            Assert.Equal(0, ((EncryptionServer)line.Server.Server).HandshakeCount);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AChangedPacketEndsTheConnectionWithOneError(bool fromClient)
    {
        using var line = new TappedLine();
        line.ConnectAndGreet();
        line.Client.Events.Clear();
        line.Server.Events.RemoveAll(pulled => pulled.Kind != TransportEventKind.Connected);
        line.Tap = (isClients, bytes) =>
        {
            if (isClients == fromClient && bytes[0] == EncryptionWire.Data) bytes[3] ^= 1;
            return bytes;
        };
        for (int i = 0; i < 3; i++)
        {
            line.Client.Client.Send([1, 2, 3, 4], Channel.Reliable);
            line.Server.Server.Send(line.Server.Connected.Single(), [1, 2, 3, 4], Channel.Reliable);
        }
        line.Run(100);

        List<PulledEvent> victim = fromClient ? line.Server.Events : line.Client.Events;
        Assert.Equal(TransportError.Unexpected, Assert.Single(victim, pulled => pulled.Kind == TransportEventKind.Error).ErrorCode);
        Assert.Single(line.Server.Of(TransportEventKind.Disconnected));
        Assert.Single(line.Client.Of(TransportEventKind.Disconnected));
        Assert.DoesNotContain(victim, pulled => pulled.Kind == TransportEventKind.Data);
    }

    private static void AssertBothStillTalk(TappedLine line)
    {
        Assert.Empty(line.Server.Of(TransportEventKind.Disconnected));
        Assert.Empty(line.Client.Of(TransportEventKind.Disconnected));
        Assert.Empty(line.Server.Of(TransportEventKind.Error));
        Assert.Empty(line.Client.Of(TransportEventKind.Error));
        foreach (Channel channel in Enum.GetValues<Channel>())
        {
            line.Client.Client.Send([77, 1], channel);
            line.Server.Server.Send(line.Server.Connected.Single(), [77, 2], channel);
            line.Run(20);
            Assert.Equal([77, 1], line.Server.Of(TransportEventKind.Data).Last().Data);
            Assert.Equal([77, 2], line.Client.Data.Last().Data);
        }
    }
}
