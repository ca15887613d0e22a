namespace Tain.Tests;

// The time between SpawnStarted and SpawnFinished, when objects are there but have not begun.
[Trait("Behaviour", "8.1")]
[Trait("Behaviour", "8.2")]
[Trait("Behaviour", "8.3")]
public class JoiningTests
{
    private readonly Session _session = new();

    [Fact]
    public void ObjectsFindEachOtherAndHooksWaitForTheirObject()
    {
        Actor first = _session.Server.Spawn();
        Actor second = _session.Server.Spawn();
        first.target = second.netIdentity;
        first.health = 1;
        second.health = 2;
        ClientSide client = _session.Connect();
        var order = new List<string>();
        TestPrefabs.Instrument(client.World, (self, what) =>
        {
            order.Add($"{self.netId} {what}");
            if (what == "OnStartClient" && self.netId == first.netId) order.Add($"sees health {self.target!.GetComponent<Actor>()!.health}");
        });

        _session.Run(6);

        // One object after the other, in the order in which they came; the second is there, but empty, while the first begins.
        Assert.Equal(
            ["1 health 100 -> 1", "1 target null -> 2", "1 OnStartClient", "sees health 100", "2 health 100 -> 2", "2 OnStartClient"],
            order[..6]);
        Assert.Equal(["3 OnStartClient", "3 OnStartAuthority", "3 OnStartLocalPlayer"], order[6..]);
    }

    [Fact]
    public void AnObjectGivenAwayWhileItWaitsStartsAsWhatItIsThen()
    {
        ClientSide client = _session.Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        connection.Send(new ObjectSpawnStartedMessage());
        Actor given = _session.Server.Spawn();
        _session.Run(2);
        Assert.Empty(client.CopyOf(given)!.Journal);

        given.netIdentity.AssignClientAuthority(connection);
        _session.Run(2);
        Assert.Empty(client.CopyOf(given)!.Journal);
        connection.Send(new ObjectSpawnFinishedMessage());
        _session.Run(2);

        Assert.Equal(["OnStartClient", "OnStartAuthority"], client.CopyOf(given)!.Journal);
        Assert.True(client.CopyOf(given)!.isOwned);
    }

    [Fact]
    public void NewsOfAKnownObjectWhileTheWorldComesAgainReachItsHooks()
    {
        ClientSide client = _session.Join();
        Actor actor = _session.Server.Spawn();
        _session.Run(2);
        Actor copy = client.CopyOf(actor)!;
        NetworkConnectionToClient connection = _session.ConnectionOf(client);

        connection.Send(new ObjectSpawnStartedMessage());
        actor.health = 9;
        _session.Run(2);
        Assert.Equal(9, copy.health);
        Assert.Equal(["OnStartClient"], copy.Journal);

        connection.Send(new ObjectSpawnFinishedMessage());
        _session.Run(2);
        Assert.Equal(["OnStartClient", "health 100 -> 9"], copy.Journal);
    }

    [Fact]
    [Trait("Behaviour", "6.1")]
    [Trait("Behaviour", "6.2")]
    public void ReadyAgainFillsKnownObjectsAndStartsNoneTwice()
    {
        ClientSide client = _session.Join();
        Actor actor = _session.Server.Spawn();
        _session.Run(2);
        Actor copy = client.CopyOf(actor)!;
        _session.NetworkServer.SetClientNotReady(_session.ConnectionOf(client));
        actor.health = 9;
        Actor missed = _session.Server.Spawn();
        _session.Run(2);
        Assert.False(client.Client.ready);
        Assert.Null(client.CopyOf(missed));

        client.Client.Ready();
        _session.Run(3);

        Assert.Equal(["OnStartClient", "health 100 -> 9"], copy.Journal);
        Assert.Equal(["OnStartClient", "OnStartAuthority", "OnStartLocalPlayer"], client.Player!.Journal);
        Assert.Equal(["OnStartClient"], client.CopyOf(missed)!.Journal);
    }

    [Theory]
    [InlineData("OnStartClient", false)]
    [InlineData("OnStartClient", true)]
    [InlineData("health 100 -> 5", true)]
    [InlineData("OnStartLocalPlayer", true)]
    [Trait("Behaviour", "8.6")]
    public void AScriptMayEndTheSessionFromWithinTheJoin(string when, bool byShutdown)
    {
        for (int i = 0; i < 3; i++) _session.Server.Spawn().health = 5;
        ClientSide client = _session.Connect();
        int started = 0;
        TestPrefabs.Instrument(client.World, (self, what) =>
        {
            if (what == "OnStartClient") started++;
            if (what != when || !self.NetworkClient.active) return;
            if (byShutdown) self.NetworkClient.Shutdown();
            else self.NetworkClient.Disconnect();
        });

        _session.Run(8);

        Assert.False(client.Client.active);
        Assert.False(client.Client.isSpawnFinished);
        Assert.Empty(client.Client.spawned);
        Assert.Null(client.Client.localPlayer);
        Assert.Empty(client.World.FindObjectsByType<Actor>(includeInactive: true));
        Assert.Empty(client.Log.Lines);
        Assert.Empty(_session.NetworkServer.connections.Values);
        Assert.True(started <= 4);

        TestPrefabs.Instrument(client.World, null);
        client.Client.Connect("localhost");
        _session.Run(6);
        Assert.Equal(4, client.Client.spawned.Count);
        Assert.NotNull(client.Player);
    }

