namespace Tain.Tests;

/// <summary>A real client goes from world to world and plays on.</summary>
public sealed class WorldHandOverTests : IDisposable
{
    private readonly SharedWorlds _worlds = new();
    private readonly WorldHandle _lobby;
    private readonly WorldHandle _forest;

    public WorldHandOverTests()
    {
        _lobby = _worlds.AddWorld("lobby", rocks: 3);
        _worlds.Run(100);                       // the forest is made later, and its clocks show the same time
        _forest = _worlds.AddWorld("forest", rocks: 7);
    }

    public void Dispose() => _worlds.Dispose();

    [Fact]
    public void AClientSeesTheOtherWorldOnlyAndPlaysOn()
    {
        NetworkClient client = _worlds.Join();
        Play(client, _lobby, points: 5);
        Assert.Equal(4, client.spawned.Count);

        HandOver(_lobby, "forest");
        _worlds.Run();

        Assert.True(client.isConnected);
        Assert.True(client.ready);
        Assert.Equal(8, client.spawned.Count);
        Assert.Equal(7, client.World.FindObjectsByType<NetworkIdentity>().Count(identity => identity.GetComponent<Hero>() is null));
        Assert.Equal(0, client.localPlayer!.GetComponent<Hero>()!.score);
        Play(client, _forest, points: 7);
        _worlds.In(_lobby, server =>
        {
            Assert.Empty(server.connections.Values);
            Assert.Equal(3, server.spawned.Count);      // its player went with it
        });
        Assert.Equal(0, _worlds.Log.Count("Command"));
        Assert.Equal(0, _worlds.Log.Count("failed"));

        HandOver(_forest, "lobby");
        _worlds.Run();
        Play(client, _lobby, points: 9);
        Assert.Equal(4, client.spawned.Count);
    }

    [Fact]
    public void TheOthersOfTheOldWorldLoseHimFromSightAndThoseOfTheNewOneGetHim()
    {
        NetworkClient walker = _worlds.Join(), stayer = _worlds.Join();
        Assert.Equal(5, stayer.spawned.Count);
        HandOver(_lobby, "forest");
        _worlds.Run();
        Assert.Equal(4, stayer.spawned.Count);
        Assert.Equal(8, walker.spawned.Count);
        HandOver(_lobby, "forest");
        _worlds.Run();
        Assert.Equal(9, stayer.spawned.Count);
        Assert.Equal(9, walker.spawned.Count);
    }

    [Fact]
    public void TheTimeGoesOnForTheClient()
    {
        NetworkClient client = _worlds.Join();
        _worlds.Run(100);
        double before = client.NetworkTime.time, local = client.NetworkTime.localTime;
        HandOver(_lobby, "forest");
        double worst = 0;
        for (int i = 0; i < 100; i++)
        {
            _worlds.Run(1);
            worst = Math.Max(worst, Math.Abs((client.NetworkTime.time - before) - (client.NetworkTime.localTime - local)));
        }
        Assert.InRange(worst, 0, 0.1);
        Assert.InRange(client.NetworkTime.rtt, 0, 0.2);
    }

    [Fact]
    public void WhatTheClientStillSendsToTheOldWorldDoesNothingInTheNewOne()
    {
        NetworkClient client = _worlds.Join();
        Hero hero = client.localPlayer!.GetComponent<Hero>()!;
        // The command is on its way when the client is handed over.
        _lobby.Post(world => Assert.True(world.networkServer.HandOver(world.networkServer.connections.Values.Single(), "forest")));
        hero.CmdScore(1000);
        _worlds.Run();
        _worlds.In(_forest, server => Assert.All(server.spawned.Values, identity => Assert.Equal(0, identity.GetComponent<Hero>()?.score ?? 0)));
        Play(client, _forest, points: 2);
    }

    [Fact]
    public void AWorldThatEndsHandsItsClientsOver()
    {
        WorldHandle match = _worlds.AddWorld("match", rocks: 1, settings: new WorldSettings { ending = world => Assert.Equal(2, world.networkServer.HandOverAll("lobby")) });
        NetworkClient[] clients = [_worlds.Join(), _worlds.Join()];
        _worlds.In(_lobby, server => Assert.Equal(2, server.HandOverAll("match")));
        _worlds.Run();
        Assert.All(clients, client => Assert.Equal(3, client.spawned.Count));
        _worlds.Host.Remove(match);
        _worlds.Run();
        Assert.Equal(WorldState.Stopped, match.state);
        Assert.All(clients, client => Assert.Equal(5, client.spawned.Count));
        Assert.All(clients, client => Assert.True(client.isConnected));
        Assert.Equal(0, _worlds.Log.Count("threw"));
    }

