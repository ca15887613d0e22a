using System.Numerics;

namespace Tain.Tests.Interest;

/// <summary>What the rules by place make of the special cases: the visibility of objects, owners, hosts, stops, settings, and positions that are none.</summary>
public class InterestCareTests
{
    [Fact]
    [Trait("Attack", "S-10")]
    public void APositionThatIsNoNumberIsNotFollowedAndIsNamedOnce()
    {
        var stage = new InterestStage<SpatialHashingInterestManagement>(rule => rule.rebuildInterval = 0);
        InterestClient ada = stage.Join(), bob = stage.Join(new Vector3(1_000, 0, 0));
        NetworkIdentity thing = stage.Spawn();
        foreach (float bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            thing.transform.position = new Vector3(bad, 0, 0);
            ada.Place.position = new Vector3(0, 0, bad);
            stage.Run(2);
            Assert.True(ada.Has(thing));
        }
        NetworkIdentity lost = stage.Spawn(new Vector3(float.NaN)), owned = stage.Spawn(new Vector3(float.NaN), owner: bob);
        stage.Run(2);
        Assert.Empty(lost.observers);
        Assert.True(bob.Has(owned));
        Assert.Equal(4, stage.Log.Count("at a place that is no number"));
        Assert.Equal(4, stage.Log.Lines.Count);

        lost.transform.position = bob.Place.position;
        thing.transform.position = bob.Place.position;
        stage.Run(2);
        Assert.True(bob.Has(lost) && bob.Has(thing) && !ada.Has(thing));
    }

    [Theory]
    [InlineData(float.MaxValue)]
    [InlineData(float.MinValue)]
    [InlineData(1e20f)]
    [InlineData(-1e9f)]
    [Trait("Attack", "S-10")]
    public void TheEndsOfTheWorldAreCellsLikeOthers(float far)
    {
        Check(new InterestStage<SpatialHashingInterestManagement>(rule => rule.rebuildInterval = 0));
        Check(new InterestStage<SpatialHashing3DInterestManagement>(rule => rule.rebuildInterval = 0));
        Check(new InterestStage<HexSpatialHash2DInterestManagement>(rule => rule.rebuildInterval = 0));
        Check(new InterestStage<HexSpatialHash3DInterestManagement>(rule => rule.rebuildInterval = 0));
        Check(new InterestStage<DistanceInterestManagement>(rule => rule.rebuildInterval = 0));

        void Check<TRule>(InterestStage<TRule> stage) where TRule : InterestManagementBase, new()
        {
            InterestClient ada = stage.Join(), bob = stage.Join(new Vector3(far));
            NetworkIdentity thing = stage.Spawn(new Vector3(far, 0, far));
            thing.transform.position = new Vector3(far);
            ada.Place.position = new Vector3(-far);
            stage.Run(2);
            Assert.False(ada.Has(thing));
            ada.Place.position = bob.Place.position;
            stage.Run(2);
            // Distances out there are no numbers, so who measures them sees nothing; cells are as good as anywhere.
            if (stage.Rule is GridInterestManagement) Assert.True(ada.Has(thing) && bob.Has(thing) && ada.Has(bob.Player));
            stage.CheckReplicas();
        }
    }

    [Fact]
    [Trait("Behaviour", "17.1")]
    public void ForcedShownForcedHiddenAndServerOnlyComeBeforeTheGrid() => CheckForced(new InterestStage<SpatialHashingInterestManagement>(rule => rule.rebuildInterval = 0));

    [Fact]
    [Trait("Behaviour", "17.1")]
    public void ForcedShownForcedHiddenAndServerOnlyComeBeforeDistance() =>
        CheckForced(new InterestStage<DistanceInterestManagement>(rule => (rule.rebuildInterval, rule.visRange) = (0, 30)));

    [Fact]
    [Trait("Behaviour", "17.6")]
    public void AHostIsToldWhatItsPlayerSees()
    {
        var clock = new ManualClock();
        var world = new World(new WorldOptions { TimeProvider = clock });
        using var server = new NetworkServer(world, null, new NetworkServerOptions { sendRate = 64 });
        using var client = new NetworkClient(world);
        server.OnAddPlayer = connection => server.AddPlayerForConnection(connection, Make(default));
        SpatialHashingInterestManagement rule = world.CreateGameObject("interest").AddComponent<SpatialHashingInterestManagement>();
        rule.rebuildInterval = 0;
        server.Listen();
        client.ConnectHost();
        Run();
        NetworkIdentity near = Spawn(default), far = Spawn(new Vector3(500, 0, 0));
        Run();
        Assert.True(near.isVisibleToHost);
        Assert.False(far.isVisibleToHost);

        client.localPlayer!.transform.position = far.transform.position;
        Run();
        Assert.False(near.isVisibleToHost);
        Assert.True(far.isVisibleToHost);
        Assert.True(client.localPlayer.isVisibleToHost);

        NetworkIdentity Spawn(Vector3 at)
        {
            GameObject made = Make(at);
            server.Spawn(made);
            return made.GetComponent<NetworkIdentity>()!;
        }

        GameObject Make(Vector3 at)
        {
            GameObject made = world.CreateGameObject("thing");
            made.transform.position = at;
            made.AddComponent<NetworkIdentity>().assetId = 7;
            return made;
        }

        void Run()
        {
            for (int i = 0; i < 6; i++)
            {
                clock.Advance(1 / 64.0);
                world.Tick(1 / 64f);
            }
        }
    }

