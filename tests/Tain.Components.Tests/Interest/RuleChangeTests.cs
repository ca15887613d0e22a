using System.Numerics;

namespace Tain.Tests.Interest;

/// <summary>Rules that are disabled, enabled and exchanged while clients play, and while the server starts and stops.</summary>
public class RuleChangeTests
{
    private static readonly Guid s_match = new(1, 0, 0, new byte[8]);

    [Fact]
    public void AGridThatIsDisabledWhileTheServerStopsKeepsNothing() => StopWhileDisabled(new InterestStage<SpatialHashingInterestManagement>(), static rule => rule.Grid.CellCount);

    [Fact]
    public void ARuleByDistanceThatIsDisabledWhileTheServerStopsKeepsNothing() =>
        StopWhileDisabled(new InterestStage<DistanceInterestManagement>(), static rule => rule.Distances.CellCount);

    [Fact]
    public void ARuleByMatchThatIsDisabledWhileTheServerStopsKeepsNothing() => StopWhileDisabled(new InterestStage<MatchInterestManagement>(), static rule => rule.Keyed.CellCount);

    [Fact]
    public void ARuleThatThrowsWhenItIsResetDoesNotKeepTheServerFromStopping()
    {
        var stage = new InterestStage<FickleRule>();
        stage.Join();
        stage.Rule.enabled = false;
        stage.World.CreateGameObject("another").AddComponent<FickleRule>();

        stage.Server.Shutdown();
        stage.Server.Listen();

        Assert.True(stage.Server.active);
        // As it was started, and by each of the two as it was stopped and started again.
        Assert.Equal(5, stage.Log.Count("Script exception in FickleRule"));
    }

    [Fact]
    public void AGridThatIsEnabledLaterTakesNothingAwayThatItShows() => EnableLater(new InterestStage<SpatialHashing3DInterestManagement>(static rule => rule.enabled = false));

    [Fact]
    public void ARuleByDistanceThatIsEnabledLaterTakesNothingAwayThatItShows() => EnableLater(new InterestStage<DistanceInterestManagement>(static rule => rule.enabled = false));

    [Fact]
    public void ARuleBySceneThatIsEnabledLaterTakesNothingAwayThatItShows() => EnableLater(new InterestStage<SceneInterestManagement>(static rule => rule.enabled = false));

    [Fact]
    public void AGridInThePlaceOfAnotherRuleTakesNothingAwayThatItShows()
    {
        var stage = new InterestStage<TeamInterestManagement>();
        NetworkIdentity thing = stage.Spawn();
        InterestClient ada = stage.Join();
        NetworkIdentity copy = ada.Client.spawned[thing.netId];

        stage.Rule.enabled = false;
        stage.World.CreateGameObject("another").AddComponent<SpatialHashingInterestManagement>();
        stage.Run(3);
        Assert.Same(copy, ada.Client.spawned[thing.netId]);

        thing.transform.position = new Vector3(500, 0, 0);
        stage.Settle();
        Assert.False(ada.Has(thing));
        stage.CheckReplicas();
    }

    [Fact]
    public void WhoTravelledTogetherWhileAGridWasDisabledStaysTogether() => Travel(new InterestStage<SpatialHashingInterestManagement>());

    [Fact]
    public void WhoTravelledTogetherWhileDistancesWereNotMeasuredStaysTogether() => Travel(new InterestStage<DistanceInterestManagement>(static rule => rule.visRange = 30));

    private static void StopWhileDisabled<TRule>(InterestStage<TRule> stage, Func<TRule, int> countCells) where TRule : InterestManagementBase, new()
    {
        stage.Join(prepare: InMatch);
        for (int i = 0; i < 5; i++) stage.Spawn(new Vector3(i * 20, 0, 0), "Beacon", prepare: InMatch);
        stage.Run(2);

        stage.Rule.enabled = false;
        stage.Server.Shutdown();
        stage.Clients.Clear();
        stage.Run(2);
        Reachable all = Reachable.From(stage.World);
        Assert.Empty(all.Of<NetworkIdentity>());
        Assert.Empty(all.Of<NetworkConnectionToClient>());

        // The numbers of objects begin anew, before the rule has had its first tick.
        stage.Server.Listen();
        stage.Rule.enabled = true;
        List<NetworkIdentity> things = [.. Enumerable.Range(0, 5).Select(i => stage.Spawn(new Vector3(i * 20, 0, 0), "Beacon", prepare: InMatch))];
        InterestClient bob = stage.Join(prepare: InMatch);
        Assert.All(things, thing => Assert.True(bob.Has(thing)));
        stage.Leave(bob);
        foreach (NetworkIdentity thing in things) stage.Server.Destroy(thing.gameObject);
        stage.Run(2);
        Assert.Equal(0, countCells(stage.Rule));
    }

    // One that is spawned before its viewer, and one after.
    private static void EnableLater<TRule>(InterestStage<TRule> stage) where TRule : InterestManagementBase, new()
    {
        NetworkIdentity before = stage.Spawn();
        InterestClient ada = stage.Join(), bob = stage.Join();
        NetworkIdentity after = stage.Spawn();
        stage.Run(2);
        NetworkIdentity[] copies = [.. stage.Clients.SelectMany(client => client.Client.spawned.Values)];

        stage.Rule.enabled = true;
        stage.Run(3);

        Assert.Equal(copies, stage.Clients.SelectMany(client => client.Client.spawned.Values));
        Assert.All(copies, copy => Assert.False(copy.isDestroyed));
        stage.CheckReplicas();
    }

    private static void Travel<TRule>(InterestStage<TRule> stage) where TRule : InterestManagementBase, new()
    {
        NetworkIdentity before = stage.Spawn();
        InterestClient ada = stage.Join();
        NetworkIdentity after = stage.Spawn(), left = stage.Spawn();
        stage.Run(2);
        NetworkIdentity[] copies = [ada.Client.spawned[before.netId], ada.Client.spawned[after.netId]];

        stage.Rule.enabled = false;
        foreach (Transform traveller in new[] { before.transform, ada.Place, after.transform }) traveller.position = new Vector3(500, 0, 0);
        stage.Run(2);
        stage.Rule.enabled = true;
        stage.Run(3);

        Assert.Equal(copies, [ada.Client.spawned[before.netId], ada.Client.spawned[after.netId]]);
        Assert.False(ada.Has(left));
        stage.CheckReplicas();
    }

    private static void InMatch(GameObject made) => made.AddComponent<NetworkMatch>().matchId = s_match;

    /// <summary>A rule of a game that has a mistake in it.</summary>
    private sealed class FickleRule : InterestManagementBase
    {
        public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver) => true;

        public override void Rebuild(NetworkIdentity identity, bool initialize)
        {
        }

        public override void ResetState() => throw new InvalidOperationException("not now");
    }
}
