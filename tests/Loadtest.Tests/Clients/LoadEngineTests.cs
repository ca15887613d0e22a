using Tain.Kit;
using Tain.LoadTest.Game;
using Tain.Simulation;
using Tain.Transports;

namespace Tain.LoadTest.Clients;

public class LoadEngineTests
{
    [Fact]
    public void FiftyClientsJoinMoveAndHearTheirAnswers()
    {
        using var load = new SimulatedLoad(1, new ReferenceOptions { Visible = 10 });
        load.RunUntilAllJoined();
        LoadCounters before = Sums(load);
        load.Net.RunFor(TimeSpan.FromSeconds(5));
        LoadCounters after = Sums(load);

        Assert.Equal(50, after.States[(int)LoadClientState.Joined]);
        Assert.Equal((0, 0), (after.Lost, after.Malformed));
        Assert.Equal(50, before.JoinTime.Count);
        Assert.All(load.Engine.Clients, client => Assert.Equal(10, client.Visible.Count));
        Assert.All(load.Engine.Clients, client => Assert.Contains(client.PlayerNetId, client.Visible));

        // Each of 50 sends a Command in each of 150 ticks, and each is answered but those under way.
        double expected = 50 * 5 * SimulatedLoad.Rate;
        Assert.InRange(after.Commands - before.Commands, expected * 0.98, expected * 1.02);
        Assert.InRange(after.Reply.Count, expected * 0.97, expected * 1.02);
        // And each move is seen by ten.
        Assert.InRange(after.EntityStates - before.EntityStates, expected * 9.5, expected * 10.1);
        // One tick of the server at most, and the line.
        Assert.InRange(after.Reply.PercentileMs(99), 1, 60);
        Assert.InRange(after.RoundTrip.PercentileMs(50), 1, 50);
    }

    [Fact]
    public void TheSameSeedIsTheSameRun() => Assert.Equal(Fingerprint(seed: 7), Fingerprint(seed: 7));

    [Fact]
    public void AnotherSeedIsAnotherRun() => Assert.NotEqual(Fingerprint(seed: 7), Fingerprint(seed: 8));

    [Fact]
    public void ABadLineLosesNobody()
    {
        using var load = new SimulatedLoad(3, new ReferenceOptions { Visible = 5 }, options => options with { Clients = 20 }, LinkProfile.BadMobile);
        load.RunUntilAllJoined();
        load.Net.RunFor(TimeSpan.FromSeconds(5));
        LoadCounters after = Sums(load);
        Assert.Equal((20, 0L, 0L), (after.States[(int)LoadClientState.Joined], after.Lost, after.Malformed));
        Assert.True(after.Reply.Count > 1_000, $"{after.Reply.Count} replies");
    }

    [Fact]
    public void ChurnTakesAndBringsBackAndLosesNobody()
    {
        using var load = new SimulatedLoad(4, new ReferenceOptions { Visible = 10 }, options => options with { Clients = 30, ChurnPerSecond = 10 });
        load.RunUntilAllJoined();
        load.Net.RunFor(TimeSpan.FromSeconds(6));
        LoadCounters after = Sums(load);
        Assert.InRange(after.Left, 30, 60);
        Assert.Equal(0, after.Lost);
        Assert.InRange(after.Joins, 30 + after.Left - 20, 30 + after.Left);
        // Rooms are filled up again: whoever is there sees at most a room.
        Assert.All(load.Engine.Clients, client => Assert.InRange(client.Visible.Count, 0, 10));
    }

    [Fact]
    public void MisbehavingClientsAreExpelledAndTheOthersDoNotNotice()
    {
        using var load = new SimulatedLoad(5, new ReferenceOptions { Visible = 10 }, options => options with { Clients = 40, BadPart = 0.1 });
        load.RunUntilAllJoined();
        load.Net.RunFor(TimeSpan.FromSeconds(5));
        LoadCounters after = Sums(load);
        Assert.Equal(4, load.Engine.Clients.Count(client => client.Misbehaves));
        // A call on somebody else's object is ignored; each of the other misdeeds ends the connection, and another follows a second later.
        Assert.True(after.Expelled >= 4, $"{after.Expelled} were expelled");
        Assert.True(load.Server.Network.Rejections.Total >= after.Expelled);
        Assert.Equal((0, 0), (after.Lost, after.Malformed));
        Assert.InRange(after.States[(int)LoadClientState.Joined], 36, 40);
        Assert.InRange(after.Reply.PercentileMs(99), 1, 100);
    }

