using Tain.Kit;
using Tain.Simulation;
using Tain.Transports;

namespace Tain.Tests.Management;

/// <summary>behaviour.md 5: the settings of a manager, and what it does when things go wrong.</summary>
public class NetworkManagerTests
{
    private readonly ManagedStage _stage = new();

    [Fact]
    public void AWorldKnowsItsManager()
    {
        var world = new World();
        Assert.Null(world.networkManager);

        GameObject parent = world.CreateGameObject();
        GameObject holder = world.CreateGameObject("holder");
        holder.transform.SetParent(parent.transform);
        JournalManager manager = holder.AddComponent<JournalManager>();

        Assert.Same(manager, world.networkManager);
        Assert.Null(holder.transform.parent);
        world.DestroyImmediate(manager);
        Assert.Null(world.networkManager);
    }

    [Fact]
    public void ASecondManagerIsAnErrorAndIsDestroyedWithItsObject()
    {
        ManagedSide server = _stage.AddServer();

        JournalManager second = server.World.CreateGameObject("second").AddComponent<JournalManager>();
        second.headlessStartMode = HeadlessStartOptions.AutoStartServer;
        _stage.Run(2);

        Assert.True(second.gameObject.isDestroyed);
        Assert.Empty(second.Journal);
        Assert.Same(server.Manager, server.World.networkManager);
        Assert.Equal(1, server.Log.Count("/second has a NetworkManager, but this world has one already at /server"));
        Assert.True(server.Server.active);
    }

    [Fact]
    public void ItSurvivesScenesUnlessToldOtherwise()
    {
        var world = new World();
        world.scenes.Add("Next", _ => { });
        NetworkManager kept = world.CreateGameObject().AddComponent<NetworkManager>();
        world.scenes.Load("Next");
        Assert.False(kept.isDestroyed);
        world.DestroyImmediate(kept.gameObject);

        world.prefabs.Add("Mortal", go => go.AddComponent<NetworkManager>().dontDestroyOnLoad = false);
        NetworkManager mortal = world.Instantiate("Mortal").GetComponent<NetworkManager>()!;
        world.scenes.Load("Next");
        Assert.True(mortal.isDestroyed);
        Assert.Null(world.networkManager);
    }

    [Fact, Trait("Behaviour", "5.2")]
    public void TheDefaultsAreMirrors()
    {
        NetworkManager manager = new World().CreateGameObject().AddComponent<NetworkManager>();

        Assert.Equal((60, 1, false, "localhost", 100), (manager.sendRate, manager.unreliableBaselineRate, manager.unreliableRedundancy, manager.networkAddress, manager.maxConnections));
        Assert.Equal((false, 60f, true), (manager.disconnectInactiveConnections, manager.disconnectInactiveTimeout, manager.exceptionsDisconnect));
        Assert.Equal((true, PlayerSpawnMethod.Random), (manager.autoCreatePlayer, manager.playerSpawnMethod));
        Assert.Equal((0f, true, HeadlessStartOptions.DoNothing), (manager.offlineSceneLoadDelay, manager.dontDestroyOnLoad, manager.headlessStartMode));
        Assert.Equal((ConnectionQualityMethod.Simple, 3f), (manager.evaluationMethod, manager.evaluationInterval));
        Assert.Equal(("", "", NetworkManagerMode.Offline), (manager.onlineScene, manager.offlineScene, manager.mode));
    }

    [Fact, Trait("Behaviour", "5.1")]
    public void SettingsThatChangeReachServerAndClientInTheNextFrame()
    {
        ManagedSide host = _stage.Add("host");
        host.Manager.StartHost();
        _stage.Run(2);

        host.Manager.sendRate = 20;
        host.Manager.unreliableBaselineRate = 90;
        host.Manager.unreliableRedundancy = true;
        host.Manager.snapshotSettings = new SnapshotInterpolationSettings { bufferTimeMultiplier = 4 };
        host.Manager.evaluationMethod = ConnectionQualityMethod.Pragmatic;
        host.Manager.evaluationInterval = 1;
        _stage.Run(1);

        Assert.Equal((20, 20, 20, true), (host.Server.sendRate, host.Server.tickRate, host.Server.unreliableBaselineRate, host.Server.unreliableRedundancy));
        Assert.Equal((20, 20), (host.Client.sendRate, host.Client.unreliableBaselineRate));
        Assert.Same(host.Manager.snapshotSettings, host.Server.snapshotSettings);
        Assert.Same(host.Manager.snapshotSettings, host.Client.snapshotSettings);
        Assert.Equal((ConnectionQualityMethod.Pragmatic, 1f), (host.Client.connectionQualityMethod, host.Client.connectionQualityInterval));
        Assert.Equal(4 / 20f, host.Manager.NetworkTime.ServerTimeline.InitialBufferTime, 6);
    }

