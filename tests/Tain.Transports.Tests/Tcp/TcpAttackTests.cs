using Tain.Transports.Contract;

namespace Tain.Transports.Tcp;

/// <summary>The attacks T-01 to T-09 of docs/mirror/transport-security.md: each bad peer is the only one to go, with one line in the log.</summary>
public class TcpAttackTests
{
    private const int Limit = 16_384;

    [Theory]
    [InlineData("7FFFFFFF")]
    [InlineData("FFFFFFFF")]
    [InlineData("80000000")]
    [InlineData("00000000")]
    [InlineData("00004001")]
    [Trait("Attack", "T-01")]
    public void T01ALengthOutOfRangeDisconnectsItsSenderAlone(string header)
    {
        using var rig = new TcpRig();
        ClientProbe other = rig.Bench.AddConnectedClient();
        using RawPeer peer = rig.Join(out int id);

        peer.Send([.. TcpRig.Frame(1), .. TcpRig.Frame(2), .. Convert.FromHexString(header), 1, 2, 3, 4]);
        PulledEvent error = rig.AwaitErrorOf(id, other);

        Assert.Equal((id, TransportError.InvalidReceive), (error.ConnectionId, error.ErrorCode));
        Assert.Contains($"connection {id} with 127.0.0.1 ended", Assert.Single(rig.Log.Lines), StringComparison.Ordinal);
        Assert.Equal(
            [TransportEventKind.Connected, TransportEventKind.Data, TransportEventKind.Data, TransportEventKind.Error, TransportEventKind.Disconnected],
            rig.Server.Events.Where(pulled => pulled.ConnectionId == id).Select(pulled => pulled.Kind));
        rig.AwaitClosed(peer);
    }

    [Fact]
    [Trait("Attack", "T-01")]
    public void T01TheLimitItselfPasses()
    {
        using var rig = new TcpRig();
        using RawPeer peer = rig.Join(out int id);

        peer.Send(TcpRig.Frame(new byte[Limit]));
        rig.Bench.WaitUntil(() => rig.Server.DataFrom(id).Any(), "the largest message arrives");

        Assert.Equal(Limit, rig.Server.DataFrom(id).Single().Data.Length);
    }

    [Fact]
    [Trait("Attack", "T-02")]
    public void T02APeerThatFallsSilentIsGivenUp()
    {
        using var rig = new TcpRig();
        using RawPeer silent = rig.Join(out int id);
        rig.Clock.AdvanceMs(25_000);
        ClientProbe other = rig.Bench.AddConnectedClient();
        rig.Bench.Settle(other);
        Assert.Empty(rig.Server.Of(TransportEventKind.Disconnected));

        rig.Clock.AdvanceMs(6_000);
        PulledEvent error = rig.AwaitErrorOf(id, other);

        Assert.Equal(TransportError.Timeout, error.ErrorCode);
        Assert.Single(rig.Log.Lines);
        rig.AwaitClosed(silent);
    }

