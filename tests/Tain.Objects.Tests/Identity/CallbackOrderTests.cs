namespace Tain.Tests;

// behaviour.md 10: which callbacks run where, in which order.
[Trait("Behaviour", "10")]
public class CallbackOrderTests
{
    private readonly Session _session = new();

    [Fact]
    [Trait("Behaviour", "2")]
    public void ADedicatedServerStartsAndStopsItsObjects()
    {
        Actor actor = _session.Server.Spawn();

        _session.NetworkServer.Destroy(actor.gameObject);
        _session.Run();

        Assert.Equal(["OnStartServer", "OnStopServer"], actor.Journal);
        Assert.True(actor.isDestroyed);
        Assert.True(actor.isServer, "flags stay, so that OnDestroy can read them");
    }

    [Fact]
    public void APureClientGetsHooksThenStartThenAuthority()
    {
        ClientSide client = _session.Join();
        Actor original = _session.Server.World.Instantiate("Actor").GetComponent<Actor>()!;
        original.health = 7;

        _session.NetworkServer.Spawn(original.gameObject, _session.ConnectionOf(client));
        _session.Run(2);

        Actor copy = client.CopyOf(original)!;
        Assert.Equal(["health 100 -> 7", "OnStartClient", "OnStartAuthority"], copy.Journal);
        Assert.True(copy.isOwned);
        Assert.False(copy.isLocalPlayer);
        Assert.True(copy.isClientOnly);
    }

    [Fact]
    [Trait("Behaviour", "8.4")]
    public void APureClientIsToldBeforeAnObjectGoesButAuthorityIsNotTakenBack()
    {
        ClientSide client = _session.Join();
        Actor original = _session.ConnectionOf(client).identity!.GetComponent<Actor>()!;
        Actor copy = client.Player!;

        _session.NetworkServer.Destroy(original.gameObject);
        _session.Run(3);

        Assert.Equal(["OnStartClient", "OnStartAuthority", "OnStartLocalPlayer", "OnStopLocalPlayer", "OnStopClient"], copy.Journal);
        Assert.True(copy.isDestroyed);
        Assert.Null(client.Client.localPlayer);
        Assert.Empty(client.Client.connection!.owned);
    }

    [Fact]
    [Trait("Behaviour", "9")]
    public void OwnershipIsToldOncePerChange()
    {
        ClientSide client = _session.Join();
        Actor original = _session.Server.Spawn();
        _session.Run(2);
        NetworkConnectionToClient connection = _session.ConnectionOf(client);

        original.netIdentity.AssignClientAuthority(connection);
        original.netIdentity.AssignClientAuthority(connection);
        _session.Run(2);
        original.netIdentity.RemoveClientAuthority();
        _session.Run(2);

        Assert.Equal(["OnStartClient", "OnStartAuthority", "OnStopAuthority"], client.CopyOf(original)!.Journal);
        Assert.Null(original.connectionToClient);
    }

    [Fact]
    public void AScriptThatThrowsDoesNotStopTheOthers()
    {
        Actor actor = _session.Server.World.Instantiate("Secret").GetComponent<Actor>()!;
        actor.DuringStartServer = _ => throw new InvalidOperationException("on purpose");

        _session.NetworkServer.Spawn(actor.gameObject);

        Actor second = actor.gameObject.GetComponents<Actor>()[1];
        Assert.Equal(["OnStartServer"], second.Journal);
        Assert.Equal(1, _session.Server.Log.Count("OnStartServer: on purpose"));
    }

    [Fact]
    [Trait("Behaviour", "7.1")]
    public void AnObjectThatUnspawnsItselfInOnStartServerIsNeverShown()
    {
        ClientSide client = _session.Join();
        Actor actor = _session.Server.World.Instantiate("Actor").GetComponent<Actor>()!;
        actor.DuringStartServer = self => self.NetworkServer.UnSpawn(self.gameObject);

        _session.NetworkServer.Spawn(actor.gameObject);
        _session.Run(2);

        Assert.Single(client.Client.spawned);
        Assert.False(actor.gameObject.activeSelf);
        Assert.Equal(0u, actor.netId);
    }

    [Fact]
    [Trait("Behaviour", "7.2")]
    public void DestroyingTheGameObjectIsAsGoodAsTellingTheServer()
    {
        ClientSide client = _session.Join();
        Actor actor = _session.Server.Spawn();
        _session.Run(2);
        Actor copy = client.CopyOf(actor)!;

        _session.Server.World.Destroy(actor.gameObject);
        _session.Run(3);

        Assert.Equal(["OnStartServer", "OnStopServer"], actor.Journal);
        Assert.True(copy.isDestroyed);
        Assert.DoesNotContain(actor.netId, _session.NetworkServer.spawned.Keys);
    }

    [Fact]
    [Trait("Behaviour", "7.2")]
    public void AnUnspawnedObjectStaysOnTheServerAndCanBeSpawnedAgain()
    {
        ClientSide client = _session.Join();
        Actor actor = _session.Server.Spawn();
        uint firstId = actor.netId;
        _session.Run(2);

        _session.NetworkServer.UnSpawn(actor.gameObject);
        _session.Run(2);
        Assert.False(actor.gameObject.activeSelf);
        Assert.Single(client.Client.spawned);

        _session.NetworkServer.Spawn(actor.gameObject);
        _session.Run(2);
        Assert.NotEqual(firstId, actor.netId);
        Assert.NotNull(client.CopyOf(actor));
        Assert.Equal(["OnStartServer", "OnStopServer", "OnStartServer"], actor.Journal);
    }

    [Fact]
    [Trait("Behaviour", "6.6")]
    public void AClientThatLeavesTakesItsObjectsWithIt()
    {
        ClientSide leaving = _session.Join();
        ClientSide staying = _session.Join();
        Actor player = _session.ConnectionOf(leaving).identity!.GetComponent<Actor>()!;
        Actor pet = _session.Server.Spawn(_session.ConnectionOf(leaving));
        _session.Run(2);

        leaving.Client.Disconnect();
        _session.Run(4);

        Assert.True(player.isDestroyed);
        Assert.True(pet.isDestroyed);
        Assert.Single(_session.NetworkServer.connections.Values);
        Assert.Single(staying.Client.spawned);
        Assert.Empty(leaving.Client.spawned);
        Assert.False(leaving.Client.ready);
    }

    [Fact]
    [Trait("Behaviour", "3.1")]
    public void ShutdownStopsEveryObjectWhileTheServerIsStillActive()
    {
        ClientSide client = _session.Join();
        Actor actor = _session.Server.Spawn();
        bool? activeAtStop = null;
        _session.NetworkServer.OnDisconnectedEvent += _ => activeAtStop = _session.NetworkServer.active;

        _session.NetworkServer.Shutdown();
        _session.Run(3);

        Assert.True(activeAtStop);
        Assert.Equal("OnStopServer", actor.Journal[^1]);
        Assert.Empty(_session.NetworkServer.spawned);
        Assert.False(client.Client.active);
        Assert.Empty(client.Client.spawned);
    }
}
