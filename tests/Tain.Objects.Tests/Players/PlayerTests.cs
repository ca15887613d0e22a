namespace Tain.Tests;

// behaviour.md 6: ready, world, players.
public class PlayerTests
{
    private readonly Session _session = new();

    [Fact]
    [Trait("Behaviour", "6.2")]
    public void ReadyAloneBringsNothingButLaterSpawns()
    {
        Actor before = _session.Server.Spawn();
        ClientSide client = _session.Join(new NetworkClientOptions { sendRate = Session.Rate, autoCreatePlayer = false });

        Actor after = _session.Server.Spawn();
        _session.Run(2);

        Assert.Null(client.CopyOf(before));
        Assert.True(client.Client.spawned.ContainsKey(after.netId));

        client.Client.AddPlayer();
        _session.Run(4);
        Assert.NotNull(client.CopyOf(before));
        Assert.Equal(["OnStartClient"], client.CopyOf(after)!.Journal);
        Assert.NotNull(client.Player);

        before.health = 1;
        after.health = 2;
        _session.Run(2);
        Assert.Equal(1, client.CopyOf(before)!.health);
        Assert.Equal(2, client.CopyOf(after)!.health);
    }

    [Fact]
    [Trait("Behaviour", "6.3")]
    public void AddPlayerMakesReadyOnItsOwn()
    {
        ClientSide client = _session.Join(new NetworkClientOptions { sendRate = Session.Rate, autoReady = false });
        Assert.False(client.Client.ready);

        Assert.True(client.Client.AddPlayer());
        _session.Run(4);

        Assert.NotNull(client.Player);
        Assert.True(_session.ConnectionOf(client).isReady);
        Assert.False(client.Client.AddPlayer());
        Assert.Equal(1, client.Log.Count("cannot add a player"));
    }

    [Trait("Attack", "C-08")]
    [Fact]
    public void ASecondAddPlayerFromAHostileClientIsRefusedWithOneLine()
    {
        ClientSide client = _session.Join();

        for (int i = 0; i < 100; i++) client.Client.Send(new AddPlayerMessage());
        _session.Run(3);

        Assert.Single(_session.NetworkServer.spawned);
        Assert.Equal(1, _session.Server.Log.Count("has a player already"));
        Assert.True(client.Client.isConnected);
    }

    // Each pass walks through all objects, for two bytes.
    [Trait("Attack", "C-07")]
    [Fact]
    public void ReadySaidAgainBringsNoOtherPassThroughTheWorld()
    {
        ClientSide client = _session.Join();
        int passes = 0;
        client.Client.ReplaceHandler<ObjectSpawnStartedMessage>(_ => passes++);

        for (int i = 0; i < 1000; i++) client.Client.Send(new ReadyMessage());
        _session.Run(3);

        Assert.Equal(0, passes);
        Assert.True(client.Client.isConnected);
    }

    [Fact]
    public void APlayerIsNamedAfterItsPrefabAndItsConnection()
    {
        ClientSide client = _session.Join();

        Assert.Equal("Actor [connId=1]", _session.ConnectionOf(client).identity!.name);
    }

    [Fact]
    public void TheGameCanMakePlayersItsOwnWay()
    {
        _session.NetworkServer.OnAddPlayer = connection => _session.NetworkServer.AddPlayerForConnection(connection, _session.Server.World.Instantiate("Secret"));

        ClientSide client = _session.Join();

        Assert.Equal(2, client.Client.localPlayer!.NetworkBehaviours.Length);
    }

    [Fact]
    public void WithoutAPrefabTheServerSaysWhatToSet()
    {
        _session.NetworkServer.Options.playerPrefab = null;

        ClientSide client = _session.Join();

        Assert.Null(client.Player);
        Assert.Equal(1, _session.Server.Log.Count("Set NetworkServerOptions.playerPrefab"));
        Assert.True(client.Client.isConnected);
    }

