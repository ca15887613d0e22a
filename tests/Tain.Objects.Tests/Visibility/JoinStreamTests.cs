using System.Numerics;
using Tain.Kit;

namespace Tain.Tests;

// A large world comes over several ticks: so many bytes per tick, what matters most first, and nothing about what has not come yet.
public class JoinStreamTests : WatchedJoins
{
    [Fact]
    public void AWorldThatFitsIntoATickIsCompleteWhenItsEndIsSaid()
    {
        Actor[] actors = Spawn(10);
        WatchedConnection late = Join();

        Assert.Equal(["started", .. actors.Select(_ => "spawn"), "finished", "spawn"], late.Story.Select(entry => entry.What));
        Assert.Equal([.. actors.Select(actor => actor.netId), late.identity!.netId], late.Spawned);
        Assert.Equal(0, late.pendingSpawns);
    }

    [Fact]
    public void ALargeOneComesInTheTicksAfterAndThePlayerIsThereAtOnce()
    {
        Actor[] actors = Spawn(200);
        WatchedConnection late = Join();

        int first = late.Spawned.Count() - 1;
        Assert.InRange(first, 5, 100);
        Assert.Equal("finished", late.Story[first + 1].What);
        Assert.Equal(late.identity!.netId, late.Story[first + 2].NetId);
        Assert.Equal(200 - first, late.pendingSpawns);
        Assert.Equal(201, late.observing.Count);
        Assert.All(actors, actor => Assert.Equal(late.Known.Contains(actor.netId), !late.IsPending(actor.netIdentity)));
        Assert.All(actors, actor => Assert.True(actor.netIdentity.observers.ContainsKey(late.connectionId)));

        int ticks = RunUntilComplete(late);
        Assert.InRange(ticks, 200 / first, 1 + 200 / first * 2);
        // Among equals what was spawned earlier comes earlier.
        Assert.Equal(actors.Select(actor => actor.netId), late.Spawned.Where(netId => netId != late.identity.netId));
        Assert.Empty(late.Faults);
    }

    [Fact]
    public void NothingIsSaidAboutWhatHasNotCome()
    {
        Actor[] actors = Spawn(100);
        WatchedConnection late = Join();
        Actor last = actors[^1];
        for (int frame = 0; late.pendingSpawns > 0; frame++)
        {
            foreach (Actor actor in actors)
            {
                actor.health = frame;
                actor.RpcSay("hello");
            }
            Tick(late);
            Assert.DoesNotContain(late.Story, entry => entry.NetId != 0 && late.IsPending(Server.spawned[entry.NetId]));
        }

        Assert.Empty(late.Faults);
        Assert.Contains(("call", actors[0].netId), late.Story);
        Assert.Contains(("state", actors[0].netId), late.Story);
        Assert.True(late.Story.IndexOf(("spawn", last.netId)) > late.Story.IndexOf(("state", actors[0].netId)));
    }

    [Fact]
    public void WhatIsHiddenOrDestroyedBeforeItCameNeverComes()
    {
        Actor[] actors = Spawn(100);
        WatchedConnection late = Join();
        (Actor hidden, Actor destroyed, Actor moved, Actor backAgain) = (actors[^1], actors[^2], actors[^3], actors[^4]);
        uint destroyedId = destroyed.netId;
        VisibilityGroup cellar = Server.CreateGroup("cellar");
        int before = late.pendingSpawns;

        Server.HideForConnection(hidden.netIdentity, late);
        Server.Destroy(destroyed.gameObject);
        cellar.Add(moved.netIdentity);
        Server.HideForConnection(backAgain.netIdentity, late);
        Server.ShowForConnection(backAgain.netIdentity, late);

        Assert.Equal(before - 3, late.pendingSpawns);
        RunUntilComplete(late);
        Assert.Empty(late.Faults);
        Assert.DoesNotContain(hidden.netId, late.Spawned);
        Assert.DoesNotContain(destroyedId, late.Spawned);
        Assert.DoesNotContain(moved.netId, late.Spawned);
        Assert.Single(late.Spawned, backAgain.netId);
    }

    [Fact]
    public void WhatWaitsGoesOnWaitingInAnotherGroupThatTheClientSees()
    {
        VisibilityGroup cellar = Server.CreateGroup("cellar"), attic = Server.CreateGroup("attic");
        Actor[] actors = Spawn(100);
        foreach (Actor actor in actors) cellar.Add(actor.netIdentity);
        WatchedConnection late = Join();
        attic.Subscribe(late);
        cellar.Subscribe(late);
        int before = late.pendingSpawns;
        Assert.InRange(before, 1, 100);

        attic.Add(actors[^1].netIdentity);
        attic.Add(actors[0].netIdentity);
        Assert.Equal(before, late.pendingSpawns);
        cellar.Unsubscribe(late);
        Assert.Equal(1, late.pendingSpawns);

        RunUntilComplete(late);
        Assert.Empty(late.Faults);
        Assert.Equal([actors[0].netId, actors[^1].netId, late.identity!.netId], late.Known.Order());
    }