    [Fact]
    public void WhatMovesAlongWithAPlayerIsNeverOutOfItsSightHoweverFastTheTwoAre()
    {
        Check(new InterestStage<SpatialHashingInterestManagement>());
        Check(new InterestStage<HexSpatialHash3DInterestManagement>(rule => (rule.visRange, rule.cellHeight) = (30, 30)));
        Check(new InterestStage<DistanceInterestManagement>(rule => rule.visRange = 30));

        static void Check<TRule>(InterestStage<TRule> stage) where TRule : InterestManagementBase, new()
        {
            // 200 units per second: many cells between two looks. They begin to move at different times, so that they are looked at in every order.
            InterestClient[] pilots = [.. Enumerable.Range(0, 3).Select(_ => stage.Join())];
            NetworkIdentity[] planes = [.. Enumerable.Range(0, 6).Select(_ => stage.Spawn())];
            stage.Settle();
            NetworkIdentity[] copies = [.. pilots.SelectMany(pilot => pilot.Client.spawned.Values)];
            Assert.Equal(27, copies.Length);
            for (int frame = 0; frame < 400; frame++)
            {
                var place = new Vector3(frame * 3, 0, frame);
                foreach (NetworkIdentity plane in planes) plane.transform.position = place;
                foreach (InterestClient pilot in pilots) pilot.Place.position = place;
                stage.Run();
            }
            Assert.All(copies, copy => Assert.False(copy.isDestroyed));
            Assert.Equal(copies, pilots.SelectMany(pilot => pilot.Client.spawned.Values));
            stage.CheckReplicas();
        }
    }

    [Fact]
    public void WhoHasNoPlayerAnyMoreSeesWhatItOwns()
    {
        var stage = new InterestStage<SpatialHashingInterestManagement>();
        InterestClient ada = stage.Join();
        NetworkIdentity thing = stage.Spawn(), own = stage.Spawn(owner: ada);
        stage.Run(2);
        Assert.True(ada.Has(thing) && ada.Has(own));
        stage.Server.RemovePlayerForConnection(ada.Connection, RemovePlayerOptions.Destroy);
        stage.Run(2);
        Assert.Equal([own.netId], ada.Client.spawned.Keys);
        Assert.Equal(1, stage.Rule.Grid.CellCount);
    }

    [Fact]
    public void ARuleThatIsEnabledLaterTakesInWhatThereIs()
    {
        Check(new InterestStage<SpatialHashingInterestManagement>(rule => rule.enabled = false));
        Check(new InterestStage<DistanceInterestManagement>(rule => (rule.enabled, rule.visRange) = (false, 30)));

        static void Check<TRule>(InterestStage<TRule> stage) where TRule : InterestManagementBase, new()
        {
            InterestClient ada = stage.Join();
            NetworkIdentity near = stage.Spawn(), far = stage.Spawn(new Vector3(500, 0, 0)), gone = stage.Spawn();
            stage.Run(2);
            Assert.True(ada.Has(near) && ada.Has(far));
            NetworkIdentity copy = ada.Client.spawned[near.netId];

            stage.Rule.enabled = true;
            stage.Run(3);
            Assert.True(ada.Has(near) && !ada.Has(far));
            Assert.Same(copy, ada.Client.spawned[near.netId]);

            stage.Rule.enabled = false;
            stage.Server.Destroy(gone.gameObject);
            near.transform.position = far.transform.position;
            far.transform.position = default;
            stage.Settle();
            Assert.True(ada.Has(near) && !ada.Has(far));
            stage.Rule.enabled = true;
            stage.Run(3);
            Assert.True(!ada.Has(near) && ada.Has(far));
            stage.CheckReplicas();
        }
    }

    [Fact]
    public void AServerThatStopsAndStartsAgainFindsAnEmptyGrid()
    {
        var stage = new InterestStage<SpatialHashingInterestManagement>();
        stage.Join();
        for (int i = 0; i < 10; i++) stage.Spawn(new Vector3(i * 20, 0, 0), "Beacon");
        stage.Run(2);
        stage.Server.Shutdown();
        stage.Clients.Clear();
        Assert.Equal(0, stage.Rule.Grid.CellCount);

        stage.Server.Listen();
        InterestClient bob = stage.Join();
        NetworkIdentity near = stage.Spawn(), far = stage.Spawn(new Vector3(500, 0, 0));
        stage.Run(2);
        Assert.True(bob.Has(near) && !bob.Has(far));
        stage.CheckReplicas();
    }

