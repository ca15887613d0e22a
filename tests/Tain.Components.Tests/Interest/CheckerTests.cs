using System.Numerics;

namespace Tain.Tests.Interest;

/// <summary>The checkers that older games have on their prefabs: they bring their rule with them.</summary>
public class CheckerTests
{
    private static readonly Guid s_match = new(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private readonly InterestStage<DistanceInterestManagement> _stage = new(rule => rule.enabled = false);

    [Fact]
    public void ByProximity()
    {
        InterestClient ada = _stage.Join(), bob = _stage.Join(new Vector3(100, 0, 0));
        NetworkIdentity plain = _stage.Spawn(), chest = _stage.Spawn(new Vector3(5, 0, 0), prepare: go => go.AddComponent<NetworkProximityChecker>());
        _stage.Run(2);
        Assert.IsType<CheckerInterestManagement>(_stage.Server.aoi);
        Assert.True(ada.Has(plain) && bob.Has(plain) && ada.Has(chest) && !bob.Has(chest));

        (ada.Place.position, bob.Place.position) = (bob.Place.position, ada.Place.position);
        _stage.Settle();
        Assert.True(!ada.Has(chest) && bob.Has(chest));
        chest.GetComponent<NetworkProximityChecker>()!.forceHidden = true;
        InterestClient eve = _stage.Join();
        _stage.Settle();
        Assert.True(!bob.Has(chest) && !eve.Has(chest) && eve.Has(plain));
        _stage.CheckReplicas();
    }

    [Fact]
    public void BySceneMatchAndOwner()
    {
        Scene dungeon = _stage.World.scenes.CreateScene("dungeon");
        InterestClient ada = _stage.Join(prepare: go => go.AddComponent<NetworkMatchChecker>().matchId = s_match);
        InterestClient bob = _stage.Join(prepare: go => go.AddComponent<NetworkMatchChecker>());
        NetworkIdentity chair = _stage.Spawn(prepare: go => go.AddComponent<NetworkSceneChecker>());
        NetworkIdentity ball = _stage.Spawn(prepare: go => go.AddComponent<NetworkMatchChecker>().matchId = s_match);
        NetworkIdentity purse = _stage.Spawn(prepare: go => go.AddComponent<NetworkOwnerChecker>(), owner: bob);
        _stage.Run(2);
        Assert.True(ada.Has(chair) && bob.Has(chair) && ada.Has(ball) && !bob.Has(ball) && !ada.Has(purse) && bob.Has(purse) && !ada.Has(bob.Player));

        bob.Player.GetComponent<NetworkMatchChecker>()!.matchId = s_match;
        _stage.World.scenes.MoveGameObjectToScene(ada.Player.gameObject, dungeon);
        _stage.Run(2);
        Assert.True(!ada.Has(chair) && bob.Has(chair) && bob.Has(ball) && ada.Has(bob.Player));
        _stage.CheckReplicas();
    }
}
