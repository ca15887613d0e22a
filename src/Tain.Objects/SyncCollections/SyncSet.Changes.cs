namespace Tain;

// The set as state: what a change does, and how changes and content travel.
public partial class SyncSet<T>
{
    /// <inheritdoc/>
    public override void ClearChanges() => _log.Clear();

    /// <inheritdoc/>
    public override void Reset()
    {
        _log.Reset();
        _size.Forget();
        _items.Clear();
    }

    /// <inheritdoc/>
    public override void OnSerializeAll(NetworkWriter writer)
    {
        writer.WriteUInt((uint)_items.Count);
        foreach (T item in _items) writer.Write(item);
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
        _items.Clear();
        for (uint i = 0; i < count; i++)
        {
            T item = reader.ReadElement<T>();
            CheckReceivedSize(reader.Position - start, limit);
            _items.Add(item);
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
            Apply(change);
        }
    }

    /// <inheritdoc/>
    protected internal override bool HasSameContent(SyncObject other) => other is SyncSet<T> copy && _items.SetEquals(copy._items);

    internal override void ForgetAnnounced() => _log.ForgetAnnounced();

    internal override void RecordContent()
    {
        _log.Clear();
        Record(new Change(Operation.OP_CLEAR, default!));
        foreach (T item in _items) Record(new Change(Operation.OP_ADD, item));
    }

    private void CheckSize(Change change)
    {
        int limit = MaxReceivedBytes;
        if (limit == int.MaxValue || change.Operation != Operation.OP_ADD || _items.Contains(change.Item)) return;
        if (!_size.IsKnown)
        {
            _size.Begin();
            foreach (T item in _items) _size.Add(item);
        }
        CheckReceivedSize(_size.With(change.Item), limit);
    }

    // A baseline repairs what lost deltas left undone. It is applied as the difference to what is here, so that callbacks hear of it.
    private void ReadBaseline(NetworkReader reader)
    {
        uint count = ChangeLog<Change>.ReadElementCount(reader);
        var target = new List<T>();
        for (uint i = 0; i < count; i++) target.Add(reader.ReadElement<T>());
        _log.ReadBaselinePending(reader);

        var named = new HashSet<T>(target);
        foreach (T item in Copy(_items))
        {
            if (!named.Contains(item)) Apply(new Change(Operation.OP_REMOVE, item));
        }
        foreach (T item in target) Apply(new Change(Operation.OP_ADD, item));
    }

    // Every change goes through here, made or received: content, record, callbacks. Clear calls back first, so that scripts can still see what goes.
    private void Apply(Change change)
    {
        switch (change.Operation)
        {
            case Operation.OP_ADD:
                if (!_items.Add(change.Item)) return;
                _size.Add(change.Item);
                break;
            case Operation.OP_REMOVE:
                if (!_items.Remove(change.Item)) return;
                _size.Remove(change.Item);
                break;
            case Operation.OP_CLEAR:
                try
                {
                    Tell((this, change), Call);
                }
                finally
                {
                    _items.Clear();
                    _size.Forget();
                    Record(change);
                }
                return;
            default:
                return;     // an operation of a newer version: counted, and without content to read
        }
        Record(change);
        Tell((this, change), Call);
    }

    private void Record(Change change)
    {
        if (!IsRecording()) return;
        _log.Add(change);
        OnDirty?.Invoke();
    }

    private static void Call((SyncSet<T> Set, Change Change) told)
    {
        (SyncSet<T> set, Change change) = told;
        switch (change.Operation)
        {
            case Operation.OP_ADD:
                set.OnAdd?.Invoke(change.Item);
                break;
            case Operation.OP_REMOVE:
                set.OnRemove?.Invoke(change.Item);
                break;
            case Operation.OP_CLEAR:
                set.OnClear?.Invoke();
                break;
        }
        set.OnChange?.Invoke(change.Operation, change.Item);
    }

    private readonly record struct Change(Operation Operation, T Item)
    {
        public void Write(NetworkWriter writer)
        {
            writer.WriteByte((byte)Operation);
            if (Operation != Operation.OP_CLEAR) writer.Write(Item);
        }

        public static Change Read(NetworkReader reader)
        {
            var operation = (Operation)reader.ReadByte();
            return new Change(operation, operation <= Operation.OP_REMOVE ? reader.Read<T>() : default!);
        }
    }
}
