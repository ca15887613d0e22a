using Tain.Kit;
using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Decorators;

/// <summary>Mirror's model, rule by rule (docs/mirror/transports.md, section 7).</summary>
public class LatencySimulationTransportTests
{
    private static readonly Channel[] s_channels = [Channel.Reliable, Channel.Unreliable];

    [Fact]
    public void TheDefaultsAreMirrors()
    {
        var transport = new LatencySimulationTransport(new MemoryTransport());
        Assert.Equal((100, 0.02, 1, 2, 2), (transport.LatencyMs, transport.JitterSeconds, transport.JitterSpeed, transport.UnreliableLossPercent, transport.UnreliableScramblePercent));
        Assert.Null(transport.Seed);
        Assert.Null(transport.Noise);
    }

    [Fact]
    public void BothChannelsWaitForTheLatencyAndOnlyOnTheWrappedSide()
    {
        using var line = new LatencyLine(inner => Steady(inner));
        line.Send(1, Channel.Reliable);
        line.Send(2, Channel.Unreliable);
        line.Server.Server.Send(line.Id, [3], Channel.Reliable);
        line.Tick();
        line.RunMs(1);
        Assert.Single(line.Client.Data);

        line.RunMs(200);
        Assert.Equal([(1, Channel.Reliable, 100), (2, Channel.Unreliable, 100)], line.Arrived);
    }

    [Fact]
    public void AWrappedServerDelaysWhatItSends()
    {
        using var line = new LatencyLine(inner => Steady(inner), delaysServer: true);
        line.Server.Server.Send(line.Id, [3], Channel.Unreliable);
        line.RunMs(100);
        Assert.Empty(line.Client.Data);
        line.RunMs(1);
        Assert.Single(line.Client.Data);
    }

    [Fact]
    public void JitterIsNoiseOfTheTimeTimesItsSpeedInSeconds()
    {
        using var line = new LatencyLine(inner => new LatencySimulationTransport(inner)
        {
            LatencyMs = 10,
            JitterSeconds = 0.04,
            JitterSpeed = 3,
            UnreliableLossPercent = 0,
            UnreliableScramblePercent = 0,
            Noise = time => time,   // 3 per second
        });
        line.RunMs(100);   // noise is 0.3, of 40 ms
        foreach (Channel channel in s_channels) line.Send(1, channel);
        line.RunMs(100);
        Assert.All(line.Arrived, arrived => Assert.Equal(100 + 10 + 12, arrived.AtMs));
        Assert.Equal(2, line.Arrived.Count);
    }

    [Fact]
    public void OtherChannelsAreNotDelayed()
    {
        using var line = new LatencyLine(inner => Steady(inner));
        line.Send(9, (Channel)7);
        line.Tick();
        Assert.Equal((9, 0L), (Assert.Single(line.Arrived).Value, line.Arrived[0].AtMs));
    }

    [Fact]
    public void UnreliablePacketsAreLostByTheirShareAndReliableOnesNever()
    {
        using var line = new LatencyLine(inner => new LatencySimulationTransport(inner) { UnreliableLossPercent = 25, Seed = 3 });
        for (int i = 0; i < 2_000; i++)
        {
            foreach (Channel channel in s_channels) line.Send((byte)i, channel);
            line.RunMs(1);
        }

        line.RunMs(200);
        Assert.Equal(Enumerable.Range(0, 2_000).Select(i => (byte)i), line.Values(Channel.Reliable));
        Assert.InRange(line.Values(Channel.Unreliable).Count(), 1_400, 1_600);
    }

    [Fact]
    public void ALossOfAllAndOfNothingIsExact()
    {
        foreach ((double percent, int expected) in ((double, int)[])[(0, 100), (100, 0)])
        {
            using var line = new LatencyLine(inner => new LatencySimulationTransport(inner) { UnreliableLossPercent = percent, Seed = 1 });
            for (int i = 0; i < 100; i++) line.Send((byte)i, Channel.Unreliable);
            line.RunMs(200);
            Assert.Equal(expected, line.Arrived.Count);
        }
    }