    [Fact, Trait("Behaviour", "1.2")]
    public void ASlowerSendRateSendsLessOften()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join();
        Hero hero = server.Server.connections[1].identity!.GetComponent<Hero>()!;
        server.Manager.sendRate = ManagedStage.Rate / 8;
        _stage.Run(8);
        HashSet<int> seen = [];
        for (int i = 0; i < 64; i++)
        {
            hero.score++;
            _stage.Run(1);
            seen.Add(client.Player!.score);
        }

        Assert.InRange(seen.Count, 8, 9);
    }

    [Fact, Trait("Behaviour", "3.4")]
    public void ASilentPeerIsDisconnectedWhenThatIsWanted()
    {
        ManagedSide server = _stage.AddServer(manager =>
        {
            manager.disconnectInactiveConnections = true;
            manager.disconnectInactiveTimeout = 2;
        });
        ManagedSide client = _stage.Join();
        using TransportClient silent = _stage.Wire.CreateClient();
        silent.Connect("localhost");
        _stage.RunFor(1);
        Assert.Equal(2, server.Server.connections.Count);
        _stage.RunFor(1.5);

        Assert.Equal(1, server.Server.connections.Count);
        Assert.NotNull(client.Player);
    }

    [Fact, Trait("Behaviour", "3.1")]
    public void AFullServerTakesNobodyElse()
    {
        ManagedSide server = _stage.AddServer(manager => manager.maxConnections = 1);
        _stage.Join();
        ManagedSide second = _stage.Join();

        Assert.Equal(NetworkManagerMode.Offline, second.Manager.mode);
        Assert.Equal(1, server.Manager.numPlayers);
    }

    [Fact]
    public void StartingTwiceIsAWarning()
    {
        ManagedSide server = _stage.AddServer();
        server.Manager.StartServer();
        server.Manager.StartClient();
        server.Manager.StartHost();
        server.Manager.StopClient();

        Assert.Equal(3, server.Log.Count("was called while the manager runs as ServerOnly"));
        Assert.Empty(server.Take());
        Assert.True(server.Server.active);
    }

    [Fact]
    public void AStartThatFailsLeavesNothingBehind()
    {
        _stage.AddServer();
        ManagedSide second = _stage.Add("second", manager => manager.authenticator = manager.gameObject.AddComponent<JournalAuthenticator>());

        Assert.Throws<InvalidOperationException>(second.Manager.StartServer);
        Assert.Throws<InvalidOperationException>(second.Manager.StartHost);
        Assert.Throws<ArgumentException>(() => second.Manager.StartClient(new Uri("kcp://localhost")));
        Assert.Equal(NetworkManagerMode.Offline, second.Manager.mode);
        Assert.False(second.Manager.isNetworkActive);

        second.Manager.authenticator = null;
        second.Manager.StartClient();
        _stage.Run(6);
        Assert.NotNull(second.Player);
    }

    [Fact]
    public void AStartWhoseCallbackThrowsLeavesNothingBehind()
    {
        ManagedSide host = _stage.Add("host");
        host.Manager.During["OnStartHost"] = () => throw new TimeoutException();
        Assert.Throws<TimeoutException>(host.Manager.StartHost);
        Assert.False(host.Manager.isNetworkActive);

        host.Manager.During.Clear();
        host.Manager.StartHost();
        _stage.Run(3);
        Assert.NotNull(host.Player);
    }

    [Fact]
    public void AStopWhoseCallbacksThrowStopsAllTheSame()
    {
        ManagedSide host = _stage.Add("host");
        foreach (string callback in new[] { "OnStopHost", "OnServerDisconnect", "OnClientDisconnect", "OnStopClient", "OnStopServer" })
        {
            host.Manager.StartHost();
            _stage.Run(3);
            host.Manager.During[callback] = () => throw new TimeoutException();
            Exception? thrown = Record.Exception(host.Manager.StopHost);
            host.Manager.During.Clear();

            Assert.True(thrown is null or TimeoutException, $"{callback}: {thrown}");
            Assert.Equal(NetworkManagerMode.Offline, host.Manager.mode);
            Assert.False(host.Manager.isNetworkActive);
        }
    }

    [Fact]
    public void WhatIsNotSetIsSaidAtOnce()
    {
        ManagedSide side = _stage.Add("side", manager => manager.transport = null);
        Assert.Contains("transport", Assert.Throws<InvalidOperationException>(side.Manager.StartServer).Message);
        Assert.Contains("transport", Assert.Throws<InvalidOperationException>(side.Manager.StartClient).Message);
        side.Manager.onlineScene = "Nowhere";
        Assert.Contains("onlineScene", Assert.Throws<InvalidOperationException>(side.Manager.StartHost).Message);
        side.Manager.networkAddress = "";
        side.Manager.StartClient();
        Assert.Equal(1, side.Log.Count("Set networkAddress"));
        Assert.Equal(NetworkManagerMode.Offline, side.Manager.mode);
    }

    [Fact]
    public void AHostWithoutATransportIsAGameAlone()
    {
        ManagedSide alone = _stage.Add("alone", manager => manager.transport = null);

        alone.Manager.StartHost();
        _stage.Run(3);
        alone.Player!.CmdScore(3);

        Assert.Equal(3, alone.Player.score);
        Assert.Empty(alone.Log.Lines);
    }

    [Theory, Trait("Behaviour", "3.2")]
    [InlineData(true)]
    [InlineData(false)]
    public void AClientStopsAndStartsAtOnce(bool inAHandler)
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join();
        Action again = () =>
        {
            client.Manager.StopClient();
            client.Manager.StartClient();
        };
        client.Client.RegisterHandler<JournalAuthenticator.Welcome>(_ => again());

        if (inAHandler) server.Server.SendToAll(default(JournalAuthenticator.Welcome));
        else again();
        _stage.Run(8);

        Assert.Equal(["OnClientDisconnect", "OnStopClient", "OnStartClient", "OnClientConnect"], client.Take());
        Assert.NotNull(client.Player);
        Assert.Equal(1, server.Manager.numPlayers);
        Assert.Empty(client.Log.Lines);
    }

    [Fact]
    public void AServerMayStopInAHandlerAndStartAgain()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join();
        server.Server.RegisterHandler<JournalAuthenticator.Knock>((_, _) =>
        {
            server.Manager.StopServer();
            server.Manager.StartServer();
        });
        server.Take();

        client.Client.Send(default(JournalAuthenticator.Knock));
        _stage.Run(3);
        Assert.Equal(["OnStopServer", "OnServerDisconnect 1", "OnStartServer"], server.Take());
        Assert.Equal(NetworkManagerMode.Offline, client.Manager.mode);

        client.Manager.StartClient();
        _stage.Run(6);
        Assert.NotNull(client.Player);
        Assert.Equal(1u, client.Player.netId);
    }

    [Fact]
    public void OverKcpTheServerHearsOfAStopAtOnce()
    {
        var network = new SimulatedNetwork(seed: 3, LinkProfile.Dsl);
        (ManagedSide server, ManagedSide client) = Join(network);

        client.Manager.StopClient();
        network.RunUntil(() => server.Manager.numPlayers == 0, TimeSpan.FromSeconds(1));
        client.Manager.StartClient();
        network.RunUntil(() => client.Player is not null, TimeSpan.FromSeconds(5));
        server.Manager.StopServer();
        network.RunUntil(() => client.Manager.mode == NetworkManagerMode.Offline, TimeSpan.FromSeconds(1));
    }

    [Fact, Trait("Behaviour", "5.1")]
    public void ALineThatIsCutEndsBothSides()
    {
        var network = new SimulatedNetwork(seed: 4, LinkProfile.Lan);
        (ManagedSide server, ManagedSide client) = Join(network);
        int connection = server.Server.connections.Keys.Single();
        server.Take();
        client.Take();

        network.Cut(network.Server, network.Host("a"));
        network.RunUntil(() => client.Manager.mode == NetworkManagerMode.Offline && server.Server.connections.Count == 0, TimeSpan.FromSeconds(30));

        Assert.Equal(["OnClientError Timeout", "OnClientDisconnect", "OnStopClient"], client.Take());
        Assert.Equal([$"OnServerError {connection} Timeout", $"OnServerDisconnect {connection}"], server.Take());
        Assert.Empty(server.Server.spawned);
    }

    [Fact]
    public void StartDoesWhatTheSettingsSay()
    {
        ManagedSide server = _stage.Add("server", manager => manager.headlessStartMode = HeadlessStartOptions.AutoStartServer);
        ManagedSide client = _stage.Add("client", manager => manager.headlessStartMode = HeadlessStartOptions.AutoStartClient);
        _stage.Run(8);

        Assert.Equal(NetworkManagerMode.ServerOnly, server.Manager.mode);
        Assert.NotNull(client.Player);
    }

    [Fact]
    public void TheEndOfAWorldStopsItsNetwork()
    {
        ManagedSide server = _stage.AddServer();
        ManagedSide client = _stage.Join();
        var host = new ManagedSide(_stage.Clock, new MemoryTransport(), "host");
        host.Manager.StartHost();
        host.World.Tick(0);
        host.Take();

        host.World.Dispose();
        server.World.DestroyImmediate(server.Manager.gameObject);
        client.World.Tick(0);

        Assert.Equal(["OnStopHost", "OnServerDisconnect 0", "OnClientDisconnect", "OnStopClient", "OnStopServer"], host.Take());
        Assert.Equal(["OnStopServer", "OnServerDisconnect 1"], server.Take()[^2..]);
        Assert.Equal(NetworkManagerMode.Offline, client.Manager.mode);
    }

    [Fact]
    public void TheOfflineSceneWaitsItsDelayUnlessTheClientStartsAgain()
    {
        _stage.AddServer();
        ManagedSide client = _stage.Join(manager =>
        {
            manager.offlineScene = "Lobby";
            manager.offlineSceneLoadDelay = 1;
        });

        client.Manager.StopClient();
        _stage.RunFor(0.9);
        Assert.Equal("Main", client.Scene);
        _stage.RunFor(0.2);
        Assert.Equal("Lobby", client.Scene);

        client.World.scenes.Load("Arena");
        client.Manager.StartClient();
        _stage.Run(6);
        client.Manager.StopClient();
        client.Manager.StartClient();
        _stage.RunFor(2);
        Assert.Equal("Arena", client.Scene);
        Assert.NotNull(client.Player);
    }

    // Design decision 8: once warm, a tick allocates nothing.
    [Fact]
    public void ATickOfAManagerAllocatesNothing()
    {
        ManagedSide host = _stage.Add("host");
        host.Manager.StartHost();
        _stage.Run(300);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 300; i++)
            {
                host.Manager.Update();
                host.Manager.LateUpdate();
            }
        }));
    }

    // A server and a client over KCP, the client with its player.
    private static (ManagedSide Server, ManagedSide Client) Join(SimulatedNetwork network)
    {
        var server = new ManagedSide(network.Clock, network.CreateKcpTransport(network.Server), "server");
        var client = new ManagedSide(network.Clock, network.CreateKcpTransport(network.Host("a")), "client");
        client.Manager.networkAddress = network.Server.Name;
        network.EveryFrame(60, server.World.Tick);
        network.EveryFrame(60, client.World.Tick);
        server.Manager.StartServer();
        client.Manager.StartClient();
        network.RunUntil(() => client.Player is not null, TimeSpan.FromSeconds(5));
        return (server, client);
    }
}
