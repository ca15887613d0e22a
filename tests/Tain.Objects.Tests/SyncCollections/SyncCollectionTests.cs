namespace Tain.Tests;

// behaviour.md 14: who may change, what is recorded, which callbacks run where.
[Trait("Behaviour", "14")]
public class SyncCollectionTests
{
    private readonly Session _session = new();

    [Fact]
    public void EveryKindOfChangeArrivesWithItsCallbacksInOrder()
    {
        ClientSide client = Join();
        Bag bag = Spawn();
        _session.Run(2);

        bag.list.AddRange([10, 20, 30]);
        bag.list[0] = 11;
        bag.list[0] = 11;
        bag.list.Insert(1, 15);
        bag.list.RemoveAt(3);
        bag.dictionary.Add("a", 1);
        bag.dictionary["a"] = 2;
        bag.dictionary.Remove("a");
        bag.set.Add("x");
        bag.set.Add("x");
        bag.set.Remove("x");
        _session.Run(2);

        Bag copy = Copy(client, bag);
        Assert.Equal([11, 15, 20], copy.list);
        Assert.Empty(copy.dictionary);
        Assert.Empty(copy.set);
        Assert.Equal(
            [
                "OnStartClient with 0",
                "list add 0", "list OP_ADD 0 10", "list OP_ADD 0 0 10", "list add 1", "list OP_ADD 1 20", "list OP_ADD 1 0 20", "list add 2", "list OP_ADD 2 30", "list OP_ADD 2 0 30",
                "list set 0 was 10", "list OP_SET 0 10", "list OP_SET 0 10 11", "list insert 1", "list OP_INSERT 1 15", "list OP_INSERT 1 0 15",
                "list remove 3 was 30", "list OP_REMOVEAT 3 30", "list OP_REMOVEAT 3 30 0",
                "dictionary add a", "dictionary OP_ADD a 1", "dictionary set a was 1", "dictionary OP_SET a 1", "dictionary remove a was 2", "dictionary OP_REMOVE a 2",
                "set add x", "set OP_ADD x", "set remove x", "set OP_REMOVE x",
            ],
            copy.Journal);
        Assert.Equal(copy.Journal.Skip(1), bag.Journal);
    }

    [Fact]
    public void ClearCallsBackWhileTheContentIsStillThere()
    {
        ClientSide client = Join();
        Bag bag = Spawn();
        bag.list.AddRange([1, 2]);
        bag.dictionary["k"] = 1;
        bag.set.Add("x");
        _session.Run(2);
        Bag copy = Copy(client, bag);
        copy.Journal.Clear();

        bag.list.Clear();
        bag.dictionary.Clear();
        bag.set.Clear();
        _session.Run(2);

        Assert.Equal(
            ["list clear of 2", "list OP_CLEAR 0 0", "list OP_CLEAR 0 0 0", "dictionary clear of 1", "dictionary OP_CLEAR  0", "set clear of 1", "set OP_CLEAR "],
            copy.Journal);
        Assert.Empty(copy.list);
    }

    [Fact]
    public void InitialContentHasNoCallbacksAndPendingChangesAreNotAppliedTwice()
    {
        Join();
        Bag bag = Spawn();
        bag.list.Add(1);
        _session.Run(3);

        bag.list.Add(2);
        ClientSide late = Join(frames: 1);
        bag.list.Add(3);
        bag.set.Add("x");
        _session.Run(6);

        Bag copy = Copy(late, bag);
        Assert.Equal([1, 2, 3], copy.list);
        Assert.Equal(["x"], copy.set);
        Assert.StartsWith("OnStartClient with", copy.Journal[0]);
        Assert.Equal(1, copy.Journal.Count(line => line.StartsWith("OnStartClient", StringComparison.Ordinal)));
    }

    [Fact]
    public void AClientThatDoesNotDecideMayNotChangeAnything()
    {
        ClientSide client = Join();
        Bag bag = Spawn();
        _session.Run(2);
        Bag copy = Copy(client, bag);

        Assert.True(copy.list.IsReadOnly);
        Assert.Contains("syncDirection", Assert.Throws<InvalidOperationException>(() => copy.list.Add(1)).Message);
        Assert.Throws<InvalidOperationException>(() => copy.dictionary["a"] = 1);
        Assert.Throws<InvalidOperationException>(() => copy.set.Add("x"));
        Assert.Empty(copy.list);
        Assert.Empty(copy.dictionary);
        Assert.Empty(copy.set);
    }

    [Fact]
    public void AnOwnersChangesAreAppliedAndPassedOn()
    {
        ClientSide owner = Join();
        ClientSide other = Join();
        Bag bag = Spawn(_session.ConnectionOf(owner), SyncDirection.ClientToServer);
        _session.Run(2);
        Copy(owner, bag).syncDirection = SyncDirection.ClientToServer;

        Copy(owner, bag).list.AddRange([4, 5]);
        _session.Run(4);

        Assert.Equal([4, 5], bag.list);
        Assert.Equal([4, 5], Copy(other, bag).list);
        Assert.Equal([4, 5], Copy(owner, bag).list);
    }

    [Trait("Attack", "C-05")]
    [Fact]
    public void NothingIsRecordedWhileNobodySees()
    {
        Bag bag = Spawn();

        bag.list.AddRange([1, 2, 3]);

        Assert.False(bag.IsDirty_BitsOnly());
        ClientSide client = Join();
        Assert.Equal([1, 2, 3], Copy(client, bag).list);
    }

    [Trait("Attack", "S-08")]
    [Trait("Attack", "C-03")]
    [Fact]
    public void AHugeCountFromTheWireIsRefusedBeforeAnythingIsAllocated()
    {
        var reader = new NetworkReader([0xFF, 0xFF, 0xFF, 0xFF]);

        Assert.Throws<EndOfStreamException>(() => new SyncList<byte>().OnDeserializeAll(reader));
        reader.Position = 0;
        Assert.Throws<EndOfStreamException>(() => new SyncHashSet<byte>().OnDeserializeDelta(reader));
    }

    [Trait("Attack", "C-03")]
    [Fact]
    public void AnIndexOutsideTheListIsAnErrorAndAnUnknownOperationIsNothing()
    {
        var list = new SyncList<byte>();

        list.OnDeserializeDelta(new NetworkReader([2, 0, 0, 0, 99, 0, 7]));
        Assert.Equal([7], list);
        Assert.Throws<InvalidDataException>(() => list.OnDeserializeDelta(new NetworkReader([1, 0, 0, 0, 3, 9, 0, 0, 0])));
    }

    private ClientSide Join(int frames = 6)
    {
        ClientSide client = _session.Connect();
        AddBag(client.World, SyncDirection.ServerToClient);
        _session.Run(frames);
        return client;
    }

    private Bag Spawn(NetworkConnectionToClient? owner = null, SyncDirection direction = SyncDirection.ServerToClient)
    {
        Prefab prefab = AddBag(_session.Server.World, direction);
        GameObject made = _session.Server.World.Instantiate(prefab);
        _session.NetworkServer.Spawn(made, owner);
        return made.GetComponent<Bag>()!;
    }

    private static Bag Copy(ClientSide client, Bag original) => client.Client.spawned[original.netId].GetComponent<Bag>()!;

    private static Prefab AddBag(World world, SyncDirection direction) => world.prefabs.Add("Bag", 4242, go =>
    {
        go.AddComponent<NetworkIdentity>();
        go.AddComponent<Bag>().syncDirection = direction;
    });
}
