namespace Tain.Tests;

// What is for everybody is given to a newcomer in one step, and comes as if each object had been looked at.
public class CommonObjectsTests : WatchedJoins
{
    private const int Many = 200;

    private CommonObjects Common => Server.SpawnTable.Slots.Common;

    [Fact]
    public void AJoinLooksAtNothingHoweverLargeTheWorldIs()
    {
        Spawn(Many);
        VisibilityGroup cellar = Server.CreateGroup("cellar");
        Actor[] others = Spawn(3);
        cellar.Add(others[0].netIdentity);
        others[1].gameObject.SetActive(false);
        others[2].netIdentity.visibility = Visibility.ForceHidden;
        WatchedConnection[] crowd = [.. Enumerable.Range(0, 50).Select(_ => Connect())];
        long before = Server.Observation.Looks;
        foreach (WatchedConnection one in crowd) GivePlayer(one);

        // The inactive one and the hidden one.
        Assert.Equal(before + (crowd.Length * 2), Server.Observation.Looks);
        Assert.All(crowd, one => Assert.Equal(Many + crowd.Length, one.Known.Count + one.pendingSpawns));
    }

    [Fact]
    public void AWorldThatFitsIntoATickIsListed()
    {
        Spawn(5);
        long before = Server.Observation.Looks;
        Join();
        Assert.Equal(before + 5, Server.Observation.Looks);
    }

    [Fact]
    public void TheOrderIsThatOfSpawningWhenSlotsAreUsedAgain()
    {
        Actor[] first = Spawn(Many);
        for (int i = 0; i < Many; i += 3) Server.Destroy(first[i].gameObject);
        Spawn(Many);
        uint[] expected = [.. Server.spawned.Keys.Order()];

        WatchedConnection late = Join();
        RunUntilComplete(late);
        Assert.Equal(expected, late.Spawned.Where(netId => netId != late.identity!.netId));
    }

    [Fact]
    public void WhatBecomesCommonAgainHasItsPlaceByAge()
    {
        Actor[] actors = Spawn(Many);
        actors[7].gameObject.SetActive(false);
        actors[8].netIdentity.visibility = Visibility.ForceHidden;
        Assert.Equal(Many - 2, Common.Count);
        // Room is made meanwhile, and theirs is lost.
        for (int i = 0; i < 8; i++)
        {
            foreach (Actor passing in Spawn(Many)) Server.Destroy(passing.gameObject);
        }
        actors[7].gameObject.SetActive(true);
        actors[8].netIdentity.visibility = Visibility.Default;
        Assert.Equal(Many, Common.Count);

        WatchedConnection late = Join();
        RunUntilComplete(late);
        Assert.Equal(actors.Select(actor => actor.netId), late.Spawned.Where(netId => netId != late.identity!.netId));
    }

    [Fact]
    public void WhatIsSwitchedOffIsLeftOutAndWhatIsSwitchedOffLaterComes()
    {
        Actor[] actors = Spawn(Many);
        Actor parent = actors[^1], off = actors[^2], offWithParent = actors[^3], disabled = actors[^4], later = actors[^5];
        off.gameObject.SetActive(false);
        offWithParent.transform.SetParent(parent.transform);
        parent.gameObject.SetActive(false);
        disabled.netIdentity.enabled = false;
        WatchedConnection late = Join();
        Assert.True(late.IsPending(later.netIdentity));
        later.gameObject.SetActive(false);
        RunUntilComplete(late);

        Assert.Empty(late.Faults);
        Assert.DoesNotContain(off.netId, late.Known);
        Assert.DoesNotContain(parent.netId, late.Known);
        // By itself it is switched on, and a script that is disabled is there all the same.
        Assert.Contains(offWithParent.netId, late.Known);
        Assert.Contains(disabled.netId, late.Known);
        Assert.Contains(later.netId, late.Known);
        Assert.Equal(Many - 2 + 1, late.Known.Count);
    }

