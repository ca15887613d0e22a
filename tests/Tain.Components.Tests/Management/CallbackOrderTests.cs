namespace Tain.Tests.Management;

/// <summary>behaviour.md 5.1, 5.3 and 5.4: the exact order of a manager's callbacks, for everything that starts, stops, comes and goes.</summary>
public class CallbackOrderTests
{
    private readonly ManagedStage _stage = new();

    [Fact, Trait("Behaviour", "5.1")]
    public void ADedicatedServerStartsAndStops()
    {
        ManagedSide server = _stage.Add("server");

        server.Manager.StartServer();
        Assert.Equal(["OnStartServer"], server.Take());
        Assert.Equal(NetworkManagerMode.ServerOnly, server.Manager.mode);
        Assert.True(server.Server.active);
        _stage.Run(3);

        server.Manager.StopServer();
        Assert.Equal(["OnStopServer"], server.Take());
        Assert.Equal(NetworkManagerMode.Offline, server.Manager.mode);
        Assert.False(server.Server.active);
        Assert.Empty(server.Log.Lines);
    }

    [Fact, Trait("Behaviour", "5.1")]
    public void ADedicatedServerStartsAndStopsWithScenes()
    {
        ManagedSide server = _stage.Add("server", OnlineAndOffline);

        server.Manager.StartServer();
        Assert.Equal(["OnStartServer", "OnServerChangeScene Arena"], server.Take());
        Assert.True(server.Server.isLoadingScene);
        _stage.Run(1);
        Assert.Equal(["OnServerSceneChanged Arena"], server.Take());
        Assert.False(server.Server.isLoadingScene);

        server.Manager.StopServer();
        Assert.Equal(["OnStopServer", "OnServerChangeScene Lobby"], server.Take());
        _stage.Run(2);
        Assert.Equal("Lobby", server.Scene);
        Assert.Empty(server.Take());
        Assert.Equal("", server.Manager.networkSceneName);
        Assert.Empty(server.Log.Lines);
    }

    [Fact, Trait("Behaviour", "5.3")]
    public void AClientJoinsAndLeaves()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Add("client");

        client.Manager.StartClient();
        Assert.Equal(["OnStartClient"], client.Take());
        _stage.Run(6);
        Assert.Equal(["OnClientConnect"], client.Take());
        Assert.Equal(["OnServerConnect 1", "OnServerReady 1", "OnServerAddPlayer 1"], server.Take());
        Assert.NotNull(client.Player);
        Assert.Equal(1, server.Manager.numPlayers);