    [Fact]
    public void ARangeThatIsChangedIsTheRangeFromTheNextTickOn()
    {
        var stage = new InterestStage<SpatialHashingInterestManagement>();
        InterestClient ada = stage.Join();
        NetworkIdentity near = stage.Spawn(new Vector3(10, 0, 0)), far = stage.Spawn(new Vector3(100, 0, 0));
        stage.Run(2);
        NetworkIdentity copy = ada.Client.spawned[near.netId];
        Assert.False(ada.Has(far));
        stage.Rule.visRange = 200;
        stage.Run(2);
        Assert.True(ada.Has(far));
        stage.Rule.visRange = 30;
        stage.Run(2);
        Assert.False(ada.Has(far));
        Assert.Same(copy, ada.Client.spawned[near.netId]);
        Assert.False(copy.isDestroyed);

        var distances = new InterestStage<DistanceInterestManagement>(rule => rule.visRange = 30);
        ada = distances.Join();
        far = distances.Spawn(new Vector3(100, 0, 0));
        distances.Rule.visRange = 200;
        distances.Run(2);
        Assert.True(ada.Has(far));
    }

    [Fact]
    public void ABeaconIsSeenFromItsOwnRangeAndItsLevelGoesWithIt()
    {
        var stage = new InterestStage<SpatialHashingInterestManagement>();
        InterestClient ada = stage.Join(), bob = stage.Join(new Vector3(200, 0, 0));
        int cells = stage.Rule.Grid.CellCount;
        NetworkIdentity beacon = stage.Spawn(prefab: "Beacon", prepare: go => go.GetComponent<DistanceInterestManagementCustomRange>()!.visRange = 400);
        stage.Run(2);
        Assert.True(ada.Has(beacon) && bob.Has(beacon));
        beacon.GetComponent<DistanceInterestManagementCustomRange>()!.visRange = 20;
        stage.Run(2);
        Assert.True(ada.Has(beacon) && !bob.Has(beacon));
        stage.Server.Destroy(beacon.gameObject);
        stage.Run(12 * 64);
        Assert.Equal(cells, stage.Rule.Grid.CellCount);
        stage.CheckReplicas();
    }

    [Fact]
    public void WhatIsNearComesFirstAndWhatIsOwnedBeforeThat()
    {
        var stage = new InterestStage<SpatialHashingInterestManagement>();
        InterestClient ada = stage.Join();
        NetworkIdentity near = stage.Spawn(new Vector3(1, 0, 0)), far = stage.Spawn(new Vector3(10, 0, 0));
        NetworkIdentity own = stage.Spawn(new Vector3(100, 0, 0), owner: ada), lost = stage.Spawn(new Vector3(float.NaN));
        NetworkIdentity[] order = [.. new[] { far, lost, near, own }.OrderByDescending(identity => stage.Rule.GetPriority(identity, ada.Connection))];
        Assert.Equal([own, near, far, lost], order);
        Assert.Equal((0, 1, 1), (stage.Rule.Grid.Rings(near, ada.Connection), stage.Rule.Grid.Rings(far, ada.Connection), stage.Rule.Grid.Rings(stage.Spawn(new Vector3(15, 0, -15)), ada.Connection)));
    }

    private static void CheckForced<TRule>(InterestStage<TRule> stage) where TRule : InterestManagementBase, new()
    {
        InterestClient ada = stage.Join(), bob = stage.Join();
        NetworkIdentity shown = stage.Spawn(new Vector3(500, 0, 0), prepare: go => go.GetComponent<NetworkIdentity>()!.visibility = Visibility.ForceShown);
        NetworkIdentity hidden = stage.Spawn(owner: bob, prepare: go => go.GetComponent<NetworkIdentity>()!.visibility = Visibility.ForceHidden);
        NetworkIdentity secret = stage.Spawn(prepare: go => go.GetComponent<NetworkIdentity>()!.serverOnly = true);
        stage.Run(2);
        CheckSight();

        shown.transform.position = new Vector3(900, 0, 0);
        hidden.transform.position = new Vector3(1, 0, 0);
        secret.transform.position = new Vector3(1, 0, 0);
        ada.Place.position = new Vector3(2, 0, 0);
        stage.Run(2);
        CheckSight();

        shown.visibility = Visibility.Default;
        hidden.visibility = Visibility.Default;
        foreach (NetworkIdentity identity in new[] { shown, hidden }) stage.Server.RebuildObservers(identity, true);
        stage.Run(2);
        Assert.True(!ada.Has(shown) && !bob.Has(shown) && ada.Has(hidden) && bob.Has(hidden));
        stage.CheckReplicas();

        void CheckSight()
        {
            Assert.True(ada.Has(shown) && bob.Has(shown));
            Assert.True(!ada.Has(hidden) && bob.Has(hidden));
            Assert.True(!ada.Has(secret) && !bob.Has(secret));
        }
    }
}
