using Tain.Kit;

namespace Tain.Tests;

// What scripts do inside the callbacks of collections, and who may change one when.
[Trait("Behaviour", "14")]
public class CollectionCallbackTests
{
    private readonly Session _session = new();
    private readonly ClientSide _client;

    public CollectionCallbackTests()
    {
        AddBag(_session.Server.World);
        _client = _session.Connect();
        AddBag(_client.World);
        _session.Run(6);
    }

    [Fact]
    public void WhatACallbackChangesIsToldAfterWhatItWasCalledFor()
    {
        Bag bag = Spawn();
        bag.list.OnAdd += index => { if (bag.list.Count < 3) bag.list.Insert(0, 99); };

        bag.list.Add(1);
        _session.Run(2);

        string[] changes = [.. bag.Journal.Where(line => line.StartsWith("list OP", StringComparison.Ordinal) && line.Split(' ').Length == 4)];
        Assert.Equal(["list OP_ADD 0 1", "list OP_INSERT 0 99"], changes);
        Assert.Equal([99, 1], Copy(bag).list);
        Assert.Equal(bag.Journal, Copy(bag).Journal.Skip(1));
    }

    [Fact]
    public void ACallbackThatThrowsLosesNoChange()
    {
        Bag bag = Spawn();
        bag.list.OnAdd += static _ => throw new InvalidOperationException("on purpose");
        bag.dictionary.OnClear += static () => throw new InvalidOperationException("on purpose");
        Copy(bag).list.OnAdd += static _ => throw new InvalidOperationException("on purpose, too");
        bag.dictionary["a"] = 1;

        Assert.Throws<InvalidOperationException>(() => bag.list.Add(1));
        Assert.Throws<InvalidOperationException>(() => bag.list.Add(2));
        Assert.Throws<InvalidOperationException>(bag.dictionary.Clear);
        bag.set.Add("x");
        _session.Run(2);

        Assert.Empty(bag.dictionary);
        Assert.Equal([1, 2], Copy(bag).list);
        Assert.Empty(Copy(bag).dictionary);
        Assert.Equal(["x"], Copy(bag).set);
        Assert.Equal(2, _client.Log.Count("on purpose, too"));
        Assert.True(_client.Client.isConnected);
    }

    [Fact]
    public void AListCanBeChangedWhileItIsWalked()
    {
        Bag bag = Spawn();
        bag.list.AddRange([1, 2, 3, 4]);

        foreach (int item in bag.list)
        {
            if (item % 2 == 0) bag.list.Remove(item);
        }
        _session.Run(2);

        Assert.Equal([1, 3], Copy(bag).list);
    }

    [Fact]
    public void BeforeItIsSpawnedAnObjectMayBeChangedByWhoeverHasIt()
    {
        Bag[] loose = [Make(_session.Server.World), Make(_client.World), Make(new World())];
        loose[0].syncDirection = SyncDirection.ClientToServer;

        foreach (Bag bag in loose)
        {
            bag.list.Add(1);
            bag.dictionary["a"] = 1;
            bag.set.Add("x");
            Assert.False(bag.list.IsReadOnly);
            Assert.Equal(["list add 0", "list OP_ADD 0 1", "list OP_ADD 0 0 1", "dictionary add a", "dictionary OP_ADD a 1", "set add x", "set OP_ADD x"], bag.Journal);
            Assert.False(bag.IsDirty_BitsOnly());
        }
        _session.NetworkServer.Spawn(loose[0].gameObject, _session.ConnectionOf(_client));
        _session.Run(2);

        Assert.Equal([1], Copy(loose[0]).list);
        Assert.Throws<InvalidOperationException>(() => loose[0].list.Add(2));
        Assert.Equal([1], loose[0].list);
    }

    [Trait("Attack", "C-05")]
    [Fact]
    public void WhatAnOwnerKeepsForItselfIsNotRecordedForNobody()
    {
        Bag bag = Make(_session.Server.World);
        bag.syncDirection = SyncDirection.ClientToServer;
        bag.syncMode = SyncMode.Owner;
        _session.NetworkServer.Spawn(bag.gameObject, _session.ConnectionOf(_client));
        _session.Run(2);
        Bag copy = Copy(bag);
        copy.syncDirection = SyncDirection.ClientToServer;
        copy.list.Add(1);
        _session.Run(4);

        Assert.Equal([1], bag.list);
        var content = new NetworkWriter();
        bag.list.OnSerializeAll(content);
        Assert.Equal(0u, new NetworkReader(content.ToArray()[^4..]).ReadUInt());      // nothing pending
    }

    [Fact]
    public void ASetChangesOnlyByWhatReallyChanges()
    {
        Bag bag = Spawn();
        bag.set.UnionWith(["a", "b", "a"]);
        bag.set.SymmetricExceptWith(["b", "c"]);
        bag.set.ExceptWith(["nothing"]);
        bag.set.IntersectWith(["a"]);
        bag.set.ExceptWith(bag.set);

        Assert.Equal(
            ["set add a", "set OP_ADD a", "set add b", "set OP_ADD b", "set remove b", "set OP_REMOVE b", "set add c", "set OP_ADD c", "set remove c", "set OP_REMOVE c", "set clear of 1", "set OP_CLEAR "],
            bag.Journal);
        Assert.Empty(bag.set);
    }

    [Fact]
    public void AReceivedTickOfChangesAllocatesNothing()
    {
        Plain plain = Make<Plain>("Plain");
        _session.NetworkServer.Spawn(plain.gameObject);
        for (int i = 0; i < 8; i++) plain.list.Add(i);
        _session.Run(2);
        long allocated = 0;

        for (int frame = 0; frame < 400; frame++)
        {
            _session.Clock.Advance(Session.FrameSeconds);
            int now = frame;
            long here = Allocations.Of(() =>
            {
                plain.list[now % 8] = now;
                plain.list.RemoveAt(0);
                plain.list.Add(now);
                plain.map[now % 4] = now;
                _session.Server.Tick();
                _client.Tick();
            });
            if (frame >= 200) allocated += here;
        }

        Assert.Equal(0, allocated);
        Assert.Equal(plain.list, _client.Client.spawned[plain.netId].GetComponent<Plain>()!.list);
    }

    private Bag Spawn()
    {
        Bag bag = Make(_session.Server.World);
        _session.NetworkServer.Spawn(bag.gameObject);
        _session.Run(2);
        return bag;
    }

    private static Bag Make(World world)
    {
        if (!world.prefabs.TryGet("Bag", out _)) AddBag(world);
        return world.Instantiate("Bag").GetComponent<Bag>()!;
    }

    private T Make<T>(string prefab) where T : NetworkBehaviour => _session.Server.World.Instantiate(prefab).GetComponent<T>()!;

    private Bag Copy(Bag original) => _client.Client.spawned[original.netId].GetComponent<Bag>()!;

    private static void AddBag(World world)
    {
        world.prefabs.Add("Bag", 4242, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Bag>();
        });
        world.prefabs.Add("Plain", 4243, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Plain>();
        });
    }

    private sealed class Plain : NetworkBehaviour
    {
        public readonly SyncList<int> list = [];
        public readonly SyncDictionary<int, int> map = new();
        private int _told;

        public Plain()
        {
            InitSyncObject(list);
            InitSyncObject(map);
            list.OnChange += (_, _, _) => _told++;
            map.OnSet += (_, _) => _told++;
        }

        protected internal override bool Weaved() => true;
    }
}
