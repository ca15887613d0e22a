namespace Tain.Tests.Interest;

/// <summary>behaviour.md 17.3 and 17.4: scenes, matches and teams.</summary>
public class KeyedInterestTests
{
    private static readonly Guid s_first = new(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
    private static readonly Guid s_second = new(2, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    [Fact]
    [Trait("Behaviour", "17.3")]
    public void ByScene()
    {
        var stage = new InterestStage<SceneInterestManagement>();
        Scene dungeon = stage.World.scenes.CreateScene("dungeon");
        InterestClient ada = stage.Join(), bob = stage.Join(prepare: go => stage.World.scenes.MoveGameObjectToScene(go, dungeon));
        NetworkIdentity chair = stage.Spawn(prepare: go => go.name = "chair");
        NetworkIdentity barrel = stage.Spawn(prepare: go =>
        {
            go.name = "barrel";
            stage.World.scenes.MoveGameObjectToScene(go, dungeon);
        });
        stage.Run(2);
        Assert.Equal(("chair", "barrel"), (stage.Seen(ada), stage.Seen(bob)));

        stage.World.scenes.MoveGameObjectToScene(ada.Player.gameObject, dungeon);
        stage.World.scenes.MoveGameObjectToScene(chair.gameObject, dungeon);
        stage.Run(2);
        Assert.Equal("Player(Clone) barrel chair", stage.Seen(ada));
        Assert.Equal("Player(Clone) barrel chair", stage.Seen(bob));

        // What is put under an object of another scene goes along, with all below it.
        GameObject hall = stage.World.CreateGameObject("hall");
        barrel.transform.SetParent(hall.transform);
        stage.Run(2);
        Assert.Equal("Player(Clone) chair", stage.Seen(bob));
        stage.World.scenes.MoveGameObjectToScene(hall, dungeon);
        stage.Run(2);
        Assert.Equal("Player(Clone) barrel chair", stage.Seen(bob));
        stage.CheckReplicas();
    }

    [Fact]
    [Trait("Behaviour", "17.3")]
    public void BySceneAndDistance()
    {
        var stage = new InterestStage<SceneDistanceInterestManagement>(rule => rule.visRange = 50);
        Scene dungeon = stage.World.scenes.CreateScene("dungeon");
        InterestClient ada = stage.Join(), bob = stage.Join(prepare: go => stage.World.scenes.MoveGameObjectToScene(go, dungeon));
        NetworkIdentity near = stage.Spawn(new(40, 0, 0)), far = stage.Spawn(new(60, 0, 0));
        stage.Run(2);
        Assert.True(ada.Has(near) && !ada.Has(far) && !bob.Has(near) && !bob.Has(far) && !ada.Has(bob.Player));

        stage.World.scenes.MoveGameObjectToScene(ada.Player.gameObject, dungeon);
        stage.World.scenes.MoveGameObjectToScene(near.gameObject, dungeon);
        stage.Run(2);
        Assert.True(ada.Has(near) && bob.Has(near) && ada.Has(bob.Player) && bob.Has(ada.Player));
        stage.CheckReplicas();
    }

    [Fact]
    [Trait("Behaviour", "17.4")]
    public void ByMatch()
    {
        var stage = new InterestStage<MatchInterestManagement>();
        InterestClient ada = stage.Join(prepare: go => go.AddComponent<NetworkMatch>().matchId = s_first);
        InterestClient bob = stage.Join(prepare: go => go.AddComponent<NetworkMatch>().matchId = s_second);
        InterestClient eve = stage.Join();
        NetworkIdentity ball = stage.Spawn(prepare: go => go.AddComponent<NetworkMatch>().matchId = s_first);
        NetworkIdentity idle = stage.Spawn(prepare: go => go.AddComponent<NetworkMatch>()), plain = stage.Spawn(), own = stage.Spawn(owner: eve);
        stage.Run(2);
        Assert.True(ada.Has(ball) && !bob.Has(ball) && !eve.Has(ball));
        Assert.True(eve.Has(own) && eve.Has(eve.Player) && !ada.Has(own));
        Assert.All(stage.Clients, client => Assert.False(client.Has(idle) || client.Has(plain)));

        bob.Player.GetComponent<NetworkMatch>()!.matchId = s_first;
        stage.Run(2);
        Assert.True(bob.Has(ball) && bob.Has(ada.Player) && ada.Has(bob.Player));
        ada.Player.GetComponent<NetworkMatch>()!.matchId = Guid.Empty;
        ball.GetComponent<NetworkMatch>()!.matchId = s_second;
        stage.Run(2);
        Assert.True(ada.Has(ada.Player) && !ada.Has(ball) && !ada.Has(bob.Player) && !bob.Has(ball) && !bob.Has(ada.Player));
        stage.CheckReplicas();
    }

    [Fact]
    [Trait("Behaviour", "17.4")]
    public void AMatchThatIsChangedToAndFroInATickChangesNothing()
    {
        var stage = new InterestStage<MatchInterestManagement>();
        InterestClient ada = stage.Join(prepare: go => go.AddComponent<NetworkMatch>().matchId = s_first);
        NetworkIdentity ball = stage.Spawn(prepare: go => go.AddComponent<NetworkMatch>().matchId = s_first);
        stage.Run(2);
        NetworkIdentity copy = ada.Client.spawned[ball.netId];
        ball.GetComponent<NetworkMatch>()!.matchId = s_second;
        ball.GetComponent<NetworkMatch>()!.matchId = s_first;
        stage.Run(2);
        Assert.Same(copy, ada.Client.spawned[ball.netId]);
        Assert.False(copy.isDestroyed);
    }

    [Fact]
    [Trait("Behaviour", "17.4")]
    public void AMatchIsAMatterOfAnActiveServer()
    {
        var world = new World();
        NetworkMatch match = world.CreateGameObject().AddComponent<NetworkIdentity>().gameObject.AddComponent<NetworkMatch>();
        Assert.Throws<InvalidOperationException>(() => match.matchId = s_first);
    }

    [Fact]
    [Trait("Behaviour", "17.4")]
    public void ByTeam()
    {
        var stage = new InterestStage<TeamInterestManagement>();
        InterestClient ada = stage.Join(prepare: go => go.AddComponent<NetworkTeam>().teamId = "red");
        InterestClient bob = stage.Join(prepare: go => go.AddComponent<NetworkTeam>().teamId = "blue");
        InterestClient eve = stage.Join(prepare: go => go.AddComponent<NetworkTeam>());
        InterestClient spectator = stage.Join();
        NetworkIdentity ping = stage.Spawn(prepare: go => go.AddComponent<NetworkTeam>().teamId = "red");
        NetworkIdentity tree = stage.Spawn(), nobodys = stage.Spawn(prepare: go => go.AddComponent<NetworkTeam>());
        stage.Run(2);
        Assert.Equal("ping: 1010", Row("ping", ping));
        Assert.Equal("tree: 1111", Row("tree", tree));
        Assert.Equal("nobodys: 0000", Row("nobodys", nobodys));
        Assert.Equal("ada: 1010", Row("ada", ada.Player));
        Assert.Equal("spectator: 1111", Row("spectator", spectator.Player));

        ping.GetComponent<NetworkTeam>()!.forceShown = true;
        nobodys.GetComponent<NetworkTeam>()!.teamId = "blue";
        eve.Player.GetComponent<NetworkTeam>()!.teamId = "blue";
        stage.Run(2);
        Assert.Equal("ping: 1111", Row("ping", ping));
        Assert.Equal("nobodys: 0111", Row("nobodys", nobodys));
        Assert.Equal("eve: 0111", Row("eve", eve.Player));

        ping.GetComponent<NetworkTeam>()!.forceShown = false;
        stage.Server.Destroy(nobodys.gameObject);
        stage.Run(2);
        Assert.Equal("ping: 1010", Row("ping", ping));
        stage.CheckReplicas();

        // In order: ada (red), bob (blue), spectator (no team), eve (none, later blue).
        string Row(string name, NetworkIdentity identity) =>
            $"{name}: {string.Concat(new[] { ada, bob, spectator, eve }.Select(client => client.Has(identity) ? '1' : '0'))}";
    }

    [Fact]
    public void WhenTheLastOneLeavesAKeyItsGroupIsFreeForAnother()
    {
        var stage = new InterestStage<MatchInterestManagement>();
        InterestClient ada = stage.Join(prepare: go => go.AddComponent<NetworkMatch>().matchId = s_first);
        NetworkMatch match = ada.Player.GetComponent<NetworkMatch>()!;
        for (int i = 10; i < 40; i++)
        {
            match.matchId = new Guid(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
            stage.Run(2);
        }
        Assert.Equal(1, stage.Rule.Keyed.CellCount);
        stage.Leave(ada);
        Assert.Equal(0, stage.Rule.Keyed.CellCount);
    }
}
