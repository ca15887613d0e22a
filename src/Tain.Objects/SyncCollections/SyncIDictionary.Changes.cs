namespace Tain;

// The dictionary as state: what a change does, and how changes and content travel.
public partial class SyncIDictionary<TKey, TValue>
{
    /// <inheritdoc/>
    public override void ClearChanges() => _log.Clear();

    /// <inheritdoc/>
    public override void Reset()
    {
        _log.Reset();
        _size.Forget();
        _entries.Clear();
    }

    /// <inheritdoc/>
    public override void OnSerializeAll(NetworkWriter writer)
    {
        writer.WriteUInt((uint)_entries.Count);
        foreach (KeyValuePair<TKey, TValue> entry in _entries)
        {
            writer.Write(entry.Key);
            writer.Write(entry.Value);
        }
        _log.WritePending(writer);
    }

    /// <inheritdoc/>
    public override void OnSerializeDelta(NetworkWriter writer)
    {
        writer.WriteUInt((uint)_log.Count);
        for (int i = 0; i < _log.Count; i++) _log[i].Write(writer);
    }

    /// <inheritdoc/>
    public override void OnDeserializeAll(NetworkReader reader)
    {
        if (IsReadingBaseline)
        {
            ReadBaseline(reader);
            return;
        }
        uint count = ChangeLog<Change>.ReadElementCount(reader);
        int limit = MaxReceivedBytes, start = reader.Position;
        _size.Forget();
        _entries.Clear();
        for (uint i = 0; i < count; i++)
        {
            KeyValuePair<TKey, TValue> entry = ReadEntry(reader);
            CheckReceivedSize(reader.Position - start, limit);
            if (!_entries.TryAdd(entry.Key, entry.Value)) throw SameKeyTwice(entry.Key);
        }
        _log.ReadPending(reader);
    }

    /// <inheritdoc/>
    public override void OnDeserializeDelta(NetworkReader reader)
    {
        uint count = ChangeLog<Change>.ReadChangeCount(reader);
        uint known = _log.TakeKnown(count, IsCumulative);
        for (uint i = 0; i < count; i++)
        {
            Change change = Change.Read(reader);
            if (i < known) continue;
            CheckSize(change);
            ApplyReceived(change);
        }
    }

    /// <inheritdoc/>
    protected internal override bool HasSameContent(SyncObject other)
    {
        if (other is not SyncIDictionary<TKey, TValue> copy || copy.Count != Count) return false;
        NetworkWriter ours = new(), theirs = new();
        foreach (KeyValuePair<TKey, TValue> entry in _entries)
        {
            if (!copy.TryGetValue(entry.Key, out TValue? value)) return false;

            // By their bytes, because values need not know when they are equal.
            ours.Write(entry.Value);
            theirs.Write(value);
        }
        return ours.ToSpan().SequenceEqual(theirs.ToSpan());
    }

    internal override void ForgetAnnounced() => _log.ForgetAnnounced();

    internal override void RecordContent()
    {
        _log.Clear();
        Record(new Change(Operation.OP_CLEAR, default!, default!));
        foreach (KeyValuePair<TKey, TValue> entry in _entries) Record(new Change(Operation.OP_ADD, entry.Key, entry.Value));
    }

    // Keys may be null on the wire, such as strings, and no dictionary takes them.
    private static TKey ReadKey(NetworkReader reader) => reader.Read<TKey>() ?? throw new InvalidDataException("a key of a dictionary is null");

    private static KeyValuePair<TKey, TValue> ReadEntry(NetworkReader reader) => new(ReadKey(reader), reader.Read<TValue>());

    private static InvalidDataException SameKeyTwice(TKey key) => new($"a dictionary names the key {key} twice");

    private void CheckSize(Change change)
    {
        int limit = MaxReceivedBytes;
        if (limit == int.MaxValue || change.Operation is not (Operation.OP_ADD or Operation.OP_SET)) return;
        if (!_size.IsKnown)
        {
            _size.Begin();
            foreach (KeyValuePair<TKey, TValue> entry in _entries) AddSize(entry.Key, entry.Value);
        }
        long bytes = _entries.TryGetValue(change.Key, out TValue? old) ? _size.WithReplaced(old, change.Value) : _size.With(change.Key, change.Value);
        CheckReceivedSize(bytes, limit);
    }

    private void AddSize(TKey key, TValue value)
    {
        _size.Add(key);
        _size.Add(value);
    }

