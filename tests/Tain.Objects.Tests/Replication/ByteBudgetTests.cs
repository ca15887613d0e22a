using Tain.Kit;

namespace Tain.Tests;

// A connection that gets less than there is gets the most important, and everything in the end. That the end is right whatever happens meanwhile is VisibilityModelTests'.
public class ByteBudgetTests
{
    private const int Budget = 400;
    private const int Objects = 100;

    [Fact]
    public void NoMoreIsSentThanTheBudgetSays()
    {
        var transport = new RecordingTransport();
        var clock = new ManualClock();
        var side = new ServerSide(clock, transport, new NetworkServerOptions { sendRate = Session.Rate, maxBytesPerTick = Budget });
        Actor[] actors = [.. Enumerable.Range(0, Objects).Select(_ => side.Spawn())];
        transport.Connect(1);
        Tick();
        side.Server.AddPlayerForConnection(side.Server.connections[1], side.World.Instantiate("Actor"));
        for (int i = 0; i < 100; i++) Tick();

        int total = 0;
        for (int tick = 1; tick <= 100; tick++)
        {
            foreach (Actor actor in actors) actor.health = 1_000 + tick;
            int bytes = Tick();
            // The last message may stand out; the next tick is shorter for it.
            Assert.InRange(bytes, Budget / 2, Budget + 40);
            total += bytes;
        }

        Assert.InRange(total, 97 * Budget, 101 * Budget);

        int Tick()
        {
            transport.Sent.GetValueOrDefault(1)?.Clear();
            clock.Advance(Session.FrameSeconds);
            side.Tick();
            return transport.Sent.GetValueOrDefault(1)?.Sum(packet => packet.Split(' ')[1].Length / 2) ?? 0;
        }
    }

    [Fact]
    public void EveryObjectHasItsTurn()
    {
        Session session = Start(Budget, out ClientSide client, out Actor[] actors);
        int oldest = 0;

        for (int tick = 1_001; tick <= 1_120; tick++)
        {
            foreach (Actor actor in actors) actor.health = tick;
            session.Run();
            if (tick > 1_020) oldest = Math.Max(oldest, actors.Max(actor => tick - client.CopyOf(actor)!.health));
        }

        // About a third of them fits into a tick.
        Assert.InRange(oldest, 2, 6);
    }

    [Fact]
    public void WhatMattersMoreIsSentMoreOften()
    {
        Session session = Start(Budget, out ClientSide client, out Actor[] actors);
        session.Server.World.CreateGameObject("interest").AddComponent<FirstMatters>().First = actors[0].netIdentity;
        foreach (Actor actor in actors) session.NetworkServer.RebuildObservers(actor.netIdentity, true);
        session.Run(30);
        foreach (Actor actor in actors) client.CopyOf(actor)!.Journal.Clear();

        for (int tick = 1; tick <= 60; tick++)
        {
            foreach (Actor actor in actors) actor.health = tick;
            session.Run();
        }

        Assert.InRange(client.CopyOf(actors[0])!.Journal.Count, 59, 60);
        Assert.InRange(client.CopyOf(actors[50])!.Journal.Count, 10, 40);
    }

    [Fact]
    public void OwnObjectsAndWhatCannotBeSaidLaterGoOutInAnyCase()
    {
        Session session = Start(20, out ClientSide client, out Actor[] actors);
        Actor own = session.Server.Spawn(session.ConnectionOf(client));
        session.Run(60);

        for (int tick = 1; tick <= 10; tick++)
        {
            foreach (Actor actor in actors) actor.health = tick;
            own.health = tick;
            actors[3].RpcSay($"call {tick}");
            session.Run();
            Assert.Equal(tick, client.CopyOf(own)!.health);
            Assert.Single(client.CopyOf(actors[3])!.Journal, $"RpcSay call {tick}");
        }

        Assert.Contains(actors, actor => client.CopyOf(actor)!.health == 100);
        session.Run(400);
        Assert.All(actors, actor => Assert.Equal(10, client.CopyOf(actor)!.health));
    }