    [Theory]
    [InlineData(ReplacePlayerOptions.KeepAuthority, true, true)]
    [InlineData(ReplacePlayerOptions.KeepActive, true, false)]
    [InlineData(ReplacePlayerOptions.Unspawn, false, false)]
    [InlineData(ReplacePlayerOptions.Destroy, false, false)]
    [Trait("Behaviour", "6.4")]
    public void AnotherPlayerTakesThePlaceOfThePresentOne(ReplacePlayerOptions option, bool staysVisible, bool staysOwned)
    {
        ClientSide client = _session.Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        Actor previous = connection.identity!.GetComponent<Actor>()!;
        Actor previousCopy = client.Player!;
        GameObject next = _session.Server.World.Instantiate("Actor");

        Assert.True(_session.NetworkServer.ReplacePlayerForConnection(connection, next, option));
        _session.Run(3);

        Assert.Same(next, connection.identity!.gameObject);
        Assert.Equal(next.GetComponent<NetworkIdentity>()!.netId, client.Client.localPlayer!.netId);
        Assert.Equal(["OnStartClient", "OnStartAuthority", "OnStartLocalPlayer"], client.Player!.Journal);
        Assert.Equal(staysVisible, client.CopyOf(previous) is not null);
        Assert.Equal(staysOwned, connection.owned.Contains(previous.netIdentity));
        Assert.Equal(option == ReplacePlayerOptions.Destroy, previous.isDestroyed);
        if (staysVisible)
        {
            Assert.Equal(staysOwned, previousCopy.isOwned);
            Assert.False(previousCopy.isLocalPlayer);
            Assert.Contains("OnStopLocalPlayer", previousCopy.Journal);
        }
    }