    [Fact]
    [Trait("Attack", "T-02")]
    public void T02AMessageThatTricklesInIsSilence()
    {
        using var rig = new TcpRig();
        using RawPeer trickling = rig.Join(out int id);
        byte[] frame = TcpRig.Frame(new byte[100]);
        for (int i = 0; i < 4; i++)
        {
            trickling.Send([frame[i]]);
            rig.Clock.AdvanceMs(10_000);
            rig.Bench.Tick();
        }

        rig.Bench.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Any(), "the trickling peer is given up");
        Assert.Equal(TransportError.Timeout, rig.Server.Of(TransportEventKind.Error).Single().ErrorCode);
        Assert.Equal(id, rig.Server.Of(TransportEventKind.Disconnected).Single().ConnectionId);
    }

    [Fact]
    [Trait("Attack", "T-02")]
    public void T02ATimeoutOfZeroNeverGivesUp()
    {
        using var rig = new TcpRig((log, clock) => new TcpTransport { Port = 0, LoggerFactory = log, TimeProvider = clock, ReceiveTimeout = TimeSpan.Zero });
        using RawPeer silent = rig.Join(out _);
        rig.Clock.AdvanceMs(100_000_000);
        rig.Bench.Settle(rig.Bench.AddConnectedClient());
        Assert.Empty(rig.Server.Of(TransportEventKind.Disconnected));
    }

    [Theory]
    [InlineData(20, 10_000)]
    [InlineData(10_000, 20)]
    [Trait("Attack", "T-03")]
    public void T03AFloodOfConnectionsIsRefusedBeyondTheLimitAndAPlaceIsFreedWhenOneLeaves(int inAll, int perAddress)
    {
        using var rig = new TcpRig((log, clock) => new TcpTransport
        {
            Port = 0,
            LoggerFactory = log,
            TimeProvider = clock,
            MaxConnections = inAll,
            MaxConnectionsPerAddress = perAddress,
        });
        ClientProbe other = rig.Bench.AddConnectedClient();
        RawPeer[] flood = [.. Enumerable.Range(0, 200).Select(_ => RawPeer.Connect(rig.Port))];

        rig.Bench.WaitUntil(() => flood.Count(peer => { peer.Pump(); return peer.IsClosed; }) == 181, "those beyond the limit are closed");
        rig.Bench.WaitUntil(() => rig.Server.Connected.Count() == 20, "the others are connected");
        rig.Bench.Settle(other);
        Assert.InRange(rig.Log.Lines.Length, 0, 3);
        rig.Clock.AdvanceMs(11_000);
        rig.Bench.Tick();
        Assert.InRange(rig.Log.Lines.Length, 1, 4);

        foreach (RawPeer peer in flood) peer.Dispose();
        rig.Bench.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Count() == 19, "the flood has left");
        // The socket is closed a moment after the Disconnected event, so a newcomer may have to try again.
        ClientProbe late = rig.Bench.AddClient();
        rig.Bench.WaitUntil(() => IsBack(late, rig), "there is room again");
        rig.Bench.Settle(other);
    }

    [Fact]
    [Trait("Attack", "T-04")]
    public void T04AFloodOfSmallMessagesIsHeldBackWhileNobodyPulls()
    {
        using var rig = new TcpRig();
        using RawPeer flooder = rig.Join(out int id);
        byte[] frames = [.. Enumerable.Range(0, 10_000).SelectMany(_ => TcpRig.Frame(1))];
        int sent = 0;
        long before = -1;
        using var subject = new TcpSubject();
        subject.BeginWait();

        // Until our queue is full and the stream takes nothing for a while: what it took lies in the queue and in the system's buffers.
        for (int idle = 0; idle < 2000 || !IsHeldBack(rig, id); idle = flooder.SentBytes == before ? idle + 1 : 0)
        {
            before = flooder.SentBytes;
            if (flooder.SentBytes >= (long)sent * frames.Length && ++sent > 0) flooder.Send(frames);
            flooder.Pump();
            Assert.InRange(flooder.SentBytes, 0, 32L * 1024 * 1024);
            Assert.True(subject.Step(), "The flood did not come to a halt.");
        }
        rig.Clock.AdvanceMs(60_000);   // not reading is our doing, so it is no silence
        rig.Server.Server.Flush();
        Assert.False(rig.Server.Of(TransportEventKind.Disconnected).Any());

        long pulled = 0;
        rig.Bench.WaitUntil(
            () =>
            {
                flooder.Pump();
                pulled += rig.Server.DataFrom(id).Count();
                rig.Server.Events.Clear();
                return pulled >= sent * 10_000L;
            },
            "everything arrives once somebody pulls");
        Assert.Empty(rig.Server.Of(TransportEventKind.Disconnected));
    }

    [Fact]
    [Trait("Attack", "T-05")]
    public void T05ATickHandsOutAThousandPacketsOfAFlooderAndServesTheOthers()
    {
        using var rig = new TcpRig();
        ClientProbe other = rig.Bench.AddConnectedClient();
        using RawPeer flooder = rig.Join(out int id);
        flooder.Send([.. Enumerable.Range(0, 20_000).SelectMany(_ => TcpRig.Frame(1))]);

        int most = 0;
        rig.Bench.WaitUntil(
            () =>
            {
                flooder.Pump();
                int before = rig.Server.DataFrom(id).Count();
                rig.Server.Tick();
                most = Math.Max(most, rig.Server.DataFrom(id).Count() - before);
                return before > 3_000;
            },
            "the flood is pulled");
        rig.Bench.Settle(other);
        Assert.InRange(most, 1, 1_000);
    }

    [Fact]
    [Trait("Attack", "T-05")]
    public void T05ATickHandsOutNoMoreThanItsLimitOfAllTogether()
    {
        using var rig = new TcpRig((log, clock) => new TcpTransport { Port = 0, LoggerFactory = log, TimeProvider = clock, MaxReceivesPerTick = 50 });
        using RawPeer first = rig.Join(out int firstId);
        using RawPeer second = rig.Join(out int secondId);
        byte[] frames = [.. Enumerable.Range(0, 1_000).SelectMany(i => TcpRig.Frame((byte)i))];
        first.Send(frames);
        second.Send(frames);

        int most = 0;
        rig.Bench.WaitUntil(
            () =>
            {
                int before = rig.Server.Of(TransportEventKind.Data).Count();
                rig.Server.Tick();
                most = Math.Max(most, rig.Server.Of(TransportEventKind.Data).Count() - before);
                return rig.Server.Of(TransportEventKind.Data).Count() == 2_000;
            },
            "everything is pulled");
        Assert.InRange(most, 1, 50);
        foreach (int id in (int[])[firstId, secondId])
            Assert.Equal(Enumerable.Range(0, 1_000).Select(i => (byte)i), rig.Server.DataFrom(id).Select(pulled => pulled.Data.Single()));
    }

    [Fact]
    [Trait("Attack", "T-06")]
    public void T06APeerThatReadsNothingIsGivenUpAfterTheSendTimeout()
    {
        using var rig = new TcpRig((log, clock) => new TcpTransport
        {
            Port = 0,
            LoggerFactory = log,
            TimeProvider = clock,
            MaxSendQueueBytes = 64 * 1024 * 1024,
            ReceiveTimeout = TimeSpan.Zero,
        });
        ClientProbe other = rig.Bench.AddConnectedClient();
        using RawPeer stuck = rig.Join(out int id);
        byte[] packet = new byte[Limit];
        for (int i = 0; i < 2_000; i++) Assert.True(rig.Server.Server.Send(id, packet, Channel.Reliable));

        rig.Bench.WaitUntil(
            () =>
            {
                rig.Clock.AdvanceMs(10);
                return rig.Server.Of(TransportEventKind.Disconnected).Any();
            },
            "the stuck peer is given up");
        Assert.Equal(TransportError.Timeout, rig.AwaitErrorOf(id, other).ErrorCode);
        Assert.False(rig.Server.Server.Send(id, packet, Channel.Reliable));
    }

    [Fact]
    [Trait("Attack", "T-06")]
    public void T06AQueueOfTooManyPacketsEndsTheConnection()
    {
        using var rig = new TcpRig((log, clock) => new TcpTransport { Port = 0, LoggerFactory = log, TimeProvider = clock, MaxSendQueueMessages = 100 });
        ClientProbe other = rig.Bench.AddConnectedClient();
        using RawPeer slow = rig.Join(out int id);

        for (int i = 0; i < 100; i++) Assert.True(rig.Server.Server.Send(id, [1], Channel.Reliable));
        Assert.True(rig.Server.Server.Send(id, [1], Channel.Unreliable));
        Assert.False(rig.Server.Server.Send(id, [1], Channel.Reliable));

        Assert.Equal(TransportError.Congestion, rig.AwaitErrorOf(id, other).ErrorCode);
    }

    [Fact]
    [Trait("Attack", "T-08")]
    public void T08AnIdleListenerStillAccepts()
    {
        using var rig = new TcpRig();
        rig.Clock.AdvanceMs(60_000);
        rig.Bench.Tick();
        rig.Bench.Settle(rig.Bench.AddConnectedClient());
    }

    [Fact]
    [Trait("Attack", "T-09")]
    public void T09AnEmptyPacketIsRefusedHereAndNeverSent()
    {
        using var rig = new TcpRig();
        using RawPeer peer = rig.Join(out int id);
        ClientProbe client = rig.Bench.AddConnectedClient();
        Assert.False(rig.Server.Server.Send(id, [], Channel.Reliable));
        Assert.False(client.Client.Send([], Channel.Reliable));
        Assert.True(rig.Server.Server.Send(id, [5], Channel.Reliable));
        rig.Bench.WaitUntil(() => { peer.Pump(); return peer.Received.Length >= 5; }, "the next packet arrives");

        Assert.Equal(TcpRig.Frame(5), peer.Received);
        rig.Bench.Settle(client);
        Assert.Empty(rig.Server.Of(TransportEventKind.Disconnected));
        Assert.Equal(TransportError.InvalidSend, rig.Server.Of(TransportEventKind.Error).Single().ErrorCode);
    }

    private static bool IsHeldBack(TcpRig rig, int id) => ((TcpServer)rig.Server.Server).Find(id)!.IsHeldBack;

    private static bool IsBack(ClientProbe client, TcpRig rig)
    {
        bool isOver = client.Events.Count == 0 || client.Events[^1].Kind == TransportEventKind.Disconnected;
        if (isOver)
        {
            client.Events.Clear();
            client.Client.Connect(new Uri($"tcp4://127.0.0.1:{rig.Port}"));
            rig.Bench.WaitUntil(() => client.Events.Count > 0, "the attempt has a result");
        }
        if (!client.Client.IsConnected || !client.Client.Send([1], Channel.Reliable)) return false;
        return rig.Server.Connected.Count() == 21;
    }
}
