using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Relay;

/// <summary>The relay's numbers are readable to whoever stands on the path; with encryption on top that is all that is.</summary>
public class EncryptedRelayTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 64).Select(i => (byte)(200 - i))];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Attack", "R-01")]
    public void WhoReadsAlongOnThePathReadsTheNumbersButNoPacketOfAnEncryptedGame(bool isEncrypted)
    {
        var wire = new Wire(new ManualClock()) { DelayMs = 10 };
        bool sawNumbers = false;
        bool sawSecret = false;
        wire.Script = datagram =>
        {
            sawNumbers |= RelayWire.TryReadIdentity(datagram.Bytes, out uint user, out uint session, out _) && user == WireRelay.FirstPlayer && session == WireRelay.Session;
            sawSecret |= datagram.Bytes.IndexOf(Secret) >= 0;
            return Fate.Ok;
        };
        using var relay = new WireRelay(wire, players: 1);
        EncryptionServerKey serverKey = EncryptionServerKey.Generate();
        Transport ForServer() => isEncrypted ? new EncryptionTransport(relay.ForServer()) { ServerKey = serverKey, ExchangeGreetings = true } : relay.ForServer();
        Transport ForPlayer() => isEncrypted ? new EncryptionTransport(relay.ForPlayer(0)) { TrustedFingerprints = [serverKey.Fingerprint], ExchangeGreetings = true } : relay.ForPlayer(0);
        using var server = new ServerProbe(ForServer().CreateServer());
        using var client = new ClientProbe(ForPlayer().CreateClient());
        server.Server.Start();
        client.Client.Connect("anything");
        bool isSent = false;
        for (int i = 0; i < 500 && !client.Data.Any(); i++)
        {
            client.Tick();
            if (client.Client.IsConnected && !isSent) isSent = client.Client.Send(Secret, Channel.Reliable);
            server.Tick();
            foreach (PulledEvent data in server.Of(TransportEventKind.Data).Take(1)) server.Server.Send(data.ConnectionId, data.Data, Channel.Reliable);
            relay.Tick();
            wire.AdvanceMs(10);
        }
        Assert.Equal(Secret, client.Data.First().Data);
        Assert.True(sawNumbers);
        Assert.Equal(!isEncrypted, sawSecret);
    }
}