    [Fact]
    public void TheOwnerDoesNotWait()
    {
        Actor[] actors = Spawn(100, "Secret");
        WatchedConnection late = Join();
        Actor own = actors[^1], player = actors[^2];
        Assert.True(late.IsPending(own.netIdentity) && late.IsPending(player.netIdentity));

        own.netIdentity.AssignClientAuthority(late);
        Assert.Equal(("spawn", own.netId), late.Story[^1]);
        Server.ReplacePlayerForConnection(late, player.gameObject, ReplacePlayerOptions.KeepAuthority);
        Assert.Contains(player.netId, late.Known);

        RunUntilComplete(late);
        Assert.Empty(late.Faults);
        Assert.Single(late.Spawned, own.netId);
        Assert.Single(late.Spawned, player.netId);
    }

    [Fact]
    public void WhatTheClientOwnsComesWithTheFirstPartHoweverMuchItIs()
    {
        Spawn(50);
        WatchedConnection late = Connect();
        late.isReady = false;
        Actor[] own = [.. Enumerable.Range(0, 50).Select(_ => _session.Server.Spawn(late))];
        GivePlayer(late);

        Assert.Equal(own.Select(actor => actor.netId), late.Spawned.Take(50));
        Assert.True(late.Story.IndexOf(("spawn", own[^1].netId)) < late.Story.IndexOf(("finished", 0)));
        Assert.Equal(50, late.pendingSpawns);
        RunUntilComplete(late);
    }

    [Fact]
    public void ACallToOneClientBringsItsObjectAtOnce()
    {
        Actor[] actors = Spawn(100);
        WatchedConnection late = Join();
        actors[^1].TargetWhisper(late, "welcome");

        Assert.Equal([("spawn", actors[^1].netId), ("call", actors[^1].netId)], late.Story.TakeLast(2));
        RunUntilComplete(late);
        Assert.Empty(late.Faults);
    }

    [Fact]
    public void WhatIsSpawnedWhileTheClientIsThereComesAtOnce()
    {
        Spawn(100);
        WatchedConnection late = Join();
        Actor shell = _session.Server.Spawn();
        shell.RpcSay("bang");

        Assert.Equal([("spawn", shell.netId), ("call", shell.netId)], late.Story.TakeLast(2));
    }

    [Fact]
    public void TheNearestComeFirst()
    {
        NearFirstRule rule = _session.Server.World.CreateGameObject("interest").AddComponent<NearFirstRule>();
        Actor[] actors = Spawn(100);
        int[] places = [.. Enumerable.Range(0, 100)];
        new Random(7).Shuffle(places);
        for (int i = 0; i < 100; i++) actors[i].transform.position = new Vector3(places[i] == 50 ? -1 : places[i], 0, 0);
        WatchedConnection late = Join();
        RunUntilComplete(late);

        Assert.Equal(100, rule.Questions);
        // What has no number for a priority comes last.
        Assert.Equal(
            actors.OrderBy(actor => actor.transform.position.X is var x && x < 0 ? float.MaxValue : x).Select(actor => actor.netId),
            late.Spawned.Where(netId => netId != late.identity!.netId));
        Assert.Empty(_session.Server.Log.Lines);
    }