        client.Manager.StopClient();
        Assert.Equal(["OnClientDisconnect", "OnStopClient"], client.Take());
        Assert.Equal(NetworkManagerMode.Offline, client.Manager.mode);
        _stage.Run(2);
        Assert.Equal(["OnServerDisconnect 1"], server.Take());
        Assert.Equal(0, server.Manager.numPlayers);
        Assert.Empty(server.Server.spawned);
        Assert.Empty(client.Take());
    }

    [Fact, Trait("Behaviour", "5.3")]
    public void AClientJoinsAServerWithAScene()
    {
        ManagedSide server = _stage.AddServer(OnlineAndOffline);
        ManagedSide client = _stage.Add("client", OnlineAndOffline);

        client.Manager.StartClient();
        _stage.Run(10);

        Assert.Equal(["OnStartClient", "OnClientConnect", "OnClientChangeScene Arena Normal", "OnClientSceneChanged"], client.Take());
        Assert.Equal(["OnServerConnect 1", "OnServerReady 1", "OnServerAddPlayer 1"], server.Take());
        Assert.Equal("Arena", client.Scene);
        Assert.NotNull(client.Player);
        Assert.Empty(client.Log.Lines);
        Assert.Empty(server.Log.Lines);
    }

    // The quirk of 5.3: it readies before the scene is there, and asks again afterwards, since it has no player by then.
    [Fact, Trait("Behaviour", "5.3")]
    public void AClientThatExpectsNoSceneGetsOne()
    {
        ManagedSide server = _stage.AddServer(OnlineAndOffline);
        ManagedSide client = _stage.Add("client");

        client.Manager.StartClient();
        _stage.Run(10);

        Assert.Equal(["OnStartClient", "OnClientConnect", "OnClientChangeScene Arena Normal", "OnClientSceneChanged"], client.Take());
        Assert.NotNull(client.Player);
        Assert.Equal(2, client.Client.spawned.Count);
        Assert.Equal(["OnServerConnect 1", "OnServerReady 1", "OnServerAddPlayer 1"], server.Take());
    }

    [Fact, Trait("Behaviour", "5.1")]
    public void AKickedClientStopsAsOneThatLeaves()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join();
        server.Take();

        server.Server.connections[1].Disconnect();
        _stage.Run(2);

        Assert.Equal(["OnServerDisconnect 1"], server.Take());
        Assert.Equal(["OnClientDisconnect", "OnStopClient"], client.Take());
        Assert.Equal(NetworkManagerMode.Offline, client.Manager.mode);
        Assert.Null(client.Player);
        Assert.Null(client.World.FindFirstObjectByType<Hero>());
    }

    [Fact, Trait("Behaviour", "5.1")]
    public void AServerThatStopsTakesItsClientsAlong()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide first = _stage.Join();
        ManagedSide second = _stage.Join();
        server.Take();

        server.Manager.StopServer();
        Assert.Equal(["OnStopServer", "OnServerDisconnect 1", "OnServerDisconnect 2"], server.Take());
        _stage.Run(2);

        Assert.Equal(["OnClientDisconnect", "OnStopClient"], first.Take());
        Assert.Equal(["OnClientDisconnect", "OnStopClient"], second.Take());
    }

    [Fact, Trait("Behaviour", "5.1")]
    public void AnAttemptThatFailsEndsAsALoss()
    {
        ManagedSide client = _stage.Add("client");

        client.Manager.StartClient();
        _stage.Run(2);

        Assert.Equal(["OnStartClient", "OnClientError Refused", "OnClientDisconnect", "OnStopClient"], client.Take());
        Assert.Equal(NetworkManagerMode.Offline, client.Manager.mode);
        Assert.False(client.Manager.isNetworkActive);
    }

    [Fact, Trait("Behaviour", "5.1"), Trait("Behaviour", "11")]
    public void AHostStartsAndStops()
    {
        ManagedSide host = _stage.Add("host");

        host.Manager.StartHost();
        Assert.Equal(["OnStartServer", "OnStartHost", "OnServerConnect 0", "OnStartClient"], host.Take());
        Assert.Equal(NetworkManagerMode.Host, host.Manager.mode);
        Assert.True(host.Client.isConnected);
        _stage.Run(3);
        Assert.Equal(["OnClientConnect", "OnServerReady 0", "OnServerAddPlayer 0"], host.Take());
        Assert.NotNull(host.Player);
        Assert.True(host.Player.isHost);

        host.Manager.StopHost();
        Assert.Equal(["OnStopHost", "OnServerDisconnect 0", "OnClientDisconnect", "OnStopClient", "OnStopServer"], host.Take());
        Assert.Equal(NetworkManagerMode.Offline, host.Manager.mode);
        Assert.Empty(host.Log.Lines);
    }

    [Fact, Trait("Behaviour", "5.1"), Trait("Behaviour", "11")]
    public void AHostStartsAndStopsWithScenes()
    {
        ManagedSide host = _stage.Add("host", OnlineAndOffline);

        host.Manager.StartHost();
        Assert.Equal(["OnServerChangeScene Arena"], host.Take());
        Assert.False(host.Client.active);
        _stage.Run(3);
        Assert.Equal(
            [
                "OnStartServer", "OnStartHost", "OnServerConnect 0", "OnStartClient", "OnServerSceneChanged Arena",
                "OnClientConnect", "OnClientChangeScene Arena Normal", "OnServerReady 0", "OnServerAddPlayer 0",
            ],
            host.Take());
        Assert.NotNull(host.Player);

        host.Manager.StopHost();
        Assert.Equal(
            ["OnStopHost", "OnServerDisconnect 0", "OnClientDisconnect", "OnStopClient", "OnStopServer", "OnServerChangeScene Lobby"], host.Take());
        _stage.Run(2);
        Assert.Equal("Lobby", host.Scene);
        Assert.Empty(host.Log.Lines);
    }

    [Fact, Trait("Behaviour", "5.1")]
    public void AHostsClientStopsAndTheServerGoesOn()
    {
        ManagedSide host = _stage.Add("host");
        host.Manager.StartHost();
        ManagedSide remote = _stage.Join();
        host.Take();

        host.Manager.StopClient();
        Assert.Equal(["OnServerDisconnect 0", "OnClientDisconnect", "OnStopClient"], host.Take());
        Assert.Equal(NetworkManagerMode.ServerOnly, host.Manager.mode);
        _stage.Run(3);

        Assert.NotNull(remote.Player);
        Assert.Single(remote.Client.spawned);
        host.Manager.StopServer();
        Assert.Equal(["OnStopServer", "OnServerDisconnect 1"], host.Take());
    }

    [Fact, Trait("Behaviour", "5.1")]
    public void StopServerOnAHostStopsAllOfIt()
    {
        ManagedSide host = _stage.Add("host");
        host.Manager.StartHost();
        _stage.Run(3);
        host.Take();

        host.Manager.StopServer();

        Assert.Equal(["OnStopHost", "OnServerDisconnect 0", "OnClientDisconnect", "OnStopClient", "OnStopServer"], host.Take());
        Assert.False(host.Manager.isNetworkActive);
    }

    // Nobody was told that it started, so nobody is told that it stopped.
    [Fact, Trait("Behaviour", "5.1")]
    public void AHostThatStopsWhileItsFirstSceneLoads()
    {
        ManagedSide host = _stage.Add("host", OnlineAndOffline);
        host.Manager.StartHost();
        host.Take();

        host.Manager.StopHost();
        _stage.Run(3);

        Assert.Equal(["OnServerChangeScene Lobby"], host.Take());
        Assert.Equal("Lobby", host.Scene);
        Assert.Equal(NetworkManagerMode.Offline, host.Manager.mode);
        host.Manager.StartHost();
        _stage.Run(3);
        Assert.NotNull(host.Player);
        Assert.Empty(host.Log.Lines);
    }

    [Fact, Trait("Behaviour", "5.4")]
    public void AServerChangesTheScene()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join();
        server.Take();

        server.Manager.ServerChangeScene("Arena");
        Assert.Equal(["OnServerChangeScene Arena"], server.Take());
        _stage.Run(1);
        Assert.Equal(["OnServerSceneChanged Arena"], server.Take());
        _stage.Run(5);

        Assert.Equal(["OnClientNotReady", "OnClientChangeScene Arena Normal", "OnClientSceneChanged"], client.Take());
        Assert.Equal(["OnServerReady 1", "OnServerAddPlayer 1"], server.Take());
        Assert.Equal("Arena", client.Manager.networkSceneName);
        Assert.NotNull(client.Player);
        Assert.Empty(server.Log.Lines);
        Assert.Empty(client.Log.Lines);
    }

    [Theory, Trait("Behaviour", "5.4"), Trait("Behaviour", "11")]
    [InlineData(true)]
    [InlineData(false)]
    public void AHostChangesTheScene(bool withinATick)
    {
        ManagedSide host = _stage.Add("host");
        host.Manager.StartHost();
        _stage.Run(3);
        host.Take();

        if (withinATick) host.Manager.Invoke(() => host.Manager.ServerChangeScene("Arena"), 0);
        else host.Manager.ServerChangeScene("Arena");
        _stage.Run(5);

        Assert.Equal(
            [
                "OnServerChangeScene Arena", "OnClientNotReady", "OnClientChangeScene Arena Normal", "OnServerSceneChanged Arena", "OnClientSceneChanged",
                "OnServerReady 0", "OnServerAddPlayer 0",
            ],
            host.Take());
        Assert.NotNull(host.Player);
        Assert.True(host.Client.ready);
        Assert.Empty(host.Log.Lines);
    }

    [Fact, Trait("Behaviour", "4")]
    public void AnAuthenticatorAcceptsAClient()
    {
        ManagedSide server = _stage.AddServer(WithAuthenticator);
        ManagedSide client = _stage.Add("client", WithAuthenticator);

        client.Manager.StartClient();
        _stage.Run(8);

        Assert.Equal(["auth.OnStartClient", "OnStartClient", "auth.OnClientAuthenticate", "OnClientConnect"], client.Take());
        Assert.Equal(["auth.OnServerAuthenticate 1", "OnServerConnect 1", "OnServerReady 1", "OnServerAddPlayer 1"], server.Take());

        client.Manager.StopClient();
        Assert.Equal(["OnClientDisconnect", "auth.OnStopClient", "OnStopClient"], client.Take());
        _stage.Run(1);
        server.Take();
        server.Manager.StopServer();
        Assert.Equal(["auth.OnStopServer", "OnStopServer"], server.Take());
    }

    [Fact, Trait("Behaviour", "4")]
    public void AnAuthenticatorRefusesAClient()
    {
        ManagedSide server = _stage.AddServer(manager =>
        {
            WithAuthenticator(manager);
            ((JournalAuthenticator)manager.authenticator!).Answer = false;
        });
        ManagedSide client = _stage.Add("client", WithAuthenticator);

        client.Manager.StartClient();
        _stage.Run(8);

        Assert.Equal(
            ["auth.OnStartClient", "OnStartClient", "auth.OnClientAuthenticate", "OnClientDisconnect", "auth.OnStopClient", "OnStopClient"], client.Take());
        Assert.Equal(["auth.OnServerAuthenticate 1", "OnServerDisconnect 1"], server.Take());
    }

    [Fact, Trait("Behaviour", "4")]
    public void AClientsAuthenticatorRefusesTheServer()
    {
        ManagedSide server = _stage.AddServer(WithAuthenticator);
        ManagedSide client = _stage.Add("client", manager =>
        {
            WithAuthenticator(manager);
            ((JournalAuthenticator)manager.authenticator!).IsContent = false;
        });

        client.Manager.StartClient();
        _stage.Run(8);

        Assert.Equal(
            ["auth.OnStartClient", "OnStartClient", "auth.OnClientAuthenticate", "OnClientDisconnect", "auth.OnStopClient", "OnStopClient"], client.Take());
        Assert.Equal(["auth.OnServerAuthenticate 1", "OnServerConnect 1", "OnServerDisconnect 1"], server.Take());
    }

    [Fact, Trait("Behaviour", "4"), Trait("Behaviour", "11")]
    public void AnAuthenticatorAcceptsTheHost()
    {
        ManagedSide host = _stage.Add("host", WithAuthenticator);

        host.Manager.StartHost();
        _stage.Run(6);

        Assert.Equal(
            [
                "auth.OnStartServer", "OnStartServer", "OnStartHost", "auth.OnStartClient", "auth.OnServerAuthenticate 0", "OnStartClient",
                "auth.OnClientAuthenticate", "OnServerConnect 0", "OnClientConnect", "OnServerReady 0", "OnServerAddPlayer 0",
            ],
            host.Take());
        host.Manager.StopHost();
        Assert.Equal(
            ["OnStopHost", "OnServerDisconnect 0", "OnClientDisconnect", "auth.OnStopClient", "OnStopClient", "auth.OnStopServer", "OnStopServer"], host.Take());
    }

    [Fact, Trait("Behaviour", "5.4")]
    public void AClientLosesTheConnectionWhileItsSceneLoads()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join(manager => manager.offlineScene = "Lobby");
        server.Take();

        client.Manager.During["OnClientChangeScene"] = () => server.Server.connections[1].Disconnect();
        server.Manager.ServerChangeScene("Arena");
        _stage.Run(6);

        Assert.Equal(["OnClientNotReady", "OnClientChangeScene Arena Normal", "OnClientDisconnect", "OnStopClient"], client.Take());
        Assert.Equal("Lobby", client.Scene);
        Assert.Null(client.Manager.loadingSceneAsync);
        Assert.Equal(["OnServerChangeScene Arena", "OnServerSceneChanged Arena", "OnServerDisconnect 1"], server.Take());
        Assert.Empty(client.Log.Lines);
    }

    private static void OnlineAndOffline(JournalManager manager)
    {
        manager.onlineScene = "Arena";
        manager.offlineScene = "Lobby";
    }

    private static void WithAuthenticator(JournalManager manager) => manager.authenticator = manager.gameObject.AddComponent<JournalAuthenticator>();
}
