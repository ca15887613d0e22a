namespace Tain.Tests.Management;

/// <summary>behaviour.md 5.4 and 7.4: everybody from scene to scene, with the objects that belong to scenes.</summary>
[Trait("Behaviour", "5.4")]
public class SceneChangeTests
{
    private readonly ManagedStage _stage = new();

    [Fact, Trait("Behaviour", "7.4")]
    public void ObjectsOfTheNewSceneAreSharedByEverybody()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide first = _stage.Join();
        ManagedSide second = _stage.Join();

        server.Manager.ServerChangeScene("Arena");
        _stage.Run(8);
        server.FindLever()!.Pull();
        _stage.Run(2);

        Assert.True(server.FindLever()!.isServer);
        foreach (ManagedSide client in new[] { first, second })
        {
            Assert.Equal(1, client.FindLever()!.pulls);
            Assert.Equal(server.FindLever()!.netId, client.FindLever()!.netId);
            Assert.True(client.FindLever()!.gameObject.activeSelf);
            Assert.Equal(3, client.Client.spawned.Count);
            Assert.Empty(client.Log.Lines);
        }
        Assert.Empty(server.Log.Lines);
    }

    [Fact, Trait("Behaviour", "7.4")]
    public void ALateJoinerFindsTheStateOfTheScene()
    {
        ManagedSide server = _stage.AddServer();
        server.Manager.ServerChangeScene("Arena");
        _stage.Run(2);
        server.FindLever()!.Pull();

        ManagedSide late = _stage.Join(manager => manager.onlineScene = "Arena");

        Assert.Equal("Arena", late.Scene);
        Assert.Equal(1, late.FindLever()!.pulls);
        Assert.Equal(2, late.Client.spawned.Count);
        Assert.Empty(late.Log.Lines);
    }

    // Joins begin in every frame around the change, so that each step of a join meets it once.
    [Fact]
    public void AChangeWhilePlayersJoinLosesNobody()
    {
        ManagedSide server = _stage.AddServer();
        List<ManagedSide> clients = [];
        for (int i = 0; i < 12; i++)
        {
            if (i == 6) server.Manager.ServerChangeScene("Arena");
            clients.Add(_stage.Add($"client {i}", manager => manager.onlineScene = i % 2 == 0 ? "" : "Arena"));
            clients[i].Manager.StartClient();
            _stage.Run(1);
        }
        _stage.Run(12);

        Assert.Equal(12, server.Manager.numPlayers);
        foreach (ManagedSide client in clients)
        {
            Assert.Equal("Arena", client.Scene);
            Assert.NotNull(client.Player);
            Assert.Equal(13, client.Client.spawned.Count);
            Assert.Equal(server.FindLever()!.netId, client.FindLever()!.netId);
        }
    }

    [Fact]
    public void AChangeDuringAChangeEndsInTheLastScene()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join();

        server.Manager.ServerChangeScene("Lobby");
        server.Manager.ServerChangeScene("Arena");
        _stage.Run(10);

        Assert.Equal("Arena", server.Scene);
        Assert.Equal("Arena", client.Scene);
        Assert.NotNull(client.Player);
        Assert.Equal(1, server.Manager.numPlayers);
        Assert.Equal(["OnServerChangeScene Lobby", "OnServerChangeScene Arena", "OnServerSceneChanged Arena"], server.Take().Where(line => line.Contains("Scene")));
    }

    [Fact]
    public void AChangeInTheCallbackOfTheLastOneIsAChangeToo()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join();
        server.Manager.During["OnServerSceneChanged"] = () =>
        {
            if (server.Scene == "Lobby") server.Manager.ServerChangeScene("Arena");
        };

        server.Manager.ServerChangeScene("Lobby");
        _stage.Run(12);

        Assert.Equal("Arena", client.Scene);
        Assert.NotNull(client.Player);
        Assert.Equal(2, client.Client.spawned.Count);
    }

    [Fact]
    public void TheSameSceneIsLoadedAnew()
    {
        ManagedSide server = _stage.AddServer(manager => manager.onlineScene = "Arena");
        ManagedSide client = _stage.Join(manager => manager.onlineScene = "Arena");
        Lever before = client.FindLever()!;
        server.FindLever()!.Pull();
        uint oldNetId = before.netId;

        server.Manager.ServerChangeScene("Arena");
        _stage.Run(8);

        Assert.True(before.isDestroyed);
        Assert.Equal(0, client.FindLever()!.pulls);
        Assert.NotEqual(oldNetId, client.FindLever()!.netId);
        Assert.NotNull(client.Player);
    }

    [Fact]
    public void WhatIsRefusedChangesNothing()
    {
        ManagedSide server = _stage.AddServer();

        server.Manager.ServerChangeScene(" ");
        server.Manager.ServerChangeScene("Arena");
        server.Manager.ServerChangeScene("Arena");
        Assert.Equal(["OnServerChangeScene Arena"], server.Take());
        Assert.Throws<ArgumentException>(() => server.Manager.ServerChangeScene("Nowhere"));
        Assert.Equal("Arena", server.Manager.networkSceneName);
        _stage.Run(1);
        server.Manager.StopServer();
        server.Manager.ServerChangeScene("Lobby");

        Assert.Equal(1, server.Log.Count("was given no scene name"));
        Assert.Equal(1, server.Log.Count("on its way already"));
        Assert.Equal(1, server.Log.Count("the server is not active"));
        Assert.Equal("Arena", server.Scene);
    }

    [Fact]
    public void WhatClientsSendWhileTheServerLoadsWaits()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join();
        List<string> handled = [];
        server.Server.RegisterHandler<JournalAuthenticator.Knock>((_, _) => handled.Add(server.Scene));

        client.Client.Send(default(JournalAuthenticator.Knock));
        _stage.Run(1);
        server.Manager.ServerChangeScene("Arena");
        _stage.Run(3);

        Assert.Equal(["Arena"], handled);
    }

    [Fact]
    public void PlayersGoWithTheirSceneUnlessTheySurvive()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join();
        GameObject mortal = server.Server.connections[1].identity!.gameObject;
        GameObject immortal = server.World.Instantiate("Hero");
        server.World.DontDestroyOnLoad(immortal);
        server.Server.Spawn(immortal);
        _stage.Run(2);
        client.World.DontDestroyOnLoad(client.Client.spawned[immortal.GetComponent<NetworkIdentity>()!.netId].gameObject);

        server.Manager.ServerChangeScene("Lobby");
        _stage.Run(8);

        Assert.True(mortal.isDestroyed);
        Assert.False(immortal.isDestroyed);
        Assert.Equal(2, client.Client.spawned.Count);
        Assert.True(client.Client.spawned.ContainsKey(immortal.GetComponent<NetworkIdentity>()!.netId));
        Assert.NotSame(mortal, server.Server.connections[1].identity!.gameObject);
        Assert.Empty(client.Log.Lines);
    }

    [Fact]
    public void APlayerThatSurvivesStaysThePlayer()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join();
        GameObject player = server.Server.connections[1].identity!.gameObject;
        server.World.DontDestroyOnLoad(player);
        client.World.DontDestroyOnLoad(client.Player!.gameObject);
        Hero before = client.Player;

        server.Manager.ServerChangeScene("Lobby");
        _stage.Run(8);
        client.Player!.CmdScore(4);
        _stage.Run(3);

        Assert.Same(before, client.Player);
        Assert.Equal(4, client.Player.score);
        Assert.Same(player, server.Server.connections[1].identity!.gameObject);
        Assert.DoesNotContain("OnServerAddPlayer 1", server.Take()[^3..]);
    }

    [Fact, Trait("Behaviour", "7.4")]
    public void AnAdditiveSceneBringsItsObjectsAndTakesThemAway()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join();
        client.Take();

        server.Server.SendToAll(new SceneMessage { sceneName = "Annex", sceneOperation = SceneOperation.LoadAdditive });
        server.World.scenes.LoadAsync("Annex", LoadSceneMode.Additive);
        _stage.Run(4);
        server.FindLever()!.Pull();
        _stage.Run(2);

        Assert.Equal(["OnClientChangeScene Annex LoadAdditive", "OnClientSceneChanged"], client.Take());
        Assert.Equal("Main", client.Scene);
        Assert.Equal(2, client.World.scenes.sceneCount);
        Assert.Equal(1, client.FindLever()!.pulls);
        Assert.Equal("", client.Manager.networkSceneName);
        Assert.NotNull(client.Player);

        server.World.scenes.Unload(server.World.scenes.GetSceneByName("Annex")!);
        server.Server.SendToAll(new SceneMessage { sceneName = "Annex", sceneOperation = SceneOperation.UnloadAdditive });
        _stage.Run(4);

        Assert.Equal(["OnClientChangeScene Annex UnloadAdditive", "OnClientSceneChanged"], client.Take());
        Assert.Null(client.FindLever());
        Assert.Equal(1, client.World.scenes.sceneCount);
        Assert.Single(client.Client.spawned);
        Assert.Empty(client.Log.Lines);
        Assert.Empty(server.Log.Lines);
    }

    [Fact]
    public void LoadingTwiceAndUnloadingWhatIsNotThereIsAWarning()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join();
        var load = new SceneMessage { sceneName = "Annex", sceneOperation = SceneOperation.LoadAdditive };

        server.Server.SendToAll(new SceneMessage { sceneName = "Arena", sceneOperation = SceneOperation.UnloadAdditive });
        server.Server.SendToAll(load);
        _stage.Run(3);
        server.Server.SendToAll(load);
        _stage.Run(3);

        Assert.Equal(1, client.Log.Count("Arena unloaded, which is not loaded"));
        Assert.Equal(1, client.Log.Count("Annex loaded, which is loaded already"));
        Assert.Equal(2, client.World.scenes.sceneCount);
        Assert.False(client.Client.isLoadingScene);
        Assert.True(client.Client.isConnected);
    }

    [Fact]
    public void AGameMayLoadByItself()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join();
        List<int> heard = [];
        client.Client.RegisterHandler<JournalAuthenticator.Welcome>(_ => heard.Add(client.World.Time.frameCount));

        server.Server.SendToAll(new SceneMessage { sceneName = "Somewhere else", customHandling = true });
        server.Server.SendToAll(default(JournalAuthenticator.Welcome));
        _stage.Run(5);
        Assert.Empty(heard);
        Assert.True(client.Client.isLoadingScene);
        Assert.Equal(["OnClientChangeScene Somewhere else Normal custom"], client.Take());

        client.Manager.FinishLoading();
        Assert.Equal(["OnClientSceneChanged"], client.Take());
        _stage.Run(1);
        Assert.Single(heard);
    }

    [Theory]
    [InlineData("Nowhere", SceneOperation.Normal, "this world does not have")]
    [InlineData("Nowhere", SceneOperation.LoadAdditive, "this world does not have")]
    [InlineData("Arena", (SceneOperation)77, "operation 77")]
    public void ASceneThatAClientCannotShowEndsItsConnection(string scene, SceneOperation operation, string complaint)
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join();

        server.Server.SendToAll(new SceneMessage { sceneName = scene, sceneOperation = operation });
        _stage.Run(4);

        Assert.Equal(1, client.Log.Count(complaint));
        Assert.Single(client.Log.Lines);
        Assert.Equal(NetworkManagerMode.Offline, client.Manager.mode);
        Assert.Equal(["OnServerDisconnect 1"], server.Take()[^1..]);
    }

    [Fact]
    public void AnEmptyNameIsAnErrorAndNothingElse()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join();

        server.Server.SendToAll(default(SceneMessage));
        _stage.Run(3);

        Assert.Equal(1, client.Log.Count("A SceneMessage was given no scene name"));
        Assert.Empty(client.Take());
        Assert.True(client.Client.isConnected);
    }

    [Fact]
    public void ABuilderThatFailsEndsTheSessionOfItsOwnSide()
    {
        ManagedSide server = _stage.AddServer(manager => manager.offlineScene = "Lobby");
        ManagedSide client = _stage.Join();
        server.Take();

        server.Manager.ServerChangeScene("Ruin");
        _stage.Run(4);

        Assert.Equal(["OnServerChangeScene Ruin", "OnStopServer", "OnServerDisconnect 1", "OnServerChangeScene Lobby"], server.Take());
        Assert.Equal("Lobby", server.Scene);
        Assert.Equal(1, server.Log.Count("Scene Ruin could not be loaded"));
        Assert.Equal(NetworkManagerMode.Offline, client.Manager.mode);
    }

    [Fact]
    public void StartPositionsAreThoseOfTheScene()
    {
        ManagedSide server = _stage.AddServer(manager => manager.playerSpawnMethod = PlayerSpawnMethod.RoundRobin);
        GameObject old = server.World.CreateGameObject("old start");
        old.AddComponent<NetworkStartPosition>();
        Assert.Single(server.Manager.startPositions);
        server.Manager.startPositionIndex = 1;

        server.Manager.ServerChangeScene("Arena");
        Assert.Empty(server.Manager.startPositions);
        Assert.Equal(0, server.Manager.startPositionIndex);
        _stage.Run(2);

        Assert.Equal(["Start 0", "Start 1"], server.Manager.startPositions.Select(place => place.name));
    }

    [Fact, Trait("Behaviour", "8.6")]
    public void OnStopObjectsOfTheSceneSleepAndComeBackWithTheNextSession()
    {
        ManagedSide server = _stage.AddServer(manager => manager.onlineScene = "Arena");
        ManagedSide client = _stage.Join(manager => manager.onlineScene = "Arena");
        Lever lever = client.FindLever()!;

        client.Manager.StopClient();
        _stage.Run(1);
        Assert.False(lever.isDestroyed);
        Assert.False(lever.gameObject.activeSelf);
        Assert.Equal(0u, lever.netId);
        Assert.Null(client.World.FindFirstObjectByType<Hero>());
        client.Manager.StartClient();
        _stage.Run(8);

        Assert.NotNull(client.FindLever());
        Assert.Equal(server.FindLever()!.netId, client.FindLever()!.netId);
        Assert.NotNull(client.Player);
    }

    // It tells nobody of a scene that it did not change to, as in Mirror: its clients have to be there already.
    [Fact, Trait("Behaviour", "7.4")]
    public void AServerStopsAndStartsAgainInTheSameScene()
    {
        ManagedSide server = _stage.AddServer(manager => manager.onlineScene = "Arena");
        Lever lever = server.FindLever()!;
        lever.Pull();
        _stage.RunFor(5);

        server.Manager.StopServer();
        Assert.False(lever.gameObject.activeSelf);
        Assert.False(lever.isServer);
        server.Manager.StartServer();
        ManagedSide client = _stage.Join(manager =>
        {
            manager.onlineScene = "Arena";
            manager.world.scenes.Load("Arena");
        });
        lever.Pull();
        _stage.Run(2);

        Assert.Equal(1u, lever.netId);
        Assert.Equal(2, client.FindLever()!.pulls);
        Assert.Empty(server.Log.Lines);
    }
}
