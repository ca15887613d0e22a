using Tain.Transports.Contract;
using Tain.Transports.Kit;
using Tain.Transports.Relay;

namespace Tain.Transports.Encryption;

/// <summary>A relay's tokens are no secret from whoever sees the line, and the relay itself sees everything; encryption on top is what helps.</summary>
public class EncryptedRelayTests
{
    [Fact]
    [Trait("Attack", "R-01")]
    public void NeitherTheRelayNorTheLineCanRead()
    {
        var wire = new Wire(new ManualClock()) { DelayMs = 10 };
        using var relay = new WireRelay(wire);
        byte[] secret = [.. "the password is swordfish"u8];
        int datagrams = 0;
        int readable = 0;
        wire.Script = datagram =>
        {
            datagrams++;
            if (datagram.Bytes.IndexOf(secret.AsSpan(4, 12)) >= 0) readable++;
            return Fate.Ok;
        };
        var key = EncryptionServerKey.Generate();
        using var server = new ServerProbe(new EncryptionTransport(relay.ForServer()) { ServerKey = key }.CreateServer());
        using var client = new ClientProbe(new EncryptionTransport(relay.ForPlayer(0)) { TrustedFingerprints = [key.Fingerprint] }.CreateClient());
        Assert.Equal(1_181 - 29, client.Client.GetMaxPacketBytes(Channel.Unreliable));
        server.Server.Start();
        Run(500);
        client.Client.Connect("anything");
        Run(500);
        server.Server.Send(server.Connected.Single(), secret, Channel.Reliable);
        Run(300);
        Assert.True(client.Client.IsConnected);
        client.Client.Send(secret, Channel.Reliable);
        client.Client.Send(secret, Channel.Unreliable);
        Run(300);

        Assert.Equal(secret, Assert.Single(client.Data).Data);
        Assert.Equal(2, server.Of(TransportEventKind.Data).Count(pulled => pulled.Data.AsSpan().SequenceEqual(secret)));
        Assert.InRange(datagrams, 20, int.MaxValue);
        Assert.Equal(0, readable);

        void Run(int milliseconds)
        {
            for (int passed = 0; passed < milliseconds; passed += 10)
            {
                client.Tick();
                server.Tick();
                relay.Tick();
                wire.AdvanceMs(10);
            }
        }
    }
}
