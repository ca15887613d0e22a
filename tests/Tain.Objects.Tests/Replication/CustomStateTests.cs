namespace Tain.Tests;

// State that a component writes itself: without base, badly, or with a kind of collection of its own.
[Trait("Behaviour", "15"), Trait("Behaviour", "16")]
public class CustomStateTests
{
    private readonly Session _session = new();
    private readonly ClientSide _client;

    public CustomStateTests()
    {
        AddPrefabs(_session.Server.World);
        _client = _session.Connect();
        AddPrefabs(_client.World);
        _session.Run(6);
    }

    [Fact]
    public void StateWithoutBaseTravelsWhenItIsMarked()
    {
        Own own = Spawn("Own");

        own.value = 5;
        _session.Run(2);
        Assert.Equal(0, Copy(own).value);
        own.SetDirty();
        _session.Run(2);

        Assert.Equal(5, Copy(own).value);
        Assert.False(own.IsDirty_BitsOnly());
    }

    [Theory]
    [InlineData(Fault.WritesAndThrows)]
    [InlineData(Fault.ReadsNothing)]
    [InlineData(Fault.ReadsTooMuch)]
    [InlineData(Fault.ReadThrows)]
    public void AComponentThatIsWrongDoesNotHarmItsNeighbours(Fault fault)
    {
        Own own = Spawn("Own");
        Actor neighbour = own.GetComponent<Actor>()!;
        own.fault = Copy(own).fault = fault;

        own.value = 5;
        own.SetDirty();
        neighbour.health = 7;
        _session.Run(2);

        Assert.Equal(7, Copy(own).GetComponent<Actor>()!.health);
        Assert.True(_client.Client.isConnected);
        Assert.Single((string[])[.. _client.Log.Lines, .. _session.Server.Log.Lines]);
    }

    [Fact]
    public void AKindOfCollectionOfOnesOwnIsSyncedLikeTheOthers()
    {
        Tally tally = Spawn("Tally").GetComponent<Tally>()!;
        Tally copy = Copy(tally.GetComponent<Own>()!).GetComponent<Tally>()!;

        tally.counter.Count(3);
        tally.counter.Count(4);
        _session.Run(2);
        Assert.Equal(7, copy.counter.Sum);
        Assert.Equal(["+3", "+4"], copy.counter.Told);

        ClientSide late = _session.Connect();
        AddPrefabs(late.World);
        _session.Run(6);
        Assert.Equal(7, late.Client.spawned[tally.netId].GetComponent<Tally>()!.counter.Sum);
        Assert.Throws<InvalidOperationException>(() => copy.counter.Count(1));
        Assert.Equal(7, copy.counter.Sum);
    }

    [Fact]
    [Trait("Behaviour", "26")]
    public void The64ThCollectionTravelsAndA65ThIsRefused()
    {
        Many many = Spawn("Many").GetComponent<Many>()!;
        many.lists[63].Add(9);
        many.lists[0].Add(8);
        _session.Run(2);

        Many copy = _client.Client.spawned[many.netId].GetComponent<Many>()!;
        Assert.Equal([9], copy.lists[63]);
        Assert.Equal([8], copy.lists[0]);
        Assert.Contains("more than 64", Assert.Throws<InvalidOperationException>(many.AddOneMore).Message);
        Assert.Contains("is null", Assert.Throws<InvalidOperationException>(many.AddNull).Message);
    }

    private Own Spawn(string prefab)
    {
        GameObject made = _session.Server.World.Instantiate(prefab);
        _session.NetworkServer.Spawn(made);
        _session.Run(2);
        return made.GetComponent<Own>()!;
    }

    private Own Copy(Own original) => _client.Client.spawned[original.netId].GetComponent<Own>()!;

    private static void AddPrefabs(World world)
    {
        world.prefabs.Add("Own", 4501, static go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Own>();
            go.AddComponent<Actor>();
        });
        world.prefabs.Add("Tally", 4502, static go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Own>();
            go.AddComponent<Tally>();
        });
        world.prefabs.Add("Many", 4503, static go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Own>();
            go.AddComponent<Many>();
        });
    }

    public enum Fault
    {
        None,
        WritesAndThrows,
        ReadsNothing,
        ReadsTooMuch,
        ReadThrows,
    }

    private sealed class Own : NetworkBehaviour
    {
        public int value;
        public Fault fault;

        public override void OnSerialize(NetworkWriter writer, bool initialState)
        {
            writer.WriteInt(value);
            if (fault == Fault.WritesAndThrows) throw new InvalidOperationException("on purpose");
        }

        public override void OnDeserialize(NetworkReader reader, bool initialState)
        {
            if (fault == Fault.ReadsNothing) return;
            value = reader.ReadInt();
            if (fault == Fault.ReadsTooMuch) reader.ReadByte();
            if (fault == Fault.ReadThrows) throw new InvalidOperationException("on purpose");
        }

        protected internal override bool Weaved() => true;
    }

    private sealed class Tally : NetworkBehaviour
    {
        public readonly Counter counter = new();

        public Tally() => InitSyncObject(counter);

        protected internal override bool Weaved() => true;
    }

    private sealed class Many : NetworkBehaviour
    {
        public readonly SyncList<int>[] lists = [.. Enumerable.Range(0, 64).Select(static _ => new SyncList<int>())];

        public Many()
        {
            foreach (SyncList<int> list in lists) InitSyncObject(list);
        }

        public void AddOneMore() => InitSyncObject(new SyncList<int>());

        public void AddNull() => InitSyncObject(null!);

        protected internal override bool Weaved() => true;
    }

    /// <summary>A sum, of which only what is added travels.</summary>
    private sealed class Counter : SyncObject
    {
        private readonly List<int> _added = [];

        public int Sum { get; private set; }

        public List<string> Told { get; } = [];

        public void Count(int number)
        {
            ThrowIfNotWritable();
            Add(number);
        }

        public override void ClearChanges() => _added.Clear();

        public override void OnSerializeAll(NetworkWriter writer) => writer.WriteInt(Sum);

        public override void OnDeserializeAll(NetworkReader reader) => Sum = reader.ReadInt();

        public override void OnSerializeDelta(NetworkWriter writer)
        {
            writer.WriteInt(_added.Count);
            foreach (int number in _added) writer.WriteInt(number);
        }

        public override void OnDeserializeDelta(NetworkReader reader)
        {
            for (int count = reader.ReadInt(); count > 0; count--) Add(reader.ReadInt());
        }

        public override void Reset() => Sum = 0;

        private void Add(int number)
        {
            Sum += number;
            if (IsRecording())
            {
                _added.Add(number);
                OnDirty?.Invoke();
            }
            Tell((this, number), static told => told.Item1.Told.Add($"+{told.number}"));
        }
    }
}
