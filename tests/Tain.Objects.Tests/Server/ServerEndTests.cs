namespace Tain.Tests;

// Disconnecting and shutting down from within scripts, on the server's side.
[Trait("Behaviour", "3.1")]
[Trait("Behaviour", "6.6")]
public class ServerEndTests
{
    private readonly Session _session = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ACommandMayEndItsSenderOrTheServer(bool shutdown)
    {
        ClientSide client = _session.Join();
        ClientSide other = _session.Join();
        Actor player = _session.ConnectionOf(client).identity!.GetComponent<Actor>()!;
        player.During = (self, what) =>
        {
            if (what != "CmdHeal 1") return;
            if (shutdown) self.NetworkServer.Shutdown();
            else self.connectionToClient!.Disconnect();
        };

        client.Player!.CmdHeal(1);
        client.Player!.CmdHeal(2);
        _session.Run(4);

        Assert.DoesNotContain("CmdHeal 2", player.Journal);
        Assert.Equal("OnStopServer", player.Journal[^1]);
        Assert.True(player.isDestroyed);
        Assert.False(client.Client.active);
        Assert.Equal(!shutdown, other.Client.active);
        Assert.Equal(!shutdown, _session.NetworkServer.active);
        Assert.Empty(_session.Server.Log.Lines);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OnStartServerMayEndTheNewOwnerOrTheServer(bool shutdown)
    {
        ClientSide client = _session.Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        GameObject made = _session.Server.World.Instantiate("Actor");
        made.GetComponent<Actor>()!.DuringStartServer = self =>
        {
            if (shutdown) self.NetworkServer.Shutdown();
            else connection.Disconnect();
        };

        _session.NetworkServer.Spawn(made, connection);
        _session.Run(4);

        Assert.Equal(["OnStartServer", "OnStopServer"], made.GetComponent<Actor>() is { } actor ? actor.Journal : []);
        Assert.True(made.isDestroyed);
        Assert.False(client.Client.active);
        Assert.Empty(_session.NetworkServer.spawned);
        Assert.Empty(_session.Server.Log.Lines);
    }

    [Fact]
    public void ShutdownTellsConnectionsFirstThenObjectsAndOnceOnly()
    {
        ClientSide client = _session.Join();
        Actor actor = _session.Server.Spawn();
        Actor player = _session.ConnectionOf(client).identity!.GetComponent<Actor>()!;
        var order = new List<string>();
        actor.During = (_, what) => order.Add($"actor {what}, active {_session.NetworkServer.active}");
        player.During = (_, what) => order.Add($"player {what}");
        _session.NetworkServer.OnDisconnectedEvent = connection =>
        {
            order.Add($"gone {connection.connectionId}, connections {_session.NetworkServer.connections.Count}");
            _session.NetworkServer.Shutdown();
        };

        _session.NetworkServer.Shutdown();

        Assert.Equal(["gone 1, connections 0", "actor OnStopServer, active True", "player OnStopServer"], order.Order(StringComparer.Ordinal).OrderBy(line => line[0] != 'g'));
        Assert.StartsWith("gone", order[0]);
        Assert.False(_session.NetworkServer.active);

        _session.NetworkServer.Listen();
        Assert.Equal(1u, _session.Server.Spawn().netId);
    }

    [Fact]
    public void WhatIsSpawnedWhileTheServerShutsDownIsStoppedToo()
    {
        Actor? wreck = null;
        Actor ship = _session.Server.Spawn();
        ship.During = (_, what) =>
        {
            if (what == "OnStopServer") wreck = _session.Server.Spawn();
        };

        _session.NetworkServer.Shutdown();
        _session.Run();

        Assert.Equal(["OnStartServer", "OnStopServer"], wreck!.Journal);
        Assert.True(wreck.isDestroyed);
        Assert.Empty(_session.NetworkServer.spawned);
    }

    [Fact]
    public void AScriptThatSpawnsForEverIsCutOff()
    {
        void Again(Actor self, string what)
        {
            if (what == "OnStopServer") _session.Server.Spawn().During = Again;
        }
        _session.Server.Spawn().During = Again;

        _session.NetworkServer.Shutdown();
        _session.Run();

        Assert.Equal(1, _session.Server.Log.Count("while the server shuts down"));
        Assert.Empty(_session.NetworkServer.spawned);
        Assert.Empty(_session.Server.World.FindObjectsByType<Actor>());
    }

    [Fact]
    public void TheServerMayStopWhileItSpawnsItsScene()
    {
        for (ulong sceneId = 1; sceneId <= 3; sceneId++)
        {
            var made = new GameObject(_session.Server.World, $"part {sceneId}");
            made.SetActive(false);
            made.AddComponent<NetworkIdentity>().sceneId = sceneId;
            made.AddComponent<Actor>().DuringStartServer = self => self.NetworkServer.Shutdown();
        }

        Assert.False(_session.NetworkServer.SpawnObjects());

        Assert.Empty(_session.NetworkServer.spawned);
        Assert.Empty(_session.Server.Log.Lines);
        Assert.Equal(2, _session.Server.World.FindObjectsByType<Actor>(includeInactive: true).Sum(actor => actor.Journal.Count));
    }

    [Fact]
    public void SceneObjectsOfAClientThatLeavesStayAndBelongToNobody()
    {
        var made = new GameObject(_session.Server.World, "door");
        made.SetActive(false);
        made.AddComponent<NetworkIdentity>().sceneId = 5;
        Actor door = made.AddComponent<Actor>();
        ClientSide client = _session.Join();
        _session.NetworkServer.SpawnObjects();
        door.netIdentity.AssignClientAuthority(_session.ConnectionOf(client));

        client.Client.Disconnect();
        _session.Run(4);

        Assert.False(door.isDestroyed);
        Assert.Null(door.connectionToClient);
        Assert.Contains(door.netId, _session.NetworkServer.spawned.Keys);
        Assert.Empty(door.netIdentity.observers);
    }

    [Fact]
    public void ADestroyedPlayerIsNoPlayerAnyMore()
    {
        ClientSide client = _session.Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        GameObject player = connection.identity!.gameObject;
        _session.NetworkServer.UnSpawn(player);
        Assert.NotNull(connection.identity);

        _session.Server.World.DestroyImmediate(player);

        Assert.Null(connection.identity);
        Assert.True(_session.NetworkServer.AddPlayerForConnection(connection, _session.Server.World.Instantiate("Actor")));
        _session.Run(3);
        Assert.NotNull(client.Player);
    }

    [Fact]
    [Trait("Behaviour", "6.3")]
    public void APlayerThatCannotBeSpawnedLeavesTheConnectionAsItWas()
    {
        ClientSide first = _session.Join();
        ClientSide second = _session.Join(new NetworkClientOptions { sendRate = Session.Rate, autoCreatePlayer = false });
        NetworkConnectionToClient connection = _session.NetworkServer.connections.Values.Single(one => one.identity is null);
        GameObject destroyed = _session.Server.World.Instantiate("Actor");
        _session.Server.World.DestroyImmediate(destroyed);

        Assert.Throws<InvalidOperationException>(() => _session.NetworkServer.AddPlayerForConnection(connection, destroyed));
        Assert.False(_session.NetworkServer.AddPlayerForConnection(connection, _session.ConnectionOf(first).identity!.gameObject));

        Assert.Null(connection.identity);
        Assert.Empty(connection.owned);
        Assert.Equal(1, _session.Server.Log.Count("is owned by connection(1)"));
        Assert.Null(second.Player);
    }
}
