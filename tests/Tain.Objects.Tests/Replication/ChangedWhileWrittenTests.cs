namespace Tain.Tests;

// A script that is asked for its changes may change other components of its object, of which some have been asked before it in the same tick.
public class ChangedWhileWrittenTests
{
    private readonly Session _session = new();
    private readonly ClientSide _client;

    public ChangedWhileWrittenTests()
    {
        AddPrefab(_session.Server.World);
        _client = _session.Connect();
        AddPrefab(_client.World);
        _session.Run(6);
    }

    [Fact]
    public void WhatAComponentChangesInOneThatWasAskedBeforeIsToldInTheNextTick()
    {
        Actor before = _session.Server.Spawn(prefab: "Meddling"), after = before.GetComponents<Actor>()[1];
        Bag bag = before.GetComponent<Bag>()!;
        _session.Run(2);
        before.GetComponent<Meddler>()!.Act = () =>
        {
            before.health = after.health = 5;
            bag.list.Add(2);
        };

        before.health = 4;
        bag.list.Add(1);
        before.GetComponent<Meddler>()!.SetDirty();
        _session.Run();

        Actor copy = _client.CopyOf(before)!;
        Assert.Equal(4, copy.health);
        Assert.Equal([1], copy.GetComponent<Bag>()!.list);
        _session.Run();
        Assert.Equal([5, 5], copy.GetComponents<Actor>().Select(actor => actor.health));
        Assert.Equal([1, 2], copy.GetComponent<Bag>()!.list);
        _session.Run();
        Assert.All(before.netIdentity.NetworkBehaviours, component => Assert.False(component.IsDirty_BitsOnly()));
    }

    private static void AddPrefab(World world) => world.prefabs.Add("Meddling", 1202, go =>
    {
        go.AddComponent<NetworkIdentity>();
        go.AddComponent<Actor>();
        go.AddComponent<Bag>();
        go.AddComponent<Meddler>();
        go.AddComponent<Actor>();
    });

    /// <summary>Does something once when it is asked for its changes.</summary>
    private sealed class Meddler : NetworkBehaviour
    {
        public Action? Act { get; set; }

        public override void OnSerialize(NetworkWriter writer, bool initialState)
        {
            base.OnSerialize(writer, initialState);
            if (initialState || Act is not { } act) return;
            Act = null;
            act();
        }

        protected internal override bool Weaved() => true;
    }
}