    // The other worlds have no authenticator, so that a hand-over must not be a way around the one of the entry world.
    [Fact]
    public void WhoIsNotAuthenticatedIsNotHandedOver()
    {
        NetworkClient client = _worlds.Join();
        _worlds.In(_lobby, server =>
        {
            NetworkConnectionToClient connection = server.connections.Values.Single();
            connection.isAuthenticated = false;
            Assert.False(server.HandOver(connection, "forest"));
            Assert.Equal(0, server.HandOverAll("forest"));
        });
        _worlds.Run();

        _worlds.In(_forest, server => Assert.Empty(server.connections.Values));
        _worlds.In(_lobby, server => Assert.Single(server.connections.Values));
        Assert.Equal(0, _worlds.Log.Count("threw"));
        Assert.True(client.isConnected);
    }

    [Fact]
    public void AnOrdinaryClientOfAManagerFollowsTheSceneOfTheNewWorld()
    {
        using var worlds = new SharedWorlds();
        WorldHandle lobby = AddManagedWorld(worlds, "lobby", "Lobby");
        WorldHandle arena = AddManagedWorld(worlds, "arena", "Arena");
        var side = new ManagedSide(worlds.Clock, worlds.Shared.Inner, "client");
        worlds.Also(side.World);
        side.Manager.onlineScene = "Lobby";
        side.Manager.StartClient();
        worlds.Run(20);
        Assert.Equal("Lobby", side.Scene);
        Assert.NotNull(side.Player);
        side.Take();

        worlds.In(lobby, server => Assert.Equal(1, server.HandOverAll("arena")));
        worlds.Run(20);

        Assert.Equal(["OnClientNotReady", "OnClientChangeScene Arena Normal", "OnClientSceneChanged"], side.Take());
        Assert.Equal("Arena", side.Scene);
        Assert.NotNull(side.FindLever());
        side.Player!.CmdScore(3);
        worlds.Run(10);
        Assert.Equal(3, side.Player!.score);
        worlds.In(arena, server => Assert.Equal(1, server.connections.Count));
        Assert.Equal("", side.Log.ToString());
        Assert.Equal("", worlds.Log.ToString());
    }

    [Fact]
    public void LargeMessagesOfBothWorldsArriveAndOneThatIsUnderWayKeepsTheClient()
    {
        NetworkClient client = _worlds.Join();
        var received = new List<int>();
        client.RegisterLargeHandler<EnterWorldMessage>(message => received.Add(message.world.Length));
        foreach (WorldHandle world in (WorldHandle[])[_lobby, _forest, _lobby])
        {
            string next = world == _lobby ? "forest" : "lobby";
            _worlds.In(world, server =>
            {
                NetworkConnectionToClient connection = server.connections.Values.Single();
                for (int i = 1; i <= 3; i++) server.SendLarge(connection, new EnterWorldMessage { world = new string('x', i * 10_000) });
                Assert.False(server.HandOver(connection, next));
            });
            _worlds.Run(60);
            HandOver(world, next);
            _worlds.Run();
        }
        Assert.Equal([10_000, 20_000, 30_000, 10_000, 20_000, 30_000, 10_000, 20_000, 30_000], received);
        Play(client, _forest, points: 1);
    }

    [Fact]
    public void MisuseIsToldWithHelp()
    {
        _worlds.Join();
        _worlds.In(_lobby, server =>
        {
            NetworkConnectionToClient connection = server.connections.Values.Single();
            Assert.False(server.HandOver(connection, "nowhere"));
            Assert.True(connection.isReady);
            Assert.True(server.HandOver(connection, "forest"));
            Assert.False(server.HandOver(connection, "forest"));
        });
        var alone = new World();
        var other = new NetworkServer(alone);
        Assert.Contains("SharedTransport.For", Assert.Throws<InvalidOperationException>(() => other.HandOver(new NetworkConnectionToClient(1), "a")).Message);
    }

    private static WorldHandle AddManagedWorld(SharedWorlds worlds, string name, string scene)
    {
        WorldHandle handle = worlds.Host.Add(name, world =>
        {
            SharedWorlds.AddPrefabs(world);
            ManagedScenes.AddTo(world);
            JournalManager manager = world.CreateGameObject(name).AddComponent<JournalManager>();
            manager.transport = worlds.Shared.For(name);
            manager.sendRate = SharedWorlds.Rate;
            manager.playerPrefab = world.prefabs.Get("Hero");
            manager.onlineScene = scene;
            manager.StartServer();
        });
        worlds.Run(4);
        return handle;
    }

    private void HandOver(WorldHandle from, string to) =>
        _worlds.In(from, server => Assert.True(server.HandOver(server.connections.Values.First(), to)));

    private void Play(NetworkClient client, WorldHandle world, int points)
    {
        client.localPlayer!.GetComponent<Hero>()!.CmdScore(points);
        _worlds.Run();
        Assert.Equal(points, client.localPlayer!.GetComponent<Hero>()!.score);
        int onServer = -1;
        _worlds.In(world, server => onServer = server.connections.Values.Single(connection => connection.identity!.netId == client.localPlayer!.netId).identity!.GetComponent<Hero>()!.score);
        Assert.Equal(points, onServer);
    }
}
