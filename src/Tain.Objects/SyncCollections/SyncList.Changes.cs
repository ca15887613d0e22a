namespace Tain;

// The list as state: what a change does, and how changes and content travel.
public partial class SyncList<T>
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
        for (int i = 0; i < _items.Count; i++) writer.Write(_items[i]);
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
            // An Add has no index on the wire: it goes to the end of this side's list.
            if (change.Operation == Operation.OP_ADD) change = change with { Index = _items.Count };
            CheckIndex(change);
            CheckSize(change);
            Apply(change);
        }
    }

    internal override void ForgetAnnounced() => _log.ForgetAnnounced();

    internal override void RecordContent()
    {
        _log.Clear();
        Record(new Change(Operation.OP_CLEAR, 0, default!));
        for (int i = 0; i < _items.Count; i++) Record(new Change(Operation.OP_ADD, i, _items[i]));
    }

    private void CheckIndex(Change change)
    {
        int end = change.Operation switch
        {
            Operation.OP_SET or Operation.OP_REMOVEAT => _items.Count - 1,
            Operation.OP_INSERT => _items.Count,
            _ => int.MaxValue,
        };
        if (change.Index < 0 || change.Index > end) throw new InvalidDataException($"{change.Operation} at {change.Index} of a list of {_items.Count}");
    }

    private void CheckSize(Change change)
    {
        int limit = MaxReceivedBytes;
        if (limit == int.MaxValue || change.Operation is not (Operation.OP_ADD or Operation.OP_INSERT or Operation.OP_SET)) return;
        if (!_size.IsKnown)
        {
            _size.Begin();
            for (int i = 0; i < _items.Count; i++) _size.Add(_items[i]);
        }
        CheckReceivedSize(change.Operation == Operation.OP_SET ? _size.WithReplaced(_items[change.Index], change.Item) : _size.With(change.Item), limit);
    }

    // A baseline repairs what lost deltas left undone. It is applied as the difference to what is here, so that callbacks hear of it.
    private void ReadBaseline(NetworkReader reader)
    {
        uint count = ChangeLog<Change>.ReadElementCount(reader);
        var target = new List<T>();
        for (uint i = 0; i < count; i++) target.Add(reader.ReadElement<T>());
        _log.ReadBaselinePending(reader);

        int front = 0, back = 0;
        int shorter = Math.Min(_items.Count, target.Count);
        while (front < shorter && AreSame(_items[front], target[front])) front++;
        while (back < shorter - front && AreSame(_items[^(back + 1)], target[^(back + 1)])) back++;
        for (; front < shorter - back; front++)
        {
            if (!AreSame(_items[front], target[front])) Apply(new Change(Operation.OP_SET, front, target[front]));
        }
        while (_items.Count > target.Count) Apply(new Change(Operation.OP_REMOVEAT, _items.Count - 1 - back, default!));
        for (; _items.Count < target.Count; front++)
            Apply(new Change(front == _items.Count ? Operation.OP_ADD : Operation.OP_INSERT, front, target[front]));
    }

    // Every change goes through here, made or received: content, record, callbacks. Clear calls back first, so that scripts can still see what goes.
    private void Apply(Change change)
    {
        T old = default!;
        switch (change.Operation)
        {
            case Operation.OP_ADD:
                _items.Add(change.Item);
                _size.Add(change.Item);
                break;
            case Operation.OP_INSERT:
                _items.Insert(change.Index, change.Item);
                _size.Add(change.Item);
                break;
            case Operation.OP_SET:
                old = _items[change.Index];
                _items[change.Index] = change.Item;
                _size.Remove(old);
                _size.Add(change.Item);
                break;
            case Operation.OP_REMOVEAT:
                old = _items[change.Index];
                _items.RemoveAt(change.Index);
                _size.Remove(old);
                break;
            case Operation.OP_CLEAR:
                try
                {
                    Tell((this, change, old), Call);
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
        Tell((this, change, old), Call);
    }

    private void Record(Change change)
    {
        if (!IsRecording()) return;
        _log.Add(change);
        OnDirty?.Invoke();
    }

    private static void Call((SyncList<T> List, Change Change, T Old) told)
    {
        (SyncList<T> list, Change change, T old) = told;
        switch (change.Operation)
        {
            case Operation.OP_ADD:
                list.OnAdd?.Invoke(change.Index);
                break;
            case Operation.OP_INSERT:
                list.OnInsert?.Invoke(change.Index);
                break;
            case Operation.OP_SET:
                list.OnSet?.Invoke(change.Index, old);
                break;
            case Operation.OP_REMOVEAT:
                list.OnRemove?.Invoke(change.Index, old);
                break;
            case Operation.OP_CLEAR:
                list.OnClear?.Invoke();
                break;
        }
        bool isNew = change.Operation is Operation.OP_ADD or Operation.OP_INSERT;
        list.OnChange?.Invoke(change.Operation, change.Index, isNew ? change.Item : old);
        list.Callback?.Invoke(change.Operation, change.Index, old, change.Item);
    }

    private readonly record struct Change(Operation Operation, int Index, T Item)
    {
        public void Write(NetworkWriter writer)
        {
            writer.WriteByte((byte)Operation);
            if (Operation is Operation.OP_SET or Operation.OP_INSERT or Operation.OP_REMOVEAT) writer.WriteUInt((uint)Index);
            if (Operation is Operation.OP_ADD or Operation.OP_SET or Operation.OP_INSERT) writer.Write(Item);
        }

        public static Change Read(NetworkReader reader)
        {
            var operation = (Operation)reader.ReadByte();
            int index = operation is Operation.OP_SET or Operation.OP_INSERT or Operation.OP_REMOVEAT ? (int)reader.ReadUInt() : 0;
            T item = operation is Operation.OP_ADD or Operation.OP_SET or Operation.OP_INSERT ? reader.Read<T>() : default!;
            return new Change(operation, index, item);
        }
    }
}
