using System.Numerics;

namespace Tain.Tests.Management;

/// <summary>behaviour.md 5.3: who gets a player, when and where.</summary>
[Trait("Behaviour", "5.3")]
public class ManagedPlayerTests
{
    private readonly ManagedStage _stage = new();

    [Fact]
    public void PlayersAppearAtStartPositionsInTurn()
    {
        ManagedSide server = _stage.AddServer(manager =>
        {
            manager.onlineScene = "Arena";
            manager.playerSpawnMethod = PlayerSpawnMethod.RoundRobin;
        });
        for (int i = 0; i < 3; i++) _stage.Join(manager => manager.onlineScene = "Arena");

        NetworkIdentity[] players = [.. server.Server.connections.Values.Select(connection => connection.identity!)];
        Assert.Equal([10, 11, 10], players.Select(player => player.transform.position.X));
        Assert.Equal(["Hero [connId=1]", "Hero [connId=2]", "Hero [connId=3]"], players.Select(player => player.name));
    }

    [Fact]
    public void RandomStartPositionsComeFromTheWorldsSeed()
    {
        string Draw()
        {
            ManagedSide side = new ManagedStage().Add("side");
            for (int i = 0; i < 8; i++)
            {
                GameObject place = side.World.CreateGameObject(i.ToString());
                place.AddComponent<NetworkStartPosition>();
            }
            return string.Concat(Enumerable.Range(0, 40).Select(_ => side.Manager.GetStartPosition()!.name));
        }

        Assert.Equal(Draw(), Draw());
        Assert.Equal(8, Draw().Distinct().Count());
    }

    [Fact]
    public void StartPositionsAreSortedByTheirOrderBelowTheirParent()
    {
        ManagedSide side = _stage.Add("side");
        Assert.Null(side.Manager.GetStartPosition());
        GameObject parent = side.World.CreateGameObject();
        GameObject[] places = [.. Enumerable.Range(0, 3).Select(i =>
        {
            GameObject place = side.World.CreateGameObject($"{i}");
            place.transform.SetParent(parent.transform);
            return place;
        })];
        foreach (int i in new[] { 2, 0, 1 }) places[i].AddComponent<NetworkStartPosition>();
        Assert.Equal(["0", "1", "2"], side.Manager.startPositions.Select(place => place.name));

        side.World.DestroyImmediate(places[1]);
        Assert.Equal(2, side.Manager.startPositions.Count);
        side.Manager.UnRegisterStartPosition(places[0].transform);
        side.Manager.RegisterStartPosition(parent.transform);
        Assert.Equal(2, side.Manager.startPositions.Count);
    }

    [Fact]
    public void WithoutAPrefabAClientGetsNoPlayerAndTheLogSaysItOnce()
    {
        ManagedSide server = _stage.AddServer(manager => manager.playerPrefab = null);
        ManagedSide client = _stage.Join();

        for (int i = 0; i < 50; i++) client.Client.Send(new AddPlayerMessage());
        _stage.Run(4);

        Assert.Null(client.Player);
        Assert.Equal(1, server.Log.Count("there is no player prefab"));
        Assert.True(client.Client.isConnected);
        Assert.True(client.Client.ready);
    }

    [Fact, Trait("Behaviour", "6.1")]
    public void AClientThatIsNotReadyKeepsWhatItSeesAndLearnsNothingNew()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join();
        NetworkConnectionToClient connection = server.Server.connections[1];
        Hero hero = connection.identity!.GetComponent<Hero>()!;

        server.Server.SetClientNotReady(connection);
        hero.score = 3;
        _stage.Run(3);

        Assert.Equal(["OnClientNotReady"], client.Take());
        Assert.False(client.Client.ready);
        Assert.Equal(0, client.Player!.score);
        Assert.Empty(hero.netIdentity.observers);

        client.Client.Ready();
        _stage.Run(3);
        Assert.Equal(3, client.Player.score);
        Assert.Equal("OnServerReady 1", server.Take()[^1]);
    }

    [Fact]
    public void WithoutAutoCreatePlayerTheGameAsks()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join(manager => manager.autoCreatePlayer = false);
        Assert.Equal(["OnServerConnect 1", "OnServerReady 1"], server.Take());

        client.Client.AddPlayer();
        _stage.Run(4);

        Assert.NotNull(client.Player);
    }

    [Fact]
    public void SpawnPrefabsNeedNotBeTheWorldsOwn()
    {
        ManagedSide server = _stage.AddServer();
        var elsewhere = new World();
        Prefab foreign = elsewhere.prefabs.Add("Foreign", 7777, go => go.AddComponent<NetworkIdentity>());
        ManagedSide client = _stage.Join(manager => manager.spawnPrefabs.Add(foreign));
        GameObject made = server.World.CreateGameObject();
        made.AddComponent<NetworkIdentity>().assetId = 7777;
        made.transform.position = new Vector3(1, 2, 3);

        server.Server.Spawn(made);
        _stage.Run(2);

        Assert.Equal(new Vector3(1, 2, 3), client.Client.spawned[made.GetComponent<NetworkIdentity>()!.netId].transform.position);
    }
}
