using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tain.Tests.Interest;

// Rules compare themselves with the server once per tick. What happens before that in the same tick, and what scripts do while a rule is at work, is no smaller a part of life.
public class InterestMomentTests
{
    [Fact]
    public void ATeamThatIsNewInTheTickInWhichASpectatorLeavesIsSeenByTheOthers()
    {
        var stage = new InterestStage<TeamInterestManagement>();
        InterestClient spectator = stage.Join(), other = stage.Join();
        NetworkIdentity? late = null;
        stage.Server.OnDisconnectedEvent = _ => late = stage.Spawn(prepare: go => go.AddComponent<NetworkTeam>().teamId = "new");

        stage.Leave(spectator);

        Assert.True(other.Has(late!));
        stage.CheckReplicas();
        stage.Server.Destroy(late!.gameObject);
        stage.Run(2);
        Assert.Equal(0, stage.Rule.Keyed.CellCount);
    }

    [Fact]
    public void WhoComesToSeeAllTeamsSeesThoseThatAScriptBringsMeanwhile()
    {
        var stage = new InterestStage<TeamInterestManagement>();
        InterestClient ada = stage.Join(prepare: go => go.AddComponent<NetworkTeam>().teamId = "red");
        NetworkIdentity? brought = null;
        List<NetworkIdentity> things = [.. Enumerable.Range(0, 3).Select(team => stage.Spawn(prepare: go =>
        {
            go.AddComponent<NetworkTeam>().teamId = $"team {team}";
            if (team == 1) go.AddComponent<ActiveThing>().WhenShown = () => brought = stage.Spawn(prepare: other => other.AddComponent<NetworkTeam>().teamId = "brought");
        }))];
        stage.Run(2);

        // A player that is no member of a team is a spectator.
        stage.World.Destroy(ada.Player.GetComponent<NetworkTeam>()!);
        stage.Run();
        stage.Server.RebuildObservers(ada.Player, false);
        stage.Run(2);

        Assert.All([.. things, brought!], thing => Assert.True(ada.Has(thing)));
        stage.CheckReplicas();
    }

    [Fact]
    public void WhatAScriptSpawnsWhileItsObjectIsAskedForItsStateDoesNotMixWithThatState()
    {
        var stage = new InterestStage<TeamInterestManagement>();
        InterestClient ada = stage.Join(), bob = stage.Join();
        NetworkIdentity? brought = null;
        NetworkIdentity thing = stage.Spawn(owner: bob, prepare: go =>
        {
            go.GetComponent<Hero>()!.score = 7;
            go.AddComponent<ActiveThing>().WhenShown = () => brought = stage.Spawn(prepare: other => other.GetComponent<Hero>()!.score = 9);
        });

        stage.Run(2);

        Assert.All(stage.Clients, client => Assert.Equal((7, 9), (client.Client.spawned[thing.netId].GetComponent<Hero>()!.score, client.Client.spawned[brought!.netId].GetComponent<Hero>()!.score)));
        stage.CheckReplicas();
    }

    [Fact]
    public void APlayerThatIsForcedShownLooksWithTheKeyThatItWasGivenDuringAPause()
    {
        var stage = new InterestStage<TeamInterestManagement>();
        InterestClient ada = stage.Join(prepare: go =>
        {
            go.AddComponent<NetworkTeam>().teamId = "red";
            go.GetComponent<NetworkIdentity>()!.visibility = Visibility.ForceShown;
        });
        NetworkIdentity red = stage.Spawn(prepare: go => go.AddComponent<NetworkTeam>().teamId = "red");
        NetworkIdentity blue = stage.Spawn(prepare: go => go.AddComponent<NetworkTeam>().teamId = "blue");
        stage.Run(2);
        Assert.True(ada.Has(red) && !ada.Has(blue));

        stage.Rule.enabled = false;
        ada.Player.GetComponent<NetworkTeam>()!.teamId = "blue";
        stage.Rule.enabled = true;
        stage.Run(3);

        Assert.True(!ada.Has(red) && ada.Has(blue));
        stage.CheckReplicas();
    }

    [Fact]
    public void WhatAScriptDestroysWhileAGridIsLaidAnewIsNotLookedFor() =>
        DestroyWhileSightGrows(new InterestStage<SpatialHashingInterestManagement>(), static rule => rule.visRange = 300, static rule => rule.Grid.CellCount);

    [Fact]
    public void WhatAScriptDestroysWhileARangeChangesIsNotLookedFor() =>
        DestroyWhileSightGrows(new InterestStage<DistanceInterestManagement>(static rule => rule.visRange = 30), static rule => rule.visRange = 300, static rule => rule.Distances.CellCount);

    [Fact]
    public void ASecondRuleThatHasNoSayKeepsNothingOfWhatMovesAboutInScenes()
    {
        var stage = new InterestStage<TeamInterestManagement>();
        stage.World.CreateGameObject("second").AddComponent<SceneInterestManagement>();
        stage.World.CreateGameObject("third").AddComponent<SceneDistanceInterestManagement>();
        Scene dungeon = stage.World.scenes.CreateScene("dungeon");

        WeakReference moved = MoveAndDestroy(stage, dungeon);
        stage.Run(3);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(moved.IsAlive);
    }

    // The objects come into sight when the range grows; the first that does takes some others away.
    private static void DestroyWhileSightGrows<TRule>(InterestStage<TRule> stage, Action<TRule> grow, Func<TRule, int> countCells) where TRule : InterestManagementBase, new()
    {
        InterestClient ada = stage.Join();
        NetworkIdentity[] things = Crowd(stage, ada);
        grow(stage.Rule);
        stage.Run(2);
        CheckCrowd(stage, ada, things);
        stage.Leave(ada);
        foreach (NetworkIdentity thing in things) stage.Server.Destroy(thing.gameObject);
        stage.Run(2);
        Assert.Equal(0, countCells(stage.Rule));
    }

    private static NetworkIdentity[] Crowd<TRule>(InterestStage<TRule> stage, InterestClient ada) where TRule : InterestManagementBase, new()
    {
        var things = new NetworkIdentity[6];
        for (int i = 0; i < things.Length; i++)
        {
            things[i] = stage.Spawn(new Vector3(100 + i, 0, 0), prepare: go => go.AddComponent<ActiveThing>().WhenShown = () =>
            {
                if (things.Any(thing => thing.isDestroyed || !stage.Server.spawned.ContainsKey(thing.netId))) return;
                foreach (NetworkIdentity thing in things)
                {
                    if (thing.gameObject != go && thing.netId % 2 == 0) stage.Server.Destroy(thing.gameObject);
                }
            });
        }
        stage.Run(2);
        Assert.All(things, thing => Assert.False(ada.Has(thing)));
        return things;
    }

    private static void CheckCrowd<TRule>(InterestStage<TRule> stage, InterestClient ada, NetworkIdentity[] things) where TRule : InterestManagementBase, new()
    {
        Assert.Contains(things, thing => thing.isDestroyed);
        Assert.All(things.Where(thing => !thing.isDestroyed), thing => Assert.True(ada.Has(thing)));
        stage.CheckReplicas();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference MoveAndDestroy<TRule>(InterestStage<TRule> stage, Scene scene) where TRule : InterestManagementBase, new()
    {
        NetworkIdentity thing = stage.Spawn();
        stage.World.scenes.MoveGameObjectToScene(thing.gameObject, scene);
        stage.Run();
        stage.Server.Destroy(thing.gameObject);
        stage.Run();
        return new WeakReference(thing);
    }
}
