using System.Net;
using System.Runtime.ExceptionServices;
using Tain.Tests;

namespace Tain.Discovery;

/// <summary>What anybody in the network can send. The numbers are those of docs/mirror/transport-security.md.</summary>
public class DiscoveryAttackTests
{
    private static readonly IPEndPoint s_neighbour = new(IPAddress.Parse("10.0.0.9"), 40_000);

    [Fact, Trait("Attack", "D-01")]
    public void TheHandshakeIsNotZeroUnlessAGameSetsItSoAndThenItIsTold()
    {
        var stage = new DiscoveryStage();
        Assert.NotEqual(0, stage.Seeker.secretHandshake);
        stage.Seeker.StartDiscovery();
        Assert.DoesNotContain(stage.Client.Log.Lines, line => line.Contains("secretHandshake", StringComparison.Ordinal));

        stage.Seeker.secretHandshake = 0;
        stage.Seeker.StartDiscovery();
        Assert.Contains(stage.Client.Log.Lines, line => line.Contains("has secretHandshake 0", StringComparison.Ordinal));
        Assert.NotEqual(NetworkDiscovery.RandomLong(), NetworkDiscovery.RandomLong());
    }

    [Theory, Trait("Attack", "D-02")]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("http://evil.example/", false)]
    [InlineData("kcp://user:secret@evil.example:7777", false)]
    [InlineData("memory://evil.example:7777", true)]
    [InlineData("kcp://evil.example:7777", false)]
    [InlineData("no uri", false)]
    public void OnlyAWayToConnectThatTheTransportKnowsIsShown(string uri, bool isShown)
    {
        var stage = new DiscoveryStage();
        stage.Seeker.StartDiscovery();
        stage.Lan.Inject(Answer(stage.Seeker.secretHandshake, uri), new IPEndPoint(IPAddress.Parse("10.0.0.66"), 47_777), stage.Lan.Sent[^1].From.Port);
        stage.Stage.Run();

        Assert.Equal(isShown ? ["10.0.0.66"] : [], stage.Found.Select(found => found.uri!.Host));
        Assert.False(stage.Client.Client.active, "Nobody is joined by what a stranger says.");
    }

    [Fact, Trait("Attack", "D-03")]
    public void AThousandQuestionsPerSecondFromOneSourceBringAFewAnswers()
    {
        var stage = new DiscoveryStage();
        stage.Advertiser.AdvertiseServer();
        for (int second = 0; second < 5; second++)
        {
            for (int i = 0; i < 1000; i++)
            {
                stage.Lan.Inject(BitConverter.GetBytes(stage.Advertiser.secretHandshake), s_neighbour, 47_777);
                if (i % 50 == 49) stage.Stage.Run(3);
            }
        }
        Assert.InRange(stage.Lan.Sent.Count, 5, 12);

        // Others are answered all the same.
        stage.Lan.Sent.Clear();
        stage.Lan.Inject(BitConverter.GetBytes(stage.Advertiser.secretHandshake), new IPEndPoint(IPAddress.Parse("10.0.0.10"), 40_000), 47_777);
        stage.Stage.Run(3);
        Assert.Single(stage.Lan.Sent, sent => sent.To.Address.ToString() == "10.0.0.10");
    }

    [Theory, Trait("Attack", "D-03")]
    [InlineData("10.255.0.1", true)]
    [InlineData("172.16.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.9.9", true)]
    [InlineData("192.169.0.1", false)]
    [InlineData("169.254.7.7", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("203.0.113.7", false)]
    [InlineData("fe80::1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("2001:db8::1", false)]
    [InlineData("::ffff:8.8.8.8", false)]
    [InlineData("::ffff:10.0.0.1", true)]
    public void OnlyLocalAddressesAreAnswered(string source, bool isAnswered)
    {
        var stage = new DiscoveryStage();
        stage.Advertiser.AdvertiseServer();
        stage.Lan.Inject(BitConverter.GetBytes(stage.Advertiser.secretHandshake), new IPEndPoint(IPAddress.Parse(source), 40_000), 47_777);
        stage.Stage.Run();
        Assert.Equal(isAnswered ? 1 : 0, stage.Lan.Sent.Count);
    }

    [Fact, Trait("Attack", "D-03")]
    public void AFloodOfAddressesFindsABoundedTable()
    {
        var rates = new SourceRates(burst: 1, perSecond: 1);
        for (uint i = 0; i < 100_000; i++) rates.TryTake(new IPAddress(i), now: 0);
        Assert.Equal(SourceRates.MaxSources, rates.Count);
        Assert.False(rates.TryTake(IPAddress.Loopback, now: 0.5));
        Assert.True(rates.TryTake(IPAddress.Loopback, now: 2), "The quiet ones made room.");
        Assert.InRange(rates.Count, 1, 10);
    }

    [Fact, Trait("Attack", "D-04")]
    public void ASocketThatFailsIsTriedLaterAndLaterAndThenNoMore()
    {
        var stage = new DiscoveryStage();
        stage.Advertiser.AdvertiseServer();
        stage.Lan.Fails = true;
        stage.Stage.RunFor(600);

        Assert.InRange(stage.Lan.Opened, 2, SocketBackOff.MaxFailures + 1);
        Assert.False(stage.Advertiser.IsAdvertising);
        Assert.InRange(stage.Server.Log.Lines.Count(line => line.Contains("Discovery", StringComparison.Ordinal)), 2, SocketBackOff.MaxFailures + 1);
    }

    [Fact, Trait("Attack", "D-04")]
    public void ANetworkThatComesBackIsUsedAgain()
    {
        var stage = new DiscoveryStage();
        stage.Lan.CannotOpen = true;
        stage.Advertiser.AdvertiseServer();
        stage.Seeker.StartDiscovery();
        stage.Stage.RunFor(5);
        Assert.InRange(stage.Lan.Opened, 4, 8);

        stage.Lan.CannotOpen = false;
        stage.Stage.RunFor(20);
        Assert.NotEmpty(stage.Found);
    }

    [Fact, Trait("Attack", "D-05")]
    public void AMillionDatagramsAreReadWithoutAnExceptionAndWithFewLines()
    {
        const int Datagrams = 1_000_000;
        var stage = new DiscoveryStage();
        stage.Advertiser.AdvertiseServer();
        stage.Seeker.StartDiscovery();
        int clientPort = stage.Lan.Sent[^1].From.Port;
        byte[] good = Answer(stage.Seeker.secretHandshake, "memory://somewhere:7777/");
        var random = new Random(1);
        int thrown = 0;
        int thread = Environment.CurrentManagedThreadId;
        void Count(object? sender, FirstChanceExceptionEventArgs raised) => thrown += Environment.CurrentManagedThreadId == thread ? 1 : 0;
        AppDomain.CurrentDomain.FirstChanceException += Count;
        try
        {
            for (int i = 0; i < Datagrams; i++)
            {
                // Each from another address, or the limit per source would read only a few.
                var from = new IPEndPoint(new IPAddress([10, (byte)(i >> 16), (byte)(i >> 8), (byte)i]), 47_777);
                byte[] datagram = Damage(good, random);
                stage.Lan.Inject(datagram, from, i % 2 == 0 ? clientPort : 47_777);
                if (i % 100 != 99) continue;
                stage.Seeker.Update();
                stage.Advertiser.Update();
                if (i % 1000 == 999) stage.Stage.Run();
                stage.Found.Clear();
                stage.Lan.Sent.Clear();
            }
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= Count;
        }

        Assert.Equal(0, thrown);
        Assert.True(stage.Seeker.Drops[DiscoveryDropReason.Unreadable] > 100, "Much of it got as far as the reader.");
        string[] lines = [.. stage.Client.Log.Lines, .. stage.Server.Log.Lines];
        Assert.All(lines, line => Assert.StartsWith("Discovery ignored datagrams: ", line, StringComparison.Ordinal));
        Assert.InRange(lines.Length, 1, 2 + (2 * (int)(1000 * ManagedStage.FrameSeconds / 60)));
    }

    private static byte[] Answer(long handshake, string uri)
    {
        var writer = new NetworkWriter();
        writer.WriteLong(handshake);
        writer.WriteString(uri);
        writer.WriteVarLong(5);
        return writer.ToArray();
    }

    private static byte[] Damage(byte[] good, Random random)
    {
        if (random.Next(4) == 0)
        {
            byte[] noise = new byte[random.Next(0, 100)];
            random.NextBytes(noise);
            return noise;
        }
        // The handshake stays, so that what follows is read.
        byte[] damaged = good.AsSpan(0, random.Next(sizeof(long), good.Length + 1)).ToArray();
        for (int flips = random.Next(0, 4); flips > 0 && damaged.Length > sizeof(long); flips--) damaged[random.Next(sizeof(long), damaged.Length)] = (byte)random.Next(256);
        return damaged;
    }
}
