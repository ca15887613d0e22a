namespace Tain.Tests;

// An object that leaves the network and comes back, and scripts that do something about it in the middle.
[Trait("Behaviour", "7.1")]
[Trait("Behaviour", "7.2")]
public class RespawnTests
{
    private readonly Session _session = new();

    [Fact]
    public void AScriptThatSpawnsItsObjectAgainInOnStopServerIsToldWhenToDoIt()
    {
        Actor actor = _session.Server.Spawn();
        actor.During = (self, what) =>
        {
            if (what == "OnStopServer") self.NetworkServer.Spawn(self.gameObject);
        };

        _session.NetworkServer.UnSpawn(actor.gameObject);

        Assert.Equal(1, _session.Server.Log.Count("is being taken from the network"));
        Assert.False(actor.gameObject.activeSelf);
        Assert.Equal(0u, actor.netId);
        Assert.Empty(_session.NetworkServer.spawned);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AScriptThatDestroysItsObjectInOnStopServerIsToldOnce(bool byServer)
    {
        ClientSide client = _session.Join();
        Actor actor = _session.Server.Spawn();
        _session.Run(2);
        actor.During = (self, what) =>
        {
            if (what != "OnStopServer") return;
            if (byServer) self.NetworkServer.Destroy(self.gameObject);
            else self.world.Destroy(self.gameObject);
        };

        _session.NetworkServer.UnSpawn(actor.gameObject);
        _session.Run(2);

        Assert.Equal(["OnStartServer", "OnStopServer"], actor.Journal);
        Assert.True(actor.isDestroyed);
        Assert.Single(client.Client.spawned);
        Assert.Empty(_session.Server.Log.Lines);
    }

    [Fact]
    public void AnObjectSpawnedByItsOwnAwakeningIsSpawnedOnce()
    {
        _session.Server.World.prefabs.Add("Eager", 1020, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Actor>();
            go.AddComponent<SpawnsItselfOnEnable>();
        });
        GameObject made = _session.Server.World.Instantiate("Eager");
        _session.NetworkServer.UnSpawn(made);

        _session.NetworkServer.Spawn(made);

        Assert.Equal(["OnStartServer", "OnStopServer", "OnStartServer"], made.GetComponent<Actor>()!.Journal);
        Assert.Single(_session.NetworkServer.spawned);
    }

    [Fact]
    [Trait("Behaviour", "9")]
    public void ANewLifeHasNoOwnerAndNoChangesOfTheLastOne()
    {
        ClientSide client = _session.Join();
        Actor actor = _session.Server.Spawn(_session.ConnectionOf(client), "Owned");
        _session.Run(2);
        actor.title = "changed and never sent";
        _session.NetworkServer.UnSpawn(actor.gameObject);

        Assert.Null(actor.connectionToClient);
        Assert.False(actor.IsDirty_BitsOnly());
        Assert.DoesNotContain(actor.netIdentity, _session.NetworkServer.connections.Values.Single().owned);

        _session.NetworkServer.Spawn(actor.gameObject);
        _session.Run(2);
        Assert.Equal(["OnStartClient"], client.CopyOf(actor)!.Journal);
        Assert.Equal("changed and never sent", client.CopyOf(actor)!.title);
    }

    [Fact]
    [Trait("Behaviour", "16")]
    public void APooledCopyOfAServerWithAYoungerClockTakesItsHybridDeltas()
    {
        GameObject? pooled = null;
        var server = new Session(Hybrid());
        server.Run();
        server.Clock.Advance(1000);
        ClientSide client = server.Connect();
        AddHybrid(server.Server.World);
        AddHybrid(client.World);
        client.Client.RegisterSpawnHandler(1030, (position, _) => pooled ??= client.World.Instantiate("Hybrid", position), made => made.SetActive(false));
        server.Run(6);
        ShowsDeltas(server, client);
        Actor copy = pooled!.GetComponent<Actor>()!;
        client.Client.Disconnect();
        server.Run(3);
        Assert.Empty(client.Client.spawned);

        // The same client world and its pool, another server: a clock counts from the beginning of its world.
        var younger = new Session(Hybrid(), server.Clock);
        AddHybrid(younger.Server.World);
        client.Client.Dispose();
        var again = new ClientSide(younger.Clock, younger.Wire, null, client.World);
        again.Client.RegisterSpawnHandler(1030, (_, _) => pooled, made => made.SetActive(false));
        younger.Add(again);
        again.Client.Connect("localhost");
        younger.Run(6);
        ShowsDeltas(younger, again);
        Assert.Same(copy, pooled.GetComponent<Actor>());
    }

    private static NetworkServerOptions Hybrid() => new() { sendRate = Session.Rate, unreliableBaselineRate = 4 };

    private static void AddHybrid(World world) => world.prefabs.Add("Hybrid", 1030, go =>
    {
        go.AddComponent<NetworkIdentity>();
        go.AddComponent<Actor>().syncMethod = SyncMethod.Hybrid;
    });

    private static void ShowsDeltas(Session session, ClientSide client)
    {
        Actor actor = session.Server.Spawn(prefab: "Hybrid");
        session.Run(40);
        actor.health = 40;
        session.Run(20);
        Assert.Equal(40, client.CopyOf(actor)!.health);

        // A baseline has come by now, and the next one is frames away: only a delta can bring this.
        actor.health = 41;
        session.Run(2);
        Assert.Equal(41, client.CopyOf(actor)!.health);
    }
}