    [Fact]
    [Trait("Behaviour", "6.4")]
    public void APlayerOfAnotherClientIsNotTaken()
    {
        ClientSide first = _session.Join();
        ClientSide second = _session.Join();
        GameObject stolen = _session.ConnectionOf(first).identity!.gameObject;

        Assert.False(_session.NetworkServer.ReplacePlayerForConnection(_session.ConnectionOf(second), stolen, ReplacePlayerOptions.Destroy));

        Assert.Equal(1, _session.Server.Log.Count("is owned by connection(1)"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhoHasLeftGetsNoPlayerThatWouldStayForEver(bool replace)
    {
        ClientSide other = _session.Join();
        ClientSide client = _session.Join(new NetworkClientOptions { sendRate = Session.Rate, autoCreatePlayer = false });
        NetworkConnectionToClient gone = _session.NetworkServer.connections.Values.Single(one => one.identity is null);
        client.Client.Disconnect();
        _session.Run(3);

        // What a database said of who asked for a player comes when he has left.
        GameObject late = _session.Server.World.Instantiate("Actor");
        bool isGiven = replace
            ? _session.NetworkServer.ReplacePlayerForConnection(gone, late, ReplacePlayerOptions.Destroy)
            : _session.NetworkServer.AddPlayerForConnection(gone, late);
        _session.Run(3);

        Assert.False(isGiven);
        Assert.Single(_session.NetworkServer.spawned);
        Assert.Single(other.Client.spawned);
        Assert.Null(gone.identity);
        Assert.Empty(gone.owned);
        Assert.Empty(gone.observing);
        Assert.Equal(1, _session.Server.Log.Count("does not become the player of connection(2), which is gone"));
    }

    [Theory]
    [InlineData(ReplacePlayerOptions.KeepActive)]
    [InlineData(ReplacePlayerOptions.Unspawn)]
    [InlineData(ReplacePlayerOptions.Destroy)]
    public void ANewPlayerThatMakesTheOldOneThePlayerAgainLeavesItThat(ReplacePlayerOptions option)
    {
        ClientSide client = _session.Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        NetworkIdentity old = connection.identity!;
        GameObject next = _session.Server.World.Instantiate("Actor");
        next.GetComponent<Actor>()!.DuringStartServer = _ => _session.NetworkServer.ReplacePlayerForConnection(connection, old.gameObject, ReplacePlayerOptions.KeepActive);

        _session.NetworkServer.ReplacePlayerForConnection(connection, next, option);
        _session.Run(3);

        Assert.Same(old, connection.identity);
        Assert.Same(connection, old.connectionToClient);
        Assert.True(old.IsSpawned);
        Assert.Equal(old.netId, client.Client.localPlayer?.netId);
    }

    [Theory]
    [InlineData(RemovePlayerOptions.KeepActive, true)]
    [InlineData(RemovePlayerOptions.Unspawn, false)]
    [InlineData(RemovePlayerOptions.Destroy, false)]
    [Trait("Behaviour", "6.5")]
    public void APlayerIsTakenFromAClient(RemovePlayerOptions option, bool staysVisible)
    {
        ClientSide client = _session.Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        Actor player = connection.identity!.GetComponent<Actor>()!;

        _session.NetworkServer.RemovePlayerForConnection(connection, option);
        _session.Run(3);

        Assert.Null(connection.identity);
        Assert.Null(client.Client.localPlayer);
        Assert.Equal(staysVisible, client.CopyOf(player) is not null);
        Assert.Empty(connection.owned);
        Assert.Null(player.isDestroyed ? null : player.connectionToClient);
    }

    [Fact]
    [Trait("Behaviour", "6.1")]
    public void NotReadyMeansNoMoreWorldUntilReadyAgain()
    {
        ClientSide client = _session.Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        Actor player = connection.identity!.GetComponent<Actor>()!;
        bool told = false;
        client.Client.OnNotReadyEvent += () => told = true;

        _session.NetworkServer.SetClientNotReady(connection);
        player.health = 5;
        _session.Run(2);

        Assert.True(told);
        Assert.False(client.Client.ready);
        Assert.Empty(player.netIdentity.observers);
        Assert.Equal(100, client.Player!.health);

        client.Client.Ready();
        _session.Run(3);
        Assert.Equal(5, client.Player.health);
        Assert.Contains(connection, player.netIdentity.observers.Values);
    }

    [Fact]
    [Trait("Behaviour", "6.3")]
    public void APlayerSpawnedBeforeIsShownAgainAsPlayer()
    {
        ClientSide client = _session.Join(new NetworkClientOptions { sendRate = Session.Rate, autoCreatePlayer = false });
        Actor actor = _session.Server.Spawn();
        _session.Run(2);
        NetworkConnectionToClient connection = _session.NetworkServer.connections.Values.Single();

        _session.NetworkServer.AddPlayerForConnection(connection, actor.gameObject);
        _session.Run(3);

        Assert.Equal(actor.netId, client.Client.localPlayer!.netId);
        Assert.Equal(["OnStartClient", "OnStartAuthority", "OnStartLocalPlayer"], client.Player!.Journal);
    }

    [Fact]
    [Trait("Behaviour", "6.4")]
    public void AClientSeesItsPlayerAlsoWhenTheObjectWasHiddenFromIt()
    {
        ClientSide client = _session.Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        Actor hidden = _session.Server.Spawn();
        _session.NetworkServer.HideForConnection(hidden.netIdentity, connection);
        _session.Run(2);
        Assert.Null(client.CopyOf(hidden));

        _session.NetworkServer.ReplacePlayerForConnection(connection, hidden.gameObject, ReplacePlayerOptions.KeepActive);
        hidden.health = 6;
        _session.Run(2);

        Assert.Equal(6, client.Player!.health);
        Assert.Equal(hidden.netId, client.Player.netId);
        Assert.Equal(["OnStartClient", "OnStartAuthority", "OnStartLocalPlayer", "health 100 -> 6"], client.Player.Journal);
    }

    [Theory]
    [InlineData(RemovePlayerOptions.Unspawn)]
    [InlineData(RemovePlayerOptions.Destroy)]
    [Trait("Behaviour", "6.4")]
    public void TheEndOfARemovedPlayerMayBringTheClientAnother(RemovePlayerOptions options)
    {
        ClientSide client = _session.Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        Actor next = _session.Server.World.Instantiate("Actor").GetComponent<Actor>()!;
        connection.identity!.GetComponent<Actor>()!.During = (_, what) =>
        {
            if (what == "OnStopServer") _session.NetworkServer.ReplacePlayerForConnection(connection, next.gameObject, ReplacePlayerOptions.KeepActive);
        };

        _session.NetworkServer.RemovePlayerForConnection(connection, options);
        _session.Run(3);

        Assert.Same(next.netIdentity, connection.identity);
        Assert.Equal(next.netId, client.Player!.netId);
        Assert.True(client.Player.isOwned);
    }

    [Fact]
    [Trait("Behaviour", "7.1")]
    public void MisuseThrowsAndSaysWhatToDo()
    {
        NetworkConnectionToClient connection = _session.ConnectionOf(_session.Join());
        GameObject bare = _session.Server.World.CreateGameObject("Rock");

        Assert.Contains("AddComponent<NetworkIdentity>", Assert.Throws<InvalidOperationException>(() => _session.NetworkServer.Spawn(bare)).Message);
        Assert.Contains("AddComponent<NetworkIdentity>", Assert.Throws<InvalidOperationException>(() => _session.NetworkServer.AddPlayerForConnection(connection, bare)).Message);
        _session.NetworkServer.Shutdown();
        Assert.Contains("Listen", Assert.Throws<InvalidOperationException>(() => _session.Server.Spawn()).Message);
    }
}
