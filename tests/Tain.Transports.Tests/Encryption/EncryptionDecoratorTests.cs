using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Encryption;

/// <summary>Encryption among other decorators, in both orders, and as one of several transports.</summary>
public class EncryptionDecoratorTests
{
    private static readonly EncryptionServerKey s_key = EncryptionServerKey.Generate();

    [Fact]
    public void OutsideAndInsideOtherDecoratorsPacketsArriveAndAreCountedWithAndWithoutTheOverhead()
    {
        var wire = new Wire(new ManualClock()) { DelayMs = 5 };
        using var plain = new Traffic();
        using var secret = new Traffic();
        Transport kcp = new KcpTransport { Sockets = wire, TimeProvider = wire.Clock };
        Transport transport = new MeteredTransport(
            Slow(new EncryptionTransport(new MeteredTransport(Slow(kcp), secret)) { ServerKey = s_key, TrustedFingerprints = [s_key.Fingerprint], ExchangeGreetings = true }), plain);
        Assert.Same(wire.Clock, transport.TimeProvider);
        using var server = new ServerProbe(transport.CreateServer());
        using var client = new ClientProbe(transport.CreateClient());
        Assert.Equal((297_404, 1_093), (client.Client.GetMaxPacketBytes(Channel.Reliable), client.Client.GetBatchThresholdBytes(Channel.Reliable)));
        server.Server.Start();
        client.Client.Connect("10.0.0.1");
        RunUntil(() => client.Client.IsConnected && server.Connected.Any());
        Run(50);
        (long plainBefore, long secretBefore) = (plain.TotalReceived.Bytes, secret.TotalReceived.Bytes);
        Assert.Equal(0, plainBefore);
        for (int i = 0; i < 10; i++) client.Client.Send([(byte)i], i % 2 == 0 ? Channel.Reliable : Channel.Unreliable);
        RunUntil(() => server.Of(TransportEventKind.Data).Count() == 10);

        Assert.Equal(10, plain.TotalReceived.Bytes);
        Assert.Equal(10 * 30, secret.TotalReceived.Bytes - secretBefore);
        Assert.Equal([0, 2, 4, 6, 8], server.Of(TransportEventKind.Data).Where(pulled => pulled.Channel == Channel.Reliable).Select(pulled => (int)pulled.Data[0]));
        server.Server.Disconnect(server.Connected.Single());
        RunUntil(() => client.Of(TransportEventKind.Disconnected).Any() && server.Of(TransportEventKind.Disconnected).Any());

        static LatencySimulationTransport Slow(Transport inner) => new(inner) { LatencyMs = 30, UnreliableLossPercent = 0, Seed = 1 };

        void Run(int ticks)
        {
            for (int tick = 0; tick < ticks; tick++)
            {
                client.Tick();
                server.Tick();
                wire.AdvanceMs(10);
            }
        }

        void RunUntil(Func<bool> condition)
        {
            for (int tick = 0; tick < 500 && !condition(); tick++) Run(1);
            Assert.True(condition(), $"{string.Join("; ", client.Events.TakeLast(3))} | {string.Join("; ", server.Events.TakeLast(3))}");
        }
    }

    [Fact]
    public void AsOneOfSeveralItIsForThoseWhoComeByIt()
    {
        var wire = new Wire(new ManualClock()) { DelayMs = 5 };
        var memory = new MemoryTransport { TimeProvider = wire.Clock };
        var encrypted = new EncryptionTransport(new KcpTransport { Sockets = wire, TimeProvider = wire.Clock }) { ServerKey = s_key, TrustedFingerprints = [s_key.Fingerprint] };
        using var server = new ServerProbe(new MultiplexTransport(encrypted, memory).CreateServer());
        using var open = new ClientProbe(memory.CreateClient());
        using var secret = new ClientProbe(encrypted.CreateClient());
        server.Server.Start();
        open.Client.Connect("localhost");
        secret.Client.Connect("10.0.0.1");
        for (int tick = 0; tick < 100; tick++)
        {
            foreach (int id in server.Connected) server.Server.Send(id, BitConverter.GetBytes(id), Channel.Reliable);
            secret.Tick();
            open.Tick();
            server.Tick();
            wire.AdvanceMs(10);
        }
        Assert.Equal(2, server.Connected.Count());
        Assert.True(open.Client.IsConnected && secret.Client.IsConnected);
        Assert.Single(open.Data.Select(pulled => BitConverter.ToInt32(pulled.Data)).Distinct());
        Assert.Single(secret.Data.Select(pulled => BitConverter.ToInt32(pulled.Data)).Distinct());
        Assert.Equal(1_165, server.Server.GetMaxPacketBytes(Channel.Unreliable));
    }

    [Fact]
    public void WhetherALineIsEncryptedIsSeenThroughDecoratorsAndOnlyIfAllChildrenAre()
    {
        var kcp = new KcpTransport();
        var encrypted = new EncryptionTransport(kcp);
        using var traffic = new Traffic();
        Assert.False(kcp.IsEncrypted);
        Assert.Equal((true, "AES256-GCM"), (encrypted.IsEncrypted, encrypted.EncryptionCipher));
        Assert.Equal((true, "AES256-GCM"), (new MeteredTransport(encrypted, traffic).IsEncrypted, new LatencySimulationTransport(encrypted).EncryptionCipher));
        Assert.Equal((true, "AES256-GCM"), (new MultiplexTransport(encrypted, new MemoryTransport()).IsEncrypted, new MultiplexTransport(encrypted, new MemoryTransport()).EncryptionCipher));
        Assert.Equal((false, ""), (new MultiplexTransport(encrypted, kcp).IsEncrypted, new MultiplexTransport(encrypted, kcp).EncryptionCipher));
        Assert.True(new WebSocketClientTransport { UseTls = true }.IsEncrypted);
        Assert.False(new WebSocketClientTransport().IsEncrypted);
    }
}