    // A baseline repairs what lost deltas left undone. It is applied as the difference to what is here, so that callbacks hear of it.
    private void ReadBaseline(NetworkReader reader)
    {
        uint count = ChangeLog<Change>.ReadElementCount(reader);
        var target = new List<KeyValuePair<TKey, TValue>>();
        var named = new HashSet<TKey>();
        for (uint i = 0; i < count; i++)
        {
            KeyValuePair<TKey, TValue> entry = ReadEntry(reader);
            if (!named.Add(entry.Key)) throw SameKeyTwice(entry.Key);
            target.Add(entry);
        }
        _log.ReadBaselinePending(reader);

        foreach (TKey key in new List<TKey>(_entries.Keys))
        {
            if (!named.Contains(key)) Apply(new Change(Operation.OP_REMOVE, key, default!));
        }
        foreach (KeyValuePair<TKey, TValue> entry in target)
        {
            bool isKnown = _entries.TryGetValue(entry.Key, out TValue? value);
            if (!isKnown || !AreSame(value!, entry.Value)) Apply(new Change(isKnown ? Operation.OP_SET : Operation.OP_ADD, entry.Key, entry.Value));
        }
    }

    // Whether it is an Add or a Set is judged by what is here, and removing what is not here is nothing.
    private void ApplyReceived(Change change)
    {
        bool isKnown = change.Operation != Operation.OP_CLEAR && _entries.ContainsKey(change.Key);
        if (change.Operation is Operation.OP_ADD or Operation.OP_SET) change = change with { Operation = isKnown ? Operation.OP_SET : Operation.OP_ADD };
        if (change.Operation == Operation.OP_REMOVE && !isKnown) return;
        Apply(change);
    }

    // Every change goes through here, made or received: content, record, callbacks. Clear calls back first, so that scripts can still see what goes.
    private void Apply(Change change)
    {
        TValue old = default!;
        switch (change.Operation)
        {
            case Operation.OP_ADD:
                _entries.Add(change.Key, change.Value);
                AddSize(change.Key, change.Value);
                break;
            case Operation.OP_SET:
                old = _entries[change.Key];
                _entries[change.Key] = change.Value;
                _size.Remove(old);
                _size.Add(change.Value);
                break;
            case Operation.OP_REMOVE:
                old = _entries[change.Key];
                _entries.Remove(change.Key);
                _size.Remove(change.Key);
                _size.Remove(old);
                break;
            case Operation.OP_CLEAR:
                try
                {
                    Tell((this, change, old), Call);
                }
                finally
                {
                    _entries.Clear();
                    _size.Forget();
                    Record(change);
                }
                return;
            default:
                return;     // an operation of a newer version: counted, and without content to read
        }
        Record(change);
        Tell((this, change, old), Call);
    }

    private void Record(Change change)
    {
        if (!IsRecording()) return;
        _log.Add(change);
        OnDirty?.Invoke();
    }

    private static void Call((SyncIDictionary<TKey, TValue> Dictionary, Change Change, TValue Old) told)
    {
        (SyncIDictionary<TKey, TValue> dictionary, Change change, TValue old) = told;
        switch (change.Operation)
        {
            case Operation.OP_ADD:
                dictionary.OnAdd?.Invoke(change.Key);
                break;
            case Operation.OP_SET:
                dictionary.OnSet?.Invoke(change.Key, old);
                break;
            case Operation.OP_REMOVE:
                dictionary.OnRemove?.Invoke(change.Key, old);
                break;
            case Operation.OP_CLEAR:
                dictionary.OnClear?.Invoke();
                break;
        }
        dictionary.OnChange?.Invoke(change.Operation, change.Key, change.Operation == Operation.OP_ADD ? change.Value : old);
    }

    private readonly record struct Change(Operation Operation, TKey Key, TValue Value)
    {
        public void Write(NetworkWriter writer)
        {
            writer.WriteByte((byte)Operation);
            if (Operation != Operation.OP_CLEAR) writer.Write(Key);
            if (Operation is Operation.OP_ADD or Operation.OP_SET) writer.Write(Value);
        }

        public static Change Read(NetworkReader reader)
        {
            var operation = (Operation)reader.ReadByte();
            TKey key = operation <= Operation.OP_REMOVE ? ReadKey(reader) : default!;
            TValue value = operation is Operation.OP_ADD or Operation.OP_SET ? reader.Read<TValue>() : default!;
            return new Change(operation, key, value);
        }
    }
}
