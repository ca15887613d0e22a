namespace Tain.Tests;

/// <summary>
/// A script with every kind of collection, and SyncVars at the first and the last bit. Beside each it keeps what was told: content at the start, plus everything told
/// since, must be the content of now.
/// </summary>
internal sealed class Satchel : NetworkBehaviour
{
    private static readonly SyncVarHook<int> NumberHook = static (self, old, value) =>
    {
        var satchel = (Satchel)self;
        Assert.Equal(satchel.Told.Number, old);
        satchel.Told.Number = value;
    };

    private int _number;
    private string _text = "";

    public readonly SyncList<int> list = [];
    public readonly SyncDictionary<string, int> map = new();
    public readonly SyncIDictionary<int, string> sortedMap = new(new SortedDictionary<int, string>());
    public readonly SyncHashSet<string> set = new();
    public readonly SyncSortedSet<int> sortedSet = new();

    public Satchel()
    {
        list.Add(-1);
        map["made"] = 1;
        InitSyncObject(list);
        InitSyncObject(map);
        InitSyncObject(sortedMap);
        InitSyncObject(set);
        InitSyncObject(sortedSet);
        Told = new SatchelContent(this);
        // The weaver registers at the end; a constructor of a derived class still runs after that.
        set.Add("made");
        sortedSet.Add(-1);
        ListenToList();
        ListenToMaps();
        ListenToSets();
        Told.Restart();
    }

    public int number
    {
        get => _number;
        set
        {
            GeneratedSyncVarSetter(value, ref _number, 1, NumberHook);
            // A side that assigns hears no hook; it knows.
            Told.Number = value;
        }
    }

    public string text
    {
        get => _text;
        set => GeneratedSyncVarSetter(value, ref _text, 1UL << 63, null);
    }

    /// <summary>What the callbacks told.</summary>
    public SatchelContent Told { get; }

    /// <summary>Called inside callbacks, except those of Clear: what is changed in these goes with the rest.</summary>
    public Action? InCallback { get; set; }

    public override void OnDeserialize(NetworkReader reader, bool initialState)
    {
        base.OnDeserialize(reader, initialState);
        if (initialState && !netIdentity.IsReadingBaseline) Told.Restart();
    }

    protected internal override bool Weaved() => true;

    protected override void SerializeSyncVars(NetworkWriter writer, bool initialState)
    {
        if (!initialState) writer.WriteVarULong(syncVarDirtyBits);
        if (initialState || (syncVarDirtyBits & 1) != 0) writer.WriteVarInt(_number);
        if (initialState || (syncVarDirtyBits & (1UL << 63)) != 0) writer.WriteString(_text);
    }

    protected override void DeserializeSyncVars(NetworkReader reader, bool initialState)
    {
        ulong mask = initialState ? ulong.MaxValue : reader.ReadVarULong();
        if ((mask & 1) != 0) GeneratedSyncVarDeserialize(ref _number, reader.ReadVarInt(), 1, NumberHook);
        if ((mask & (1UL << 63)) != 0) GeneratedSyncVarDeserialize(ref _text, reader.ReadString() ?? "", 1UL << 63, null);
    }

    private void ListenToList() => list.Callback += (operation, index, _, item) =>
    {
        switch (operation)
        {
            case SyncList<int>.Operation.OP_ADD: Told.List.Add(item); Assert.Equal(Told.List.Count - 1, index); break;
            case SyncList<int>.Operation.OP_INSERT: Told.List.Insert(index, item); break;
            case SyncList<int>.Operation.OP_SET: Told.List[index] = item; break;
            case SyncList<int>.Operation.OP_REMOVEAT: Told.List.RemoveAt(index); break;
            case SyncList<int>.Operation.OP_CLEAR: Told.List.Clear(); return;
        }
        InCallback?.Invoke();
    };

    private void ListenToMaps()
    {
        map.OnAdd += key => Told.Map.Add(key, map.GetValueOrDefault(key));
        map.OnSet += (key, _) => Told.Map[key] = map.GetValueOrDefault(key);
        map.OnRemove += (key, _) => Assert.True(Told.Map.Remove(key));
        map.OnClear += Told.Map.Clear;
        map.OnChange += (operation, _, _) => Follow(operation == SyncIDictionary<string, int>.Operation.OP_CLEAR);
        sortedMap.OnAdd += key => Told.SortedMap.Add(key, sortedMap.GetValueOrDefault(key) ?? "");
        sortedMap.OnSet += (key, _) => Told.SortedMap[key] = sortedMap.GetValueOrDefault(key) ?? "";
        sortedMap.OnRemove += (key, _) => Assert.True(Told.SortedMap.Remove(key));
        sortedMap.OnClear += Told.SortedMap.Clear;
        sortedMap.OnChange += (operation, _, _) => Follow(operation == SyncIDictionary<int, string>.Operation.OP_CLEAR);
    }

    private void ListenToSets()
    {
        set.OnAdd += item => Assert.True(Told.Set.Add(item));
        set.OnRemove += item => Assert.True(Told.Set.Remove(item));
        set.OnClear += Told.Set.Clear;
        set.OnChange += (operation, _) => Follow(operation == SyncSet<string>.Operation.OP_CLEAR);
        sortedSet.OnAdd += item => Assert.True(Told.SortedSet.Add(item));
        sortedSet.OnRemove += item => Assert.True(Told.SortedSet.Remove(item));
        sortedSet.OnClear += Told.SortedSet.Clear;
        sortedSet.OnChange += (operation, _) => Follow(operation == SyncSet<int>.Operation.OP_CLEAR);
    }

    private void Follow(bool isClear)
    {
        if (!isClear) InCallback?.Invoke();
    }
}
