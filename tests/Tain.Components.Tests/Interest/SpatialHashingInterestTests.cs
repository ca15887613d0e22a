using System.Numerics;

namespace Tain.Tests.Interest;

/// <summary>behaviour.md 17.5: squares of half the range; an object is seen from its square and the eight around it.</summary>
[Trait("Behaviour", "17.5")]
public class SpatialHashingInterestTests
{
    private readonly InterestStage<SpatialHashingInterestManagement> _stage = new();

    private GridInterest Grid => _stage.Rule.Grid;

    [Fact]
    public void WhoJoinsSeesTheNineSquaresAroundItself()
    {
        NetworkIdentity[] row = [.. Enumerable.Range(-3, 7).Select(i => _stage.Spawn(new Vector3(i * 15, 0, 0), prepare: go => go.name = $"at{i}"))];
        NetworkIdentity corner = _stage.Spawn(new Vector3(15, 500, -15), prepare: go => go.name = "corner");

        InterestClient ada = _stage.Join();

        Assert.Equal("at-1 at0 at1 corner", _stage.Seen(ada));
        Assert.All(row, identity => Assert.Equal(Math.Abs(identity.transform.position.X) < 16, identity.observers.ContainsKey(ada.Connection.connectionId)));
        Assert.True(ada.Has(corner));
        _stage.CheckReplicas();
    }

    [Fact]
    public void InAWorldOfTwoDimensionsHeightCountsAndDepthDoesNot()
    {
        _stage.Rule.checkMethod = PlanarGridInterestManagement.CheckMethod.XY_FOR_2D;
        InterestClient ada = _stage.Join();
        NetworkIdentity deep = _stage.Spawn(new Vector3(0, 0, 500)), high = _stage.Spawn(new Vector3(0, 500, 0));
        _stage.Run(2);

        Assert.True(ada.Has(deep));
        Assert.False(ada.Has(high));
    }

    [Fact]
    public void WhatMovesIntoSightAppearsWithinTheIntervalAndWhatMovesOutDisappears()
    {
        InterestClient ada = _stage.Join(), bob = _stage.Join(new Vector3(300, 0, 0));
        NetworkIdentity thing = _stage.Spawn(new Vector3(300, 0, 0));
        _stage.Run(2);
        Assert.False(ada.Has(thing));
        Assert.True(bob.Has(thing));

        thing.transform.position = default;
        thing.GetComponent<Hero>()!.score = 7;
        _stage.Settle();
        Assert.True(ada.Has(thing));
        Assert.False(bob.Has(thing));
        Assert.Equal(7, ada.Client.spawned[thing.netId].GetComponent<Hero>()!.score);

        bob.Place.position = default;
        _stage.Settle();
        Assert.True(bob.Has(thing));
        Assert.True(bob.Has(ada.Player));
        Assert.True(ada.Has(bob.Player));
        _stage.CheckReplicas();
    }

    [Fact]
    public void WithAnIntervalOf0ItHappensInTheSameTick()
    {
        _stage.Rule.rebuildInterval = 0;
        InterestClient ada = _stage.Join();
        NetworkIdentity thing = _stage.Spawn(new Vector3(300, 0, 0));
        _stage.Run(2);
        thing.transform.position = default;
        _stage.World.Tick((float)InterestStage<SpatialHashingInterestManagement>.FrameSeconds);
        Assert.True(thing.observers.ContainsKey(ada.Connection.connectionId));
    }

    [Fact]
    public void APlayerThatIsTeleportedSeesItsNewPlaceAtOnceWhenTheServerIsAsked()
    {
        InterestClient ada = _stage.Join();
        NetworkIdentity here = _stage.Spawn(), there = _stage.Spawn(new Vector3(1_000, 0, 1_000));
        _stage.Run(2);
        ada.Place.position = there.transform.position;
        _stage.Server.RebuildObservers(ada.Player, false);
        Assert.True(there.observers.ContainsKey(ada.Connection.connectionId));
        Assert.Empty(here.observers);
        _stage.Run(2);
        _stage.CheckReplicas();
    }

    [Fact]
    public void WhoWalksToAndFroOnABorderChangesNothing()
    {
        InterestClient ada = _stage.Join(new Vector3(7.4f, 0, 0)), bob = _stage.Join(new Vector3(22.4f, 0, 0));
        NetworkIdentity thing = _stage.Spawn(new Vector3(7.4f, 0, 0));
        for (int x = -5; x <= 5; x++) _stage.Spawn(new Vector3(x * 15, 0, 0));
        _stage.Settle();
        (string, string) seen = (_stage.Seen(ada), _stage.Seen(bob));
        long moves = Grid.ObjectMoves, subscriptions = Grid.Subscriptions, checks = Grid.Checks;
        var born = _stage.Clients.SelectMany(client => client.Client.spawned.Values).ToHashSet();

        // The border is at 7.5, and 22.5; a tenth of a cell is 1.5.
        for (int turn = 0; turn < 20; turn++)
        {
            float off = turn % 2 == 0 ? 1 : -0.5f;
            ada.Place.position = new Vector3(7.5f + off, 0, 7.5f + off);
            bob.Place.position = new Vector3(22.5f + off, 0, 0);
            thing.transform.position = new Vector3(7.5f + off, 0, -7.5f - off);
            _stage.Settle();
        }

        Assert.Equal((moves, subscriptions), (Grid.ObjectMoves, Grid.Subscriptions));
        Assert.InRange(Grid.Checks - checks, 20 * 4, 20 * 12);
        Assert.Equal(seen, (_stage.Seen(ada), _stage.Seen(bob)));
        Assert.All(_stage.Clients.SelectMany(client => client.Client.spawned.Values), copy => Assert.Contains(copy, born));
        _stage.CheckReplicas();
    }

    [Fact]
    public void WhatRestsIsNeverLookedAt()
    {
        for (int i = 0; i < 100; i++) _stage.Spawn(new Vector3(i, 0, i));
        _stage.Join();
        _stage.Settle();
        long checks = Grid.Checks;
        _stage.Run(10 * 64);
        Assert.Equal(checks, Grid.Checks);
    }

    [Fact]
    public void HoweverManyMoveAtOnceTheLooksAreSpreadOverTheInterval()
    {
        NetworkIdentity[] things = [.. Enumerable.Range(0, 640).Select(_ => _stage.Spawn())];
        _stage.Settle();
        long most = 0, before = Grid.Checks, first = before;
        for (int frame = 0; frame < 64; frame++)
        {
            foreach (NetworkIdentity thing in things) thing.transform.position += Vector3.UnitX;
            _stage.Run();
            most = Math.Max(most, Grid.Checks - before);
            before = Grid.Checks;
        }
        Assert.InRange(Grid.Checks - first, 630, 650);
        Assert.InRange(most, 9, 12);
    }

    [Fact]
    public void NoMoreAreLookedAtInATickThanTheBudgetSaysAndNoneIsForgotten()
    {
        _stage.Rule.rebuildInterval = 0;
        _stage.Rule.maxChecksPerTick = 10;
        InterestClient ada = _stage.Join(new Vector3(1_000, 0, 0));
        NetworkIdentity[] things = [.. Enumerable.Range(0, 95).Select(_ => _stage.Spawn())];
        _stage.Run(2);
        foreach (NetworkIdentity thing in things) thing.transform.position = ada.Place.position;
        _stage.Run();
        Assert.Equal(10, things.Count(thing => thing.observers.Count > 0));
        _stage.Run(9);
        Assert.All(things, thing => Assert.Single(thing.observers));
    }
}
