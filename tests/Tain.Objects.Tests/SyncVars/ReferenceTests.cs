namespace Tain.Tests;

// SyncVars that refer to networked objects: kept by number, looked up when read.
[Trait("Behaviour", "13.5")]
public class ReferenceTests
{
    private readonly Session _session = new();
    private readonly ClientSide _client;
    private readonly NetworkConnectionToClient _connection;
    private readonly Pointer _pointer;
    private readonly Actor _actor;

    public ReferenceTests()
    {
        AddPrefab(_session.Server.World);
        _client = _session.Connect();
        AddPrefab(_client.World);
        _session.Run(6);
        _connection = _session.ConnectionOf(_client);
        _actor = _session.Server.Spawn(null, "Secret");
        GameObject made = _session.Server.World.Instantiate("Pointer");
        _session.NetworkServer.Spawn(made);
        _pointer = made.GetComponent<Pointer>()!;
        _session.Run(2);
    }

    private Actor SecondComponent => _actor.gameObject.GetComponents<Actor>()[1];

    private Pointer Copy => _client.Client.spawned[_pointer.netId].GetComponent<Pointer>()!;

    [Fact]
    public void EachKindArrives()
    {
        PointAtActor();
        _session.Run(2);

        Actor copy = _client.CopyOf(_actor)!;
        Assert.Same(copy.gameObject, Copy.thing);
        Assert.Same(copy.gameObject.GetComponents<Actor>()[1], Copy.script);
        Assert.Same(copy.gameObject.GetComponents<Actor>()[1], Copy.actor);
        Assert.Same(copy.transform, Copy.place);
        Assert.Equal([$"thing null -> {_actor.netId}", $"actor null -> {_actor.netId}"], Copy.Journal);
    }

    [Fact]
    public void WhatAppearsLaterIsFoundThenWithoutAHook()
    {
        _session.NetworkServer.HideForConnection(_actor.netIdentity, _connection);
        PointAtActor();
        _session.Run(2);
        Assert.Null(Copy.thing);
        Assert.Null(Copy.script);
        Assert.Null(Copy.actor);
        Assert.Equal(["thing null -> null", "actor null -> null"], Copy.Journal);

        _session.NetworkServer.ShowForConnection(_actor.netIdentity, _connection);
        _session.Run(2);

        Actor copy = _client.CopyOf(_actor)!;
        Assert.Same(copy.gameObject, Copy.thing);
        Assert.Same(copy.gameObject.GetComponents<Actor>()[1], Copy.script);
        Assert.Same(copy.gameObject.GetComponents<Actor>()[1], Copy.actor);
        Assert.Null(Copy.place);
        Assert.Equal(2, Copy.Journal.Count);
    }

    [Fact]
    public void WhatIsGoneIsNullOnAllSidesAndItsReturnIsFound()
    {
        PointAtActor();
        _session.Run(2);

        _session.NetworkServer.HideForConnection(_actor.netIdentity, _connection);
        _session.Run(2);
        Assert.Null(Copy.thing);
        Assert.NotNull(_pointer.thing);
        _session.NetworkServer.ShowForConnection(_actor.netIdentity, _connection);
        _session.Run(2);
        Assert.Same(_client.CopyOf(_actor)!.gameObject, Copy.thing);

        _session.NetworkServer.Destroy(_actor.gameObject);
        _session.Run(2);
        Assert.Null(_pointer.thing);
        Assert.Null(_pointer.script);
        Assert.Null(_pointer.actor);
        Assert.Null(Copy.thing);
        Assert.Null(Copy.actor);
        Assert.Empty(_session.Server.Log.Lines);
    }

    [Fact]
    public void ChangesAreJudgedByTheNumber()
    {
        PointAtActor();
        _session.Run(2);
        Assert.False(_pointer.IsDirty_BitsOnly());

        _pointer.actor = SecondComponent;
        _pointer.thing = _actor.gameObject;
        Assert.False(_pointer.IsDirty_BitsOnly());
        _pointer.actor = _actor;        // the same object, another component
        Assert.True(_pointer.IsDirty_BitsOnly());
        _session.Run(2);

        Assert.Same(_client.CopyOf(_actor), Copy.actor);
        Assert.Equal($"actor {_actor.netId} -> {_actor.netId}", Copy.Journal[^1]);
    }

    [Fact]
    public void ALateJoinerFindsWhatComesBehindInTheSameWorld()
    {
        PointAtActor();
        Actor younger = _session.Server.Spawn();
        _pointer.thing = younger.gameObject;
        _session.Run(2);

        ClientSide late = _session.Connect();
        AddPrefab(late.World);
        _session.Run(6);

        Pointer copy = late.Client.spawned[_pointer.netId].GetComponent<Pointer>()!;
        Assert.Same(late.CopyOf(younger)!.gameObject, copy.thing);
        Assert.Equal([$"thing null -> {younger.netId}", $"actor null -> {_actor.netId}"], copy.Journal);
    }

    [Fact]
    public void AnObjectWithoutIdentityOrWithoutNumberCountsAsNull()
    {
        PointAtActor();
        _pointer.thing = _session.Server.World.CreateGameObject("stray");
        _pointer.actor = _session.Server.World.Instantiate("Actor").GetComponent<Actor>();
        _session.Run(2);

        Assert.Null(Copy.thing);
        Assert.Null(Copy.actor);
        Assert.Equal(1, _session.Server.Log.Count("/stray is sent as null: the object has no NetworkIdentity"));
        Assert.Equal(1, _session.Server.Log.Count("is not spawned. Spawn it first."));
    }

    private void PointAtActor()
    {
        _pointer.thing = _actor.gameObject;
        _pointer.script = SecondComponent;
        _pointer.actor = SecondComponent;
        _pointer.place = _actor.transform;
    }

    private static void AddPrefab(World world) => world.prefabs.Add("Pointer", 4400, go =>
    {
        go.AddComponent<NetworkIdentity>();
        go.AddComponent<Pointer>();
    });
}