    [Fact]
    public void AScrambledPacketOvertakesThoseOfItsTickAndNoReliableOneIsScrambled()
    {
        using var line = new LatencyLine(inner => new LatencySimulationTransport(inner) { UnreliableLossPercent = 0, UnreliableScramblePercent = 50, JitterSeconds = 0, Seed = 1 });
        for (byte i = 0; i < 100; i++)
        {
            foreach (Channel channel in s_channels) line.Send(i, channel);
            if (i == 49) line.RunMs(1);
        }

        line.RunMs(200);
        byte[] unreliable = [.. line.Values(Channel.Unreliable)];
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (byte)i), line.Values(Channel.Reliable));
        Assert.NotEqual(unreliable.Order(), unreliable);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (byte)i), unreliable[..50].Order());   // their time they keep
        Assert.Equal(Enumerable.Range(50, 50).Select(i => (byte)i), unreliable[50..].Order());
    }

    [Fact]
    public void ReliablePacketsKeepTheirOrderWhenTheJitterFallsFasterThanTimePasses()
    {
        using var line = new LatencyLine(inner => new LatencySimulationTransport(inner)
        {
            LatencyMs = 10,
            JitterSeconds = 1,
            UnreliableLossPercent = 0,
            UnreliableScramblePercent = 0,
            Noise = time => Math.Max(0, 0.5 - (time * 5)),   // from 500 ms to nothing within 100 ms
        });
        for (byte i = 0; i < 20; i++)
        {
            foreach (Channel channel in s_channels) line.Send(i, channel);
            line.RunMs(10);
        }

        line.RunMs(1_000);
        byte[] unreliable = [.. line.Values(Channel.Unreliable)];
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (byte)i), line.Values(Channel.Reliable));
        Assert.NotEqual(unreliable.Order(), unreliable);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (byte)i), unreliable.Order());
    }

    [Fact]
    public void TheSameSeedGivesTheSameRunAndAnotherSeedAnother()
    {
        Assert.Equal(Run(4), Run(4));
        Assert.NotEqual(Run(4), Run(5));

        static List<(byte, Channel, long)> Run(int seed)
        {
            using var line = new LatencyLine(inner => new LatencySimulationTransport(inner) { UnreliableLossPercent = 10, UnreliableScramblePercent = 10, Seed = seed });
            for (byte i = 0; i < 100; i++)
            {
                foreach (Channel channel in s_channels) line.Send(i, channel);
                if (i % 5 == 0) line.RunMs(20, perTickMs: 5);
            }

            line.RunMs(500);
            return line.Arrived;
        }
    }

    [Fact]
    public void TwoEndpointsOfOneDescriptionDoNotLoseTheSamePackets()
    {
        var wire = new MemoryTransport();
        var transport = new LatencySimulationTransport(wire) { LatencyMs = 0, JitterSeconds = 0, UnreliableLossPercent = 50, Seed = 1 };
        using var server = new ServerProbe(wire.CreateServer());
        server.Server.Start();
        ClientProbe[] clients = [new(transport.CreateClient()), new(transport.CreateClient())];
        foreach (ClientProbe client in clients)
        {
            client.Client.Connect("localhost");
            client.Tick();
            for (byte i = 0; i < 100; i++) client.Client.Send([i], Channel.Unreliable);
            client.Tick();
        }

        server.Tick();
        byte[][] arrived = [.. server.Connected.Select(id => server.DataFrom(id).Select(pulled => pulled.Data[0]).ToArray())];
        Assert.All(arrived, values => Assert.InRange(values.Length, 25, 75));
        Assert.NotEqual(arrived[0].Order(), arrived[1].Order());
        foreach (ClientProbe client in clients) client.Dispose();
    }

    [Fact]
    public void AConnectionThatEndsLosesWhatIsHeldBackAndTheNextOneGetsNothingOfIt()
    {
        using var line = new LatencyLine(inner => Steady(inner));
        line.Send(1, Channel.Reliable);
        line.Client.Client.Disconnect();
        line.Tick();
        line.Connect();
        line.Send(2, Channel.Reliable);
        line.RunMs(300);
        Assert.Equal([2], line.Values(Channel.Reliable));
    }

    [Fact]
    public void AFullLineLosesUnreliablePacketsAndEndsTheConnectionForAReliableOne()
    {
        using var line = new LatencyLine(inner => new LatencySimulationTransport(inner) { MaxHeldBackBytes = 10, UnreliableLossPercent = 0, Seed = 1 });
        for (byte i = 0; i < 12; i++) line.Send(i, Channel.Unreliable);
        line.RunMs(150);
        Assert.Equal(10, line.Arrived.Count);

        for (byte i = 0; i < 10; i++) line.Send(i, Channel.Reliable);
        Assert.False(line.Client.Client.Send([11], Channel.Reliable));
        line.RunMs(1);
        Assert.Equal(
            [TransportEventKind.Connected, TransportEventKind.Error, TransportEventKind.Disconnected], line.Client.Events.Select(pulled => pulled.Kind));
        Assert.Equal(TransportError.Congestion, line.Client.Events[1].ErrorCode);
    }

    [Fact]
    public void SettingsOutOfRangeAreRefused()
    {
        var inner = new MemoryTransport();
        Assert.Throws<ArgumentOutOfRangeException>(() => new LatencySimulationTransport(inner) { LatencyMs = 10_001 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LatencySimulationTransport(inner) { JitterSeconds = -0.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LatencySimulationTransport(inner) { JitterSpeed = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LatencySimulationTransport(inner) { UnreliableLossPercent = 101 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LatencySimulationTransport(inner) { UnreliableScramblePercent = -1 });
    }

    [Fact]
    public void AWarmLineAllocatesNothing()
    {
        var clock = new ManualClock();
        var transport = new LatencySimulationTransport(new MemoryTransport { TimeProvider = clock }) { UnreliableLossPercent = 5, UnreliableScramblePercent = 20, Seed = 1 };
        using TransportServer server = transport.CreateServer();
        using TransportClient client = transport.CreateClient();
        server.Start();
        client.Connect("localhost");
        byte[] packet = new byte[100];

        void Run(int ticks, int rounds)
        {
            for (int i = 0; i < ticks; i++)
            {
                clock.AdvanceMs(5);
                while (server.TryReceive(out TransportEvent received))
                {
                    if (received.Kind == TransportEventKind.Data) server.Send(received.ConnectionId, received.Data, received.Channel);
                }

                server.Flush();
                while (client.TryReceive(out _))
                {
                }

                for (int round = 0; round < rounds; round++)
                {
                    foreach (Channel channel in s_channels) client.Send(packet, channel);
                }

                client.Flush();
            }
        }

        // More than it is going to need, whatever the jitter does; and a pause, in which the pool takes all of it back.
        Run(1_000, rounds: 4);
        Run(100, rounds: 0);
        Assert.Equal(0, Allocations.Of(() => Run(3_000, rounds: 1)));
    }

    private static LatencySimulationTransport Steady(Transport inner) =>
        new(inner) { JitterSeconds = 0, UnreliableLossPercent = 0, UnreliableScramblePercent = 0 };
}
