namespace Tain.Tests;

// behaviour.md 13: where and when hooks run.
[Trait("Behaviour", "13.1"), Trait("Behaviour", "13.2"), Trait("Behaviour", "13.3"), Trait("Behaviour", "13.5"), Trait("Behaviour", "13.6")]
public class SyncVarTests
{
    private readonly Session _session = new();

    [Fact]
    public void AServerAndAClientDoNotHearTheirOwnAssignments()
    {
        ClientSide client = _session.Join();
        Actor original = _session.Server.Spawn();
        _session.Run(2);
        Actor copy = client.CopyOf(original)!;

        original.health = 1;
        copy.health = 2;

        Assert.Equal(["OnStartServer"], original.Journal);
        Assert.Equal(["OnStartClient"], copy.Journal);
    }

    [Fact]
    public void WhatAClientAssignsWithoutAuthorityStaysThereUntilTheServerOverwritesIt()
    {
        ClientSide client = _session.Join();
        Actor original = _session.Server.Spawn();
        _session.Run(2);
        Actor copy = client.CopyOf(original)!;

        copy.health = 2;
        _session.Run(3);
        Assert.Equal(100, original.health);
        Assert.Equal(2, copy.health);

        original.health = 3;
        _session.Run(2);
        Assert.Equal(3, copy.health);
    }

    [Fact]
    public void AJoiningClientsHooksWaitUntilTheObjectIsWhole()
    {
        Actor first = _session.Server.Spawn();
        Actor second = _session.Server.Spawn();
        first.target = second.netIdentity;
        first.health = 11;
        string? titleSeenInHook = null;
        uint? targetSeenInHook = null;
        first.title = "boss";

        ClientSide client = _session.Connect();
        client.World.prefabs.Remove(client.World.prefabs.Get("Actor"));
        client.World.prefabs.Add("Actor", 1001, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Actor>().DuringHealthHook = self => (titleSeenInHook, targetSeenInHook) = (self.title, self.target?.netId);
        });
        _session.Run(6);

        Assert.Equal("boss", titleSeenInHook);
        Assert.Equal(second.netId, targetSeenInHook);
        Assert.Equal(["health 100 -> 11", $"target null -> {second.netId}", "OnStartClient"], client.CopyOf(first)!.Journal);
    }

    [Fact]
    public void AReferenceFollowsTheObjectThroughSightAndAbsence()
    {
        ClientSide client = _session.Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        Actor one = _session.Server.Spawn();
        Actor two = _session.Server.Spawn();
        _session.NetworkServer.Observation.Hide(two.netIdentity, connection);
        one.target = two.netIdentity;
        _session.Run(3);
        Actor copy = client.CopyOf(one)!;
        Assert.Null(copy.target);
        Assert.Equal("target null -> null", copy.Journal[^1]);

        _session.NetworkServer.Observation.Show(two.netIdentity, connection);
        _session.Run(3);

        Assert.Equal(two.netId, copy.target!.netId);
        Assert.Equal("target null -> null", copy.Journal[^1]);
    }

    [Fact]
    public void AnUnspawnedObjectCountsAsNull()
    {
        Actor one = _session.Server.Spawn();
        GameObject unspawned = _session.Server.World.Instantiate("Actor");

        one.target = unspawned.GetComponent<NetworkIdentity>();

        Assert.Null(one.target);
        Assert.Equal(1, _session.Server.Log.Count("is not spawned. Spawn it first."));
    }

    [Fact]
    public void AnOwnersStateIsAppliedAndRelayed()
    {
        ClientSide owner = _session.Join();
        ClientSide other = _session.Join();
        Actor original = _session.Server.Spawn(_session.ConnectionOf(owner), "Owned");
        _session.Run(2);

        owner.CopyOf(original)!.health = 77;
        _session.Run(4);

        Assert.Equal(77, original.health);
        Assert.Equal("health 100 -> 77", original.Journal[^1]);
        Assert.Equal(77, other.CopyOf(original)!.health);
        Assert.Equal(["OnStartClient", "OnStartAuthority"], owner.CopyOf(original)!.Journal);
    }

    [Trait("Attack", "C-01")]
    [Fact]
    public void StateFromSomebodyElseIsIgnoredWithOneLine()
    {
        _session.Join();
        ClientSide thief = _session.Join();
        Actor original = _session.Server.Spawn(null, "Owned");
        _session.Run(2);
        Actor copy = thief.CopyOf(original)!;
        thief.Client.Spawner.SetOwned(copy.netIdentity, true);

        for (int i = 0; i < 20; i++)
        {
            copy.health = i;
            _session.Run();
        }
        _session.Run(3);

        Assert.Equal(100, original.health);
        Assert.Equal(1, _session.Server.Log.Count("which does not own it"));
        Assert.True(thief.Client.isConnected);
    }

    [Fact]
    public void GainingAnObjectSendsWhatWasChangedBefore()
    {
        ClientSide client = _session.Join();
        Actor original = _session.Server.Spawn(null, "Owned");
        _session.Run(2);

        client.CopyOf(original)!.health = 9;
        _session.Run(2);
        Assert.Equal(100, original.health);
        original.netIdentity.AssignClientAuthority(_session.ConnectionOf(client));
        _session.Run(4);

        Assert.Equal(9, original.health);
    }
}