    [Fact]
    public void AllLeaveWhenTheRunIsOver()
    {
        using var load = new SimulatedLoad(6, new ReferenceOptions { Visible = 0 }, options => options with { Clients = 20 });
        load.RunUntilAllJoined();
        Assert.All(load.Engine.Clients, client => Assert.InRange(client.Visible.Count, 1, 20));
        load.Engine.LeaveAll();
        load.Net.RunUntil(() => load.Engine.AllGone && load.Server.Network.connections.Count == 0, TimeSpan.FromSeconds(5));
        LoadCounters after = Sums(load);
        Assert.Equal((20, 0L), (after.Left, after.Lost));
    }

    [Fact]
    public void AServerThatEndsIsALoss()
    {
        using var load = new SimulatedLoad(7, new ReferenceOptions(), options => options with { Clients = 5 });
        load.RunUntilAllJoined();
        load.Server.Network.Shutdown();
        load.Net.RunUntil(() => load.Engine.AllGone, TimeSpan.FromSeconds(15));
        LoadCounters after = Sums(load);
        Assert.Equal(5, after.Lost);
        Assert.Equal(5, after.Ends.Values.Sum());
        // Nobody comes back unless the run says so.
        load.Net.RunFor(TimeSpan.FromSeconds(3));
        Assert.Equal(5, Sums(load).States[(int)LoadClientState.Idle]);
    }

    [Theory]
    [InlineData(Movement.SyncVar)]
    [InlineData(Movement.Transform)]
    public void MovementIsSeenHoweverItIsReplicated(Movement movement)
    {
        using var load = new SimulatedLoad(8, new ReferenceOptions { Visible = 5, Movement = movement }, options => options with { Clients = 10 });
        load.RunUntilAllJoined();
        load.Net.RunFor(TimeSpan.FromSeconds(2));
        Assert.InRange(Sums(load).EntityStates, 10 * 5 * 2 * SimulatedLoad.Rate * 0.9, 10 * 5 * 3 * SimulatedLoad.Rate);
    }