    [Fact]
    [Trait("Behaviour", "8.6")]
    public void AHookThatEndsTheSessionKeepsNoOtherHookOfAReusedObjectFromBeingTold()
    {
        Actor original = AddSceneObject(_session.Server.World, 71);
        _session.NetworkServer.SpawnObjects();
        original.health = 5;
        original.target = original.netIdentity;
        ClientSide client = _session.Connect();
        Actor copy = AddSceneObject(client.World, 71);
        copy.DuringHealthHook = self => self.NetworkClient.Shutdown();
        _session.Run(6);
        Assert.False(client.Client.active);

        // The copy keeps its values, so that the next session brings no change to tell.
        copy.DuringHealthHook = null;
        client.Client.Connect("localhost");
        _session.Run(6);

        Assert.Equal(["health 100 -> 5", $"target null -> {original.netId}", "OnStartClient"], copy.Journal);
        Assert.Same(copy.netIdentity, copy.target);
        Assert.Empty(client.Log.Lines);
    }

    [Fact]
    [Trait("Behaviour", "8.6")]
    public void AnObjectThatGoesWhileItsHooksWaitHearsOfItsLastChangesFirst()
    {
        Actor original = AddSceneObject(_session.Server.World, 71);
        _session.NetworkServer.SpawnObjects();
        ClientSide client = _session.Connect();
        Actor copy = AddSceneObject(client.World, 71);
        _session.Run(6);

        _session.ConnectionOf(client).Send(new ObjectSpawnStartedMessage());
        original.health = 9;
        _session.Run(2);
        Assert.Equal(["OnStartClient"], copy.Journal);
        _session.NetworkServer.Destroy(original.gameObject);
        _session.Run(2);

        Assert.Equal(["OnStartClient", "health 100 -> 9", "OnStopClient"], copy.Journal);
    }

    [Fact]
    public void AnObjectThatGoesWhileItWaitsIsNeverStarted()
    {
        ClientSide client = _session.Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        connection.Send(new ObjectSpawnStartedMessage());
        Actor actor = _session.Server.Spawn();
        _session.Run(2);
        Actor copy = client.CopyOf(actor)!;

        _session.NetworkServer.Destroy(actor.gameObject);
        connection.Send(new ObjectSpawnFinishedMessage());
        _session.Run(4);

        Assert.Empty(copy.Journal);
        Assert.True(copy.isDestroyed);
        Assert.Single(client.Client.spawned);
    }

    [Fact]
    [Trait("Behaviour", "2")]
    public void WhatTheClientsOwnEngineDestroysIsToldAndForgotten()
    {
        ClientSide client = _session.Join();
        Actor player = _session.ConnectionOf(client).identity!.GetComponent<Actor>()!;
        Actor copy = client.Player!;
        copy.Journal.Clear();

        client.World.DestroyImmediate(copy.gameObject);
        Assert.Equal(["OnStopLocalPlayer", "OnStopClient"], copy.Journal);
        Assert.True(copy.isLocalPlayer, "flags stay, so that OnDestroy can read them");
        Assert.Null(client.Client.localPlayer);
        Assert.Empty(client.Client.spawned);
        Assert.Empty(client.Client.connection!.owned);

        player.health = 3;
        player.RpcSay("to nobody");
        _session.Run(2);
        Assert.Equal(1, client.Log.Count("EntityStateMessage for netId"));
        Assert.True(client.Client.isConnected);

        _session.NetworkServer.Destroy(player.gameObject);
        _session.Run(2);
        Assert.Single(client.Log.Lines);
    }

    [Fact]
    [Trait("Behaviour", "7.4")]
    public void SceneObjectsSleepUntilSpawnedAndCanGoToSleepAndWakeAgain()
    {
        AddSceneObject(_session.Server.World, 71);
        AddSceneObject(_session.Server.World, 72);
        ClientSide client = _session.Connect();
        Actor copy = AddSceneObject(client.World, 71);
        AddSceneObject(client.World, 71);
        _session.NetworkServer.SpawnObjects();
        _session.Run(6);

        Actor original = _session.NetworkServer.spawned.Values.Single(identity => identity.sceneId == 71).GetComponent<Actor>()!;
        Assert.Same(copy, client.CopyOf(original));
        Assert.True(copy.gameObject.activeSelf);
        Assert.Equal(1, client.Log.Count("has the scene id 71, which another object has too"));
        Assert.Equal(1, client.Log.Count("no sleeping object of the loaded scenes has scene id 72"));

        _session.NetworkServer.Destroy(original.gameObject);
        _session.Run(2);
        Assert.False(original.isDestroyed);
        Assert.False(original.gameObject.activeSelf);
        Assert.False(copy.gameObject.activeSelf);
        Assert.Equal(["OnStartClient", "OnStopClient"], copy.Journal);

        original.health = 4;
        _session.NetworkServer.SpawnObjects();
        _session.Run(2);
        Assert.Equal(["OnStartClient", "OnStopClient", "health 100 -> 4", "OnStartClient"], copy.Journal);
        Assert.Same(copy, client.CopyOf(original));
    }

    private static Actor AddSceneObject(World world, ulong sceneId)
    {
        var made = new GameObject(world, $"part {sceneId}");
        made.SetActive(false);
        made.AddComponent<NetworkIdentity>().sceneId = sceneId;
        return made.AddComponent<Actor>();
    }
}
