namespace Tain.Tests;

// Who decides: the server, an owner far away, or the owner at home on a host.
[Trait("Behaviour", "13.1"), Trait("Behaviour", "13.6"), Trait("Behaviour", "15")]
public class DirectionTests
{
    private readonly Session _session = new();

    [Fact]
    [Trait("Behaviour", "11"), Trait("Behaviour", "13.4"), Trait("Behaviour", "14")]
    public void WhatAHostDecidesAsOwnerReachesRemoteClients()
    {
        NetworkClient host = Host();
        ClientSide remote = _session.Join();
        Actor actor = _session.Server.Spawn(_session.NetworkServer.localConnection, "Owned");
        _session.Run(3);
        actor.Journal.Clear();
        Assert.True(actor.authority);

        actor.health = 42;
        Assert.Equal(["health 100 -> 42"], actor.Journal);
        _session.Run(2);
        Assert.Equal(42, remote.CopyOf(actor)!.health);

        // It is the host's as owner, not as server: what it does not own any more it does not decide.
        actor.netIdentity.RemoveClientAuthority();
        _session.Run(2);
        Assert.False(actor.authority);
        Assert.True(host.isConnected);
        Assert.Empty(_session.Server.Log.Lines);
    }

    [Fact]
    [Trait("Behaviour", "11"), Trait("Behaviour", "14")]
    public void AHostChangesTheCollectionsThatItOwnsAndNoOthers()
    {
        Host();
        ClientSide remote = _session.Connect();
        AddBag(remote.World);
        _session.Run(6);
        Prefab prefab = AddBag(_session.Server.World);
        Bag own = Spawn(prefab, _session.NetworkServer.localConnection), foreign = Spawn(prefab, _session.ConnectionOf(remote));
        _session.Run(3);

        own.list.Add(1);
        _session.Run(2);

        Assert.Equal([1], remote.Client.spawned[own.netId].GetComponent<Bag>()!.list);
        Assert.True(foreign.list.IsReadOnly);
        Assert.Throws<InvalidOperationException>(() => foreign.list.Add(1));
        remote.Client.spawned[foreign.netId].GetComponent<Bag>()!.list.Add(2);
        _session.Run(3);
        Assert.Equal([2], foreign.list);
    }

    [Fact]
    public void AnOwnersStateIsNotSentBackToItAndSecretsOfAnOwnerStayBetweenTheTwo()
    {
        ClientSide owner = _session.Join(), other = _session.Join();
        Actor actor = _session.Server.World.Instantiate("Owned").GetComponent<Actor>()!;
        actor.syncMode = SyncMode.Owner;
        _session.NetworkServer.Spawn(actor.gameObject, _session.ConnectionOf(owner));
        _session.Run(2);
        Actor copy = owner.CopyOf(actor)!;

        copy.health = 5;
        _session.Run(4);
        copy.health = 6;        // sent, and on its way while the server could answer with 5
        _session.Run(1);

        Assert.Equal(6, copy.health);
        _session.Run(4);
        Assert.Equal(6, actor.health);
        Assert.Equal(100, other.CopyOf(actor)!.health);
        Assert.Equal(["OnStartClient", "OnStartAuthority"], copy.Journal);
    }

    [Fact]
    public void AServersAssignmentToWhatAnOwnerDecidesReachesTheOthersOnly()
    {
        ClientSide owner = _session.Join(), other = _session.Join();
        Actor actor = _session.Server.Spawn(_session.ConnectionOf(owner), "Owned");
        _session.Run(2);

        actor.health = 5;
        _session.Run(2);

        Assert.Equal(100, owner.CopyOf(actor)!.health);
        Assert.Equal(5, other.CopyOf(actor)!.health);
    }

    private NetworkClient Host()
    {
        var client = new NetworkClient(_session.Server.World, null, new NetworkClientOptions { sendRate = Session.Rate });
        client.ConnectHost();
        _session.Run(4);
        return client;
    }

    private Bag Spawn(Prefab prefab, NetworkConnectionToClient? owner)
    {
        GameObject made = _session.Server.World.Instantiate(prefab);
        _session.NetworkServer.Spawn(made, owner);
        return made.GetComponent<Bag>()!;
    }

    private static Prefab AddBag(World world) => world.prefabs.Add("Bag", 4242, static go =>
    {
        go.AddComponent<NetworkIdentity>();
        go.AddComponent<Bag>().syncDirection = SyncDirection.ClientToServer;
    });
}