    [Fact]
    public void ItRunsOverOtherTransportsToo()
    {
        var net = new SimulatedNetwork(9);
        SimulatedClock clock = net.Clock;
        var wire = new MemoryTransport { TimeProvider = clock };
        using var server = new ReferenceServer(wire, new ReferenceOptions { Visible = 5 }, new WorldOptions { TimeProvider = clock });
        using var engine = new LoadEngine(new LoadEngineOptions { Transport = wire, Server = new Uri("memory://server"), Clients = 10, Script = static _ => new IdleScript(), RampPerSecond = 1e6, TimeProvider = clock });
        net.EveryFrame(SimulatedLoad.Rate, server.Tick);
        net.EveryFrame(SimulatedLoad.Rate * 4, _ => engine.Step());
        net.RunUntil(() => engine.HadAllJoined, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void ATickOfThinClientsAllocatesNothing()
    {
        using var load = new SimulatedLoad(10, new ReferenceOptions { Visible = 10 });
        load.RunUntilAllJoined();
        load.Net.RunFor(TimeSpan.FromSeconds(20));
        long inside = 0;
        load.Net.Every(TimeSpan.FromMilliseconds(40), () => inside += Allocations.Of(() => load.Engine.Step()));
        load.Net.RunFor(TimeSpan.FromSeconds(10));
        // 250 steps of 50 clients. What is left is a buffer here and there that finds its largest size late.
        Assert.InRange(inside, 0, 100_000);
    }

    // One per tick with its Command, and in each exchange of pings, five times per second, one with the ping and one with the answer. Nothing else: the clock finds room in one of them.
    [Fact]
    public void AClientSendsNoDatagramThatCouldHaveGoneWithAnother()
    {
        using var load = new SimulatedLoad(14, new ReferenceOptions { Visible = 10 });
        load.RunUntilAllJoined();
        long before = load.Sockets.DatagramsOut;
        load.Net.RunFor(TimeSpan.FromSeconds(10));
        double perClientAndSecond = (load.Sockets.DatagramsOut - before) / (50.0 * 10);
        Assert.InRange(perClientAndSecond, SimulatedLoad.Rate + 9, SimulatedLoad.Rate + 10.1);
    }

    [Fact]
    public void ClientsThatWaitForASceneSayReadyWhenItIsNamed()
    {
        using var load = new SimulatedLoad(11, new ReferenceOptions(), options => options with { Clients = 3, JoinsAfterScene = true });
        load.Net.RunFor(TimeSpan.FromSeconds(1));
        Assert.All(load.Engine.Clients, client => Assert.Equal((LoadClientState.Joining, false), (client.State, client.IsReady)));
        load.Server.Network.SendToAll(new SceneMessage { sceneName = "Größe" });
        load.RunUntilAllJoined();
        Assert.All(load.Engine.Clients, client => Assert.Equal("Größe", client.SceneName));
    }

    [Fact]
    public void WithoutPlayersAClientHasJoinedWhenItIsReady()
    {
        using var load = new SimulatedLoad(12, new ReferenceOptions(), options => options with { Clients = 3, HasPlayers = false, Script = static _ => new IdleScript() });
        load.RunUntilAllJoined();
        load.Net.RunFor(TimeSpan.FromSeconds(1));
        Assert.All(load.Server.Network.connections.Values, connection => Assert.True(connection.isReady));
        Assert.All(load.Engine.Clients, client => Assert.Equal(0u, client.PlayerNetId));
    }

    [Fact]
    public void PacketsThatCannotBeReadAreCountedAndEndTheConnection()
    {
        using var load = new SimulatedLoad(13, new ReferenceOptions(), options => options with { Clients = 1, Script = static _ => new IdleScript() });
        load.RunUntilAllJoined();
        LoadClient client = load.Engine.Clients[0];
        // A batch whose message is longer than the rest, and then each message that a client reads, cut off after its id.
        load.Engine.Walk.Read(client, [0, 0, 0, 0, 0, 0, 0, 0, 9, 1], Channels.Reliable);
        ushort[] ids =
        [
            NetworkMessages.GetId<SpawnMessage>(), NetworkMessages.GetId<EntityStateMessage>(), NetworkMessages.GetId<EntityStateMessageUnreliableDelta>(), NetworkMessages.GetId<RpcMessage>(),
            NetworkMessages.GetId<ObjectDestroyMessage>(), NetworkMessages.GetId<SceneMessage>(), NetworkMessages.GetId<NetworkPongMessage>(), NetworkMessages.GetId<NetworkPingMessage>(), NetworkMessages.GetId<TimeSnapshotMessage>(),
        ];
        foreach (ushort id in ids) load.Engine.Walk.Read(client, [0, 0, 0, 0, 0, 0, 0, 0, 2, (byte)id, (byte)(id >> 8)], Channels.Reliable);
        Assert.Equal(1 + ids.Length, load.Engine.Counters.Malformed);
        load.Net.RunUntil(() => client.State == LoadClientState.Idle, TimeSpan.FromSeconds(1));
        Assert.Equal(["InvalidReceive (in play)"], Sums(load).Ends.Keys);
    }

    private static (long Replies, long Bytes, ulong Network) Fingerprint(ulong seed)
    {
        using var load = new SimulatedLoad(seed, new ReferenceOptions { Visible = 5 }, options => options with { Clients = 10, ChurnPerSecond = 3, Seed = (int)seed }, LinkProfile.GoodMobile);
        load.RunUntilAllJoined();
        load.Net.RunFor(TimeSpan.FromSeconds(3));
        LoadCounters sums = Sums(load);
        return (sums.Reply.Count, sums.BytesIn, load.Net.RunFingerprint);
    }

    private static LoadCounters Sums(SimulatedLoad load)
    {
        var total = new LoadCounters();
        load.Engine.Counters.MoveTo(total);
        return total;
    }
}