    [Fact]
    public void WhatIsForTheServerOnlyIsNotGiven()
    {
        Actor[] actors = Spawn(Many);
        actors[^1].netIdentity.serverOnly = true;
        WatchedConnection late = Join();
        RunUntilComplete(late);
        Assert.DoesNotContain(actors[^1].netId, late.Known);
    }

    [Fact]
    public void HowManyWaitForAnObjectIsRightWhateverHappensToIt()
    {
        Actor[] actors = Spawn(Many);
        NetworkIdentity last = actors[^1].netIdentity;
        WatchedConnection first = Join(), second = Join();
        Assert.Equal(2, last.PendingObservers);
        Assert.False(last.HasCopies);

        last.gameObject.SetActive(false);
        Assert.Equal(2, last.PendingObservers);
        last.gameObject.SetActive(true);
        WatchedConnection third = Join();
        Assert.Equal(3, last.PendingObservers);
        Server.HideForConnection(last, first);
        Assert.Equal(2, last.PendingObservers);
        Server.RemoveConnection(second.connectionId);
        Assert.Equal(1, last.PendingObservers);
        last.AssignClientAuthority(third);
        Assert.Equal((0, true), (last.PendingObservers, last.HasCopies));
        Server.ShowForConnection(last, first);
        Assert.Equal(1, last.PendingObservers);

        RunUntilComplete(first);
        RunUntilComplete(third);
        Assert.All(Server.spawned.Values, identity => Assert.Equal(0, identity.PendingObservers));
        Assert.Empty(first.Faults);
        Assert.Empty(third.Faults);
        Assert.Equal(third.Known.Order(), first.Known.Order());
    }

    [Fact]
    public void WhoWasReadyBeforeItHadAPlayerGetsWhatItSawOnceMoreAndTheRestAsOne()
    {
        Actor[] old = Spawn(Many);
        WatchedConnection late = Connect();
        Server.SetClientReady(late);
        Actor[] seen = Spawn(3);
        late.Forget();
        GivePlayer(late);

        Assert.Equal(seen.Select(actor => actor.netId), late.Spawned.Take(3));
        // What it saw has to come before the end is said.
        Assert.Equal(seen.Select(actor => actor.netId), late.Spawned.Skip(3).Take(3));
        Assert.All(seen, actor => Assert.Equal(0, actor.netIdentity.PendingObservers));
        Assert.Equal(1, old[^1].netIdentity.PendingObservers);
        RunUntilComplete(late);
        Assert.Empty(late.Faults);
        Assert.Equal(Many + 4, late.Known.Count);
    }

    [Fact]
    public void AnotherPlayerInTheMiddleOfAJoinBringsNothingTwice()
    {
        Spawn(Many);
        WatchedConnection late = Join();
        long before = Server.Observation.Looks;
        int pending = late.pendingSpawns;
        Server.ReplacePlayerForConnection(late, _session.Server.World.Instantiate("Actor"), ReplacePlayerOptions.KeepAuthority);

        Assert.Equal(before, Server.Observation.Looks);
        Assert.InRange(late.pendingSpawns, pending - BytesPerTick / late.LongestSpawn, pending);
        RunUntilComplete(late);
        Assert.Empty(late.Faults);
        Assert.Equal(Many + 2, late.Known.Count);
    }

    [Fact]
    public void AServerThatBeginsAnewKnowsNothingOfTheWorldBefore()
    {
        Spawn(Many);
        Server.Shutdown();
        Assert.Equal(0, Common.Count);
        Server.Listen();
        Actor[] actors = Spawn(Many / 2);
        Assert.Equal(1u, actors[0].netId);

        WatchedConnection late = Join();
        RunUntilComplete(late);
        Assert.Equal(actors.Select(actor => actor.netId), late.Spawned.Where(netId => netId != late.identity!.netId));
    }

    private void RunUntilComplete(WatchedConnection connection)
    {
        for (int ticks = 0; connection.pendingSpawns > 0; ticks++)
        {
            Assert.True(ticks < 1000);
            _session.Run();
        }
    }
}
