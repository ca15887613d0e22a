namespace Tain.Tests;

// Who comes later gets what it needs to understand what follows, and nobody who was there before notices.
public class LateJoinerTests
{
    private readonly Session _session = new();

    [Fact]
    [Trait("Behaviour", "15"), Trait("Behaviour", "16")]
    public void HybridDeltasBetweenTwoBaselinesAreUnderstoodByEverybody()
    {
        ClientSide early = _session.Join();
        Actor hybrid = _session.Server.Spawn(prefab: "Fast");
        hybrid.health = 1;
        _session.Run(Session.Rate);                         // a baseline passes
        Assert.NotEqual(0, hybrid.netIdentity.SentBaselineTick);
        byte tick = hybrid.netIdentity.SentBaselineTick;
        hybrid.health = 2;
        _session.Run(2);

        ClientSide late = _session.Join();
        hybrid.health = 3;
        _session.Run(2);

        Assert.Equal(tick, hybrid.netIdentity.SentBaselineTick);
        Assert.Equal(3, early.CopyOf(hybrid)!.health);
        Assert.Equal(3, late.CopyOf(hybrid)!.health);
        Assert.Equal(["health 100 -> 1", "health 1 -> 2", "health 2 -> 3"], early.CopyOf(hybrid)!.Journal.Where(line => line.StartsWith("health", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Behaviour", "15")]
    public void SoAreTheyByOneWhoComesIntoSightOfOneObject()
    {
        ClientSide early = _session.Join(), late = _session.Join();
        Actor hybrid = _session.Server.Spawn(prefab: "Fast");
        _session.NetworkServer.HideForConnection(hybrid.netIdentity, _session.ConnectionOf(late));
        hybrid.health = 1;
        _session.Run(Session.Rate);

        _session.NetworkServer.ShowForConnection(hybrid.netIdentity, _session.ConnectionOf(late));
        hybrid.health = 2;
        _session.Run(2);

        Assert.Equal(2, early.CopyOf(hybrid)!.health);
        Assert.Equal(2, late.CopyOf(hybrid)!.health);
    }

    [Fact]
    public void ManyWhoJoinInOneFrameCostOneSerializationOfEachObject()
    {
        Tally.AddPrefab(_session.Join().World);
        Tally[] tallies = [.. Enumerable.Range(0, 20).Select(_ => Tally.Spawn(_session.Server))];
        for (int i = 0; i < 50; i++) Tally.AddPrefab(_session.Connect().World);
        _session.Run(6);

        // One for the client that was there at spawn, then one for the fifty.
        Assert.All(tallies, tally => Assert.Equal(2, tally.Initials));
        Assert.All(_session.Clients, client => Assert.Equal(20, client.Client.spawned.Values.Count(copy => copy.GetComponent<Tally>()?.value == 5)));
    }

    [Fact]
    public void WhatChangesBetweenTwoJoinsOfOneFrameIsNew()
    {
        ClientSide first = _session.Join();
        Tally.AddPrefab(first.World);
        Handwritten.AddPrefab(first.World);
        Tally tally = Tally.Spawn(_session.Server);
        Handwritten handwritten = Handwritten.Spawn(_session.Server);
        int joined = 0;
        _session.NetworkServer.OnConnectedEvent += connection =>
        {
            connection.isReady = true;
            tally.value = 10 + joined;
            tally.list.Add(joined);
            handwritten.number = 10 + joined++;
            _session.NetworkServer.AddPlayerForConnection(connection, _session.Server.World.Instantiate("Actor"));
        };
        ClientSide[] late = [.. Enumerable.Range(0, 3).Select(_ => _session.Connect(new NetworkClientOptions { sendRate = Session.Rate, autoReady = false }))];
        foreach (ClientSide client in late)
        {
            Tally.AddPrefab(client.World);
            Handwritten.AddPrefab(client.World);
        }
        _session.Run(6);

        Assert.Equal(3, joined);
        for (int i = 0; i < late.Length; i++)
        {
            Assert.Equal(12, late[i].Client.spawned[tally.netId].GetComponent<Tally>()!.value);
            Assert.Equal([0, 1, 2], late[i].Client.spawned[tally.netId].GetComponent<Tally>()!.list);
            // Nobody says that it changed, so each has what was true when it came.
            Assert.Equal(10 + i, late[i].Client.spawned[handwritten.netId].GetComponent<Handwritten>()!.number);
        }
    }

    /// <summary>Counts how often it is asked for its whole state.</summary>
    private sealed class Tally : NetworkBehaviour
    {
        public readonly SyncList<int> list = [];

        private int _value = 5;

        public Tally() => InitSyncObject(list);

        public int Initials { get; private set; }

        public int value
        {
            get => _value;
            set => GeneratedSyncVarSetter(value, ref _value, 1, null);
        }

        public static Tally Spawn(ServerSide server)
        {
            AddPrefab(server.World);
            GameObject made = server.World.Instantiate("Tally");
            server.Server.Spawn(made);
            return made.GetComponent<Tally>()!;
        }

        public static void AddPrefab(World world)
        {
            if (world.prefabs.TryGet("Tally", out _)) return;
            world.prefabs.Add("Tally", 7001, go =>
            {
                go.AddComponent<NetworkIdentity>();
                go.AddComponent<Tally>();
            });
        }

        protected internal override bool Weaved() => true;

        protected override void SerializeSyncVars(NetworkWriter writer, bool initialState)
        {
            if (initialState) Initials++;
            else writer.WriteVarULong(syncVarDirtyBits);
            if (initialState || (syncVarDirtyBits & 1) != 0) writer.WriteVarInt(_value);
        }

        protected override void DeserializeSyncVars(NetworkReader reader, bool initialState)
        {
            ulong mask = initialState ? ulong.MaxValue : reader.ReadVarULong();
            if ((mask & 1) != 0) GeneratedSyncVarDeserialize(ref _value, reader.ReadVarInt(), 1, null);
        }
    }

    /// <summary>Writes something that is no SyncVar.</summary>
    private sealed class Handwritten : NetworkBehaviour
    {
        public int number;

        public static Handwritten Spawn(ServerSide server)
        {
            AddPrefab(server.World);
            GameObject made = server.World.Instantiate("Handwritten");
            server.Server.Spawn(made);
            return made.GetComponent<Handwritten>()!;
        }

        public static void AddPrefab(World world) => world.prefabs.Add("Handwritten", 7002, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Handwritten>();
        });

        public override void OnSerialize(NetworkWriter writer, bool initialState)
        {
            base.OnSerialize(writer, initialState);
            writer.WriteInt(number);
        }

        public override void OnDeserialize(NetworkReader reader, bool initialState)
        {
            base.OnDeserialize(reader, initialState);
            number = reader.ReadInt();
        }

        protected internal override bool Weaved() => true;
    }
}