    [Fact]
    public void ARuleThatThrowsIsNamedOnceAndEverythingComesAllTheSame()
    {
        NearFirstRule rule = _session.Server.World.CreateGameObject("interest").AddComponent<NearFirstRule>();
        rule.Bomb = new InvalidOperationException("no idea");
        Spawn(100);
        WatchedConnection late = Join();
        RunUntilComplete(late);

        Assert.Equal(101, late.Known.Count);
        Assert.Contains(nameof(NearFirstRule.GetPriority), Assert.Single(_session.Server.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void WhoIsNotReadyAnyMoreWaitsForNothingAndBeginsAnew()
    {
        Actor[] actors = Spawn(100);
        WatchedConnection late = Join();
        Server.SetClientNotReady(late);
        Assert.Equal(0, late.pendingSpawns);
        Assert.All(actors, actor => Assert.Equal(0, actor.netIdentity.PendingObservers));
        int told = late.Story.Count;
        for (int i = 0; i < 5; i++) Tick(late);
        Assert.Equal(told, late.Story.Count);

        late.Forget();
        Server.SetClientReady(late);
        RunUntilComplete(late);
        Assert.Equal(101, late.Known.Count);
        Assert.Empty(late.Faults);
    }

    [Fact]
    public void WhoLeavesLeavesNothingBehind()
    {
        Actor[] actors = Spawn(100);
        WatchedConnection late = Join(), other = Join();
        Server.RemoveConnection(late.connectionId);
        RunUntilComplete(other);
        Assert.All(actors, actor => Assert.Equal((0, 1), (actor.netIdentity.PendingObservers, actor.netIdentity.observers.Count)));

        WatchedConnection third = Join();
        Assert.NotEqual(0, third.pendingSpawns);
        Server.Shutdown();
        Assert.Equal(0, third.pendingSpawns);
    }

    [Fact]
    public void AThirdClientTakesNoteOfNothing()
    {
        Actor[] actors = Spawn(100);
        ClientSide early = _session.Join();
        _session.Run(20);
        WatchedConnection late = Join();
        Actor last = actors[^1];
        last.health = 1;
        last.RpcSay("hello");
        _session.Run(1);

        Assert.True(late.IsPending(last.netIdentity));
        Assert.Equal(1, early.CopyOf(last)!.health);
        Assert.Contains("RpcSay hello", early.CopyOf(last)!.Journal);
    }

    [Fact]
    public void AHostWaitsForNothing()
    {
        Spawn(200);
        new NetworkClient(_session.Server.World).ConnectHost();
        _session.Run(4);

        Assert.NotNull(Server.localConnection!.identity);
        Assert.Equal(0, Server.localConnection.pendingSpawns);
    }

    [Fact]
    public void ATickBringsNoMoreThanItMayHoweverManyCome()
    {
        Spawn(300);
        WatchedConnection[] crowd = [.. Enumerable.Range(0, 100).Select(_ => Connect())];
        foreach (WatchedConnection one in crowd) GivePlayer(one);
        int players = crowd.Length;
        Dictionary<int, int> waited = [];
        // In the tick of the joins each has got, beside its part, the players of those who came after it.
        Assert.True(crowd.Sum(one => one.SpawnBytes) <= TotalPerTick + (players * players + 1) * crowd[0].LongestSpawn);

        for (int tick = 0; crowd.Any(one => one.pendingSpawns > 0); tick++)
        {
            Tick(crowd);
            Assert.True(crowd.Sum(one => one.SpawnBytes) <= TotalPerTick + crowd[0].LongestSpawn);
            Assert.All(crowd, one => Assert.True(one.SpawnBytes <= BytesPerTick + one.LongestSpawn));
            foreach (WatchedConnection one in crowd) waited[one.connectionId] = one.SpawnBytes > 0 || one.pendingSpawns == 0 ? 0 : waited.GetValueOrDefault(one.connectionId) + 1;
            // They take turns.
            Assert.True(waited.Values.Max() <= 100 * BytesPerTick / TotalPerTick + 1);
            Assert.True(tick < 2000);
        }
        Assert.All(crowd, one => Assert.Equal((400, 0), (one.Known.Count, one.Faults.Count)));
    }

    [Theory]
    // A rule looks at 50 objects for each, so two or three fill a tick.
    [InlineData(true, 100, 2)]
    // Nobody looks at them; the players are shown to those who came before.
    [InlineData(false, 100, 9)]
    [InlineData(false, 5, 3)]
    public void WhenManyAskForAPlayerAtOnceSomeAreAnsweredInTheNextTicks(bool hasRule, int steps, int most)
    {
        if (hasRule) _session.Server.World.CreateGameObject("interest").AddComponent<NearFirstRule>();
        Spawn(50);
        Server.PlayerJoin.MaxStepsPerTick = steps;
        for (int i = 0; i < 9; i++) _session.Connect();
        List<int> players = [0];
        for (int i = 0; i < 12; i++)
        {
            _session.Run();
            players.Add(Server.connections.Values.Count(connection => connection.identity is not null));
        }

        Assert.Equal(9, players[^1]);
        Assert.Equal(most, players.Zip(players.Skip(1), (before, after) => after - before).Max());
        Assert.All(_session.Clients, client => Assert.Empty(client.Log.Lines));
        Assert.Empty(_session.Server.Log.Lines);
    }

    [Fact]
    public void AJoinAllocatesNothingOnceWarm()
    {
        Actor[] actors = Spawn(500);
        ClientSide client = _session.Join();
        _session.Run(100);
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        long allocated = 0;
        for (int round = 0; round < 6; round++)
        {
            Server.SetClientNotReady(connection);
            _session.Run(2);
            long sum = Allocations.Of(() => Server.SetClientReady(connection));
            int ticks = 0;
            while (connection.pendingSpawns > 0)
            {
                actors[ticks % actors.Length].health = ticks + round;
                _session.Clock.Advance(Session.FrameSeconds);
                sum += Allocations.Of(_session.Server.Tick);
                client.Tick();
                ticks++;
            }
            Assert.True(ticks > 10);
            if (round > 1) allocated += sum;
        }
        Assert.Equal(0, allocated);
    }

    private void Tick(params WatchedConnection[] watched)
    {
        foreach (WatchedConnection one in watched) one.BeginTick();
        _session.Run();
    }

    private int RunUntilComplete(WatchedConnection connection)
    {
        int ticks = 0;
        for (; connection.pendingSpawns > 0; ticks++)
        {
            Assert.True(ticks < 1000);
            Tick(connection);
            Assert.True(connection.SpawnBytes <= BytesPerTick + connection.LongestSpawn);
        }
        Tick(connection);
        Assert.Equal(0, connection.SpawnBytes);
        return ticks;
    }
}
