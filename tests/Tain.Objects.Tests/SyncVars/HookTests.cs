namespace Tain.Tests;

// What scripts do inside hooks: assign, throw, take their own object away.
[Trait("Behaviour", "13.1"), Trait("Behaviour", "13.2")]
public class HookTests
{
    private readonly Session _session = new();

    [Fact]
    [Trait("Behaviour", "13.3"), Trait("Behaviour", "13.6")]
    public void AHookThatThrowsCostsNobodyElseTheState()
    {
        ClientSide client = _session.Join();
        Actor actor = _session.Server.Spawn(), other = _session.Server.Spawn();
        _session.Run(2);
        client.CopyOf(actor)!.DuringHealthHook = static _ => throw new InvalidOperationException("on purpose");

        actor.health = 1;
        actor.title = "read behind the hook";
        actor.target = other.netIdentity;
        other.health = 2;
        _session.Run(2);

        Actor copy = client.CopyOf(actor)!;
        Assert.Equal("read behind the hook", copy.title);
        Assert.Same(client.CopyOf(other)!.netIdentity, copy.target);
        Assert.Equal(2, client.CopyOf(other)!.health);
        Assert.Contains("on purpose", Assert.Single(client.Log.Lines));
        Assert.True(client.Client.isConnected);

        actor.health = 3;       // and it is called again
        _session.Run(2);
        Assert.Equal("health 1 -> 3", copy.Journal[^1]);
    }

    [Fact]
    [Trait("Behaviour", "13.6"), Trait("Behaviour", "16")]
    public void AHookThatThrowsOnTheServerEndsTheSendersConnectionAndNothingElse()
    {
        ClientSide owner = _session.Join(), other = _session.Join();
        Actor actor = _session.Server.Spawn(_session.ConnectionOf(owner), "Owned");
        _session.Run(2);
        Actor copy = owner.CopyOf(actor)!;
        actor.DuringHealthHook = static _ => throw new InvalidOperationException("on purpose");

        copy.health = 1;
        _session.Run(4);

        Assert.False(owner.Client.active);
        Assert.True(other.Client.isConnected);
        Assert.Equal(1, _session.Server.Log.Count("on purpose"));
    }

    [Fact]
    [Trait("Behaviour", "13.4")]
    public void AHookThatThrowsOnAHostReachesWhoeverAssignedAndIsCalledAgain()
    {
        Host();
        Actor actor = _session.Server.Spawn();
        _session.Run(2);
        actor.DuringHealthHook = static self => { if (self.health == 1) throw new InvalidOperationException("on purpose"); };
        actor.Journal.Clear();

        Assert.Throws<InvalidOperationException>(() => actor.health = 1);
        actor.health = 2;

        Assert.Equal(["health 100 -> 1", "health 1 -> 2"], actor.Journal);
    }

    [Fact]
    [Trait("Behaviour", "13.4")]
    public void AtTheSpawnOnAHostAHookThatThrowsDoesNotKeepTheOthersFromRunning()
    {
        Host();
        Actor actor = _session.Server.World.Instantiate("Actor").GetComponent<Actor>()!;
        actor.DuringHealthHook = static _ => throw new InvalidOperationException("on purpose");
        _session.NetworkServer.Spawn(actor.gameObject);
        _session.Run(2);

        Assert.Equal(["OnStartServer", "health 100 -> 100", "target null -> null", "OnStartClient"], actor.Journal);
        Assert.Contains("on purpose", Assert.Single(_session.Server.Log.Lines));
    }

    [Fact]
    [Trait("Behaviour", "13.4")]
    public void AssignmentsInsideAHookReachEverybodyAndCallItOnlyOnce()
    {
        Host();
        ClientSide client = _session.Join();
        Actor actor = _session.Server.Spawn();
        _session.Run(3);
        actor.Journal.Clear();
        actor.DuringHealthHook = static self =>
        {
            self.health = Math.Clamp(self.health, 0, 50);
            self.title = "clamped";
        };

        actor.health = 999;
        _session.Run(2);

        Assert.Equal(["health 100 -> 999"], actor.Journal);
        Assert.Equal(50, actor.health);
        Assert.Equal("health 100 -> 50", client.CopyOf(actor)!.Journal[^1]);
        Assert.Equal("clamped", client.CopyOf(actor)!.title);
    }

    [Fact]
    [Trait("Behaviour", "13.4"), Trait("Behaviour", "13.5")]
    public void AReferenceCannotBeAssignedInsideItsOwnHook()
    {
        Host();
        Actor actor = _session.Server.Spawn(), one = _session.Server.Spawn(), two = _session.Server.Spawn();
        _session.Run(2);
        actor.During = (self, what) =>
        {
            if (what.StartsWith("target", StringComparison.Ordinal)) self.target = two.netIdentity;
        };

        actor.target = one.netIdentity;

        Assert.Same(one.netIdentity, actor.target);
        Assert.Equal(1, actor.Journal.Count(line => line == $"target null -> {one.netId}"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AHookMayTakeItsOwnObjectAway(bool destroy)
    {
        Host();
        ClientSide client = _session.Join();
        Actor actor = _session.Server.Spawn();
        _session.Run(2);
        actor.DuringHealthHook = self =>
        {
            if (destroy) _session.NetworkServer.Destroy(self.gameObject);
            else _session.NetworkServer.UnSpawn(self.gameObject);
        };

        actor.health = 0;
        actor.title = "after the end";
        _session.Run(3);

        Assert.False(actor.netIdentity.IsSpawned);
        Assert.Equal(destroy, actor.isDestroyed);
        Assert.Equal(2, client.Client.spawned.Count);
        Assert.Equal(["OnStopClient", "OnStopServer"], actor.Journal[^2..]);
        Assert.Empty(_session.Server.Log.Lines);
        Assert.Empty(client.Log.Lines);
    }

    [Fact]
    [Trait("Behaviour", "13.6")]
    public void AServersHookMayTakeAwayTheObjectWhoseOwnerChangedIt()
    {
        ClientSide owner = _session.Join(), other = _session.Join();
        Actor actor = _session.Server.Spawn(_session.ConnectionOf(owner), "Owned");
        _session.Run(2);
        actor.DuringHealthHook = self => _session.NetworkServer.Destroy(self.gameObject);

        Actor copy = owner.CopyOf(actor)!;
        copy.health = 0;
        copy.title = "last words";
        _session.Run(4);

        Assert.True(actor.isDestroyed);
        Assert.True(copy.isDestroyed);
        Assert.Equal(2, other.Client.spawned.Count);
        Assert.True(owner.Client.isConnected);
        Assert.Empty(_session.Server.Log.Lines);
    }

    [Fact]
    [Trait("Behaviour", "13.3")]
    public void AHookThatWaitsForTheWorldMayTakeItsObjectAway()
    {
        Actor actor = _session.Server.Spawn(), other = _session.Server.Spawn();
        actor.health = other.health = 7;
        ClientSide client = _session.Connect();
        TestPrefabs.Instrument(client.World, (self, what) =>
        {
            if (what == "health 100 -> 7" && self.netId == actor.netId) self.DestroyImmediate(self.gameObject);
        });

        _session.Run(6);

        Assert.Null(client.CopyOf(actor));
        Assert.Equal(["health 100 -> 7", "OnStartClient"], client.CopyOf(other)!.Journal);
        Assert.NotNull(client.Player);
        Assert.Empty(client.Log.Lines);
    }

    private void Host()
    {
        var client = new NetworkClient(_session.Server.World, null, new NetworkClientOptions { sendRate = Session.Rate });
        client.ConnectHost();
        _session.Run(4);
    }
}