    [Fact]
    public void ABudgetThatIsTakenAwayLeavesNothingOwed()
    {
        Session session = Start(20, out ClientSide client, out Actor[] actors);
        foreach (Actor actor in actors) actor.health = 7;
        session.Run(2);
        Assert.Contains(actors, actor => client.CopyOf(actor)!.health == 100);

        session.ConnectionOf(client).maxBytesPerTick = 0;
        session.Run();

        Assert.All(actors, actor => Assert.Equal(7, client.CopyOf(actor)!.health));
        Assert.Throws<ArgumentOutOfRangeException>(() => session.ConnectionOf(client).maxBytesPerTick = -1);
    }

    [Fact]
    public void WhatIsOwedIsSentWithTheValuesOfThenInOneMessage()
    {
        Session session = Start(0, out ClientSide client, out Actor[] actors);
        NetworkConnectionToClient connection = session.ConnectionOf(client);
        connection.maxBytesPerTick = 1;
        // The one message that goes out in any case is about another one.
        session.Server.World.CreateGameObject("interest").AddComponent<FirstMatters>().First = actors[1].netIdentity;
        session.Run(2);

        actors[0].health = 1;
        actors[1].health = 1;
        session.Run();
        actors[0].title = "two";
        actors[1].health = 2;
        session.Run();
        actors[0].health = 3;
        actors[1].health = 3;
        session.Run();
        connection.maxBytesPerTick = 0;
        session.Run();

        Assert.Equal(["health 100 -> 3"], client.CopyOf(actors[0])!.Journal.Where(line => line.StartsWith("health", StringComparison.Ordinal)));
        Assert.Equal("two", client.CopyOf(actors[0])!.title);
    }

    [Fact]
    public void ARuleThatThrowsIsNamedAndCostsNobodyATick()
    {
        Session session = Start(Budget, out ClientSide client, out Actor[] actors);
        NearFirstRule rule = session.Server.World.CreateGameObject("interest").AddComponent<NearFirstRule>();
        foreach (Actor actor in actors) session.NetworkServer.RebuildObservers(actor.netIdentity, false);
        rule.Bomb = new InvalidOperationException("no idea");

        for (int tick = 1; tick <= 10; tick++)
        {
            foreach (Actor actor in actors) actor.health = tick;
            int lines = session.Server.Log.Lines.Count;
            session.Run();
            // Once for each connection, not for each of its objects.
            Assert.Equal(1, session.Server.Log.Lines.Count - lines);
        }
        rule.Bomb = null;
        session.Run(30);

        Assert.All(session.Server.Log.Lines, line => Assert.Contains("in NearFirstRule of /interest, GetPriority, asked about /Actor(Clone)", line));
        Assert.All(actors, actor => Assert.Equal(10, client.CopyOf(actor)!.health));
    }

    [Fact]
    public void ATickWithABudgetAllocatesNothing()
    {
        Session session = Start(Budget, out ClientSide client, out Actor[] actors);
        VisibilityGroup far = session.NetworkServer.CreateGroup("far");
        far.Subscribe(session.ConnectionOf(client), sendEvery: 3);
        for (int i = 0; i < Objects / 2; i++) far.Add(actors[i].netIdentity);
        session.Run(10);
        long allocated = 0;

        for (int tick = 0; tick < 1_000; tick++)
        {
            session.Clock.Advance(Session.FrameSeconds);
            int now = tick;
            long here = Allocations.Of(() =>
            {
                foreach (Actor actor in actors) actor.health = now;
                session.Server.Tick();
            });
            if (tick >= 800) allocated += here;
            client.Tick();
        }

        Assert.Equal(0, allocated);
    }

    private static Session Start(int budget, out ClientSide client, out Actor[] actors)
    {
        var session = new Session(new NetworkServerOptions { sendRate = Session.Rate, maxBytesPerTick = budget });
        client = session.Join();
        actors = [.. Enumerable.Range(0, Objects).Select(_ => session.Server.Spawn())];
        session.Run(60);
        return session;
    }

    private sealed class FirstMatters : InterestManagementBase
    {
        public NetworkIdentity? First { get; set; }

        public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver) => true;

        public override void Rebuild(NetworkIdentity identity, bool initialize)
        {
        }

        public override float GetPriority(NetworkIdentity identity, NetworkConnectionToClient connection) => ReferenceEquals(identity, First) ? 1_000 : 1;
    }
}
