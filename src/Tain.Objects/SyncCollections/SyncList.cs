using System.Collections;

namespace Tain;

/// <summary>A list that is kept equal on all sides that see the object. Every change is recorded as one operation and sent with the next tick.</summary>
/// <typeparam name="T">What it holds; any type that can be sent.</typeparam>
public partial class SyncList<T> : SyncObject, IList<T>, IReadOnlyList<T>
{
    private readonly IList<T> _items;
    private readonly IEqualityComparer<T> _comparer;
    private readonly ChangeLog<Change> _log = new();
    private readonly ContentSize _size = new();

    /// <summary>Makes an empty list.</summary>
    public SyncList() : this(EqualityComparer<T>.Default)
    {
    }

    /// <summary>Makes an empty list with a comparer.</summary>
    /// <param name="comparer">Decides whether an assignment changes anything.</param>
    public SyncList(IEqualityComparer<T> comparer) : this(new List<T>(), comparer)
    {
    }

    /// <summary>Makes a list that keeps its items in another one.</summary>
    /// <param name="objects">Holds the items; not to be changed by anybody else.</param>
    /// <param name="comparer">Decides whether an assignment changes anything.</param>
    public SyncList(IList<T> objects, IEqualityComparer<T>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(objects);
        _items = objects;
        _comparer = comparer ?? EqualityComparer<T>.Default;
    }

    /// <summary>The kinds of changes. Wire values.</summary>
    public enum Operation : byte
    {
        /// <summary>An item was appended.</summary>
        OP_ADD = 0,

        /// <summary>An item was replaced.</summary>
        OP_SET = 1,

        /// <summary>An item was inserted.</summary>
        OP_INSERT = 2,

        /// <summary>An item was removed.</summary>
        OP_REMOVEAT = 3,

        /// <summary>All items were removed.</summary>
        OP_CLEAR = 4,
    }

    /// <summary>An item was appended: its index.</summary>
    public Action<int>? OnAdd;

    /// <summary>An item was inserted: its index.</summary>
    public Action<int>? OnInsert;

    /// <summary>An item was replaced: its index, and what was there before.</summary>
    public Action<int, T>? OnSet;

    /// <summary>An item was removed: where it was, and what it was.</summary>
    public Action<int, T>? OnRemove;

    /// <summary>All items are about to be removed.</summary>
    public Action? OnClear;

    /// <summary>Any change: what, where, and the new item of an Add or Insert, the old one of a Set or Remove.</summary>
    public Action<Operation, int, T>? OnChange;

    /// <summary>Any change: what, where, the old item and the new one.</summary>
    public Action<Operation, int, T, T>? Callback;

    /// <inheritdoc cref="ICollection{T}.Count"/>
    public int Count => _items.Count;

    /// <summary>True while this side may not change the list.</summary>
    public bool IsReadOnly => !IsWritable();

    /// <inheritdoc cref="IList{T}.this"/>
    public T this[int index]
    {
        get => _items[index];
        set
        {
            if (_comparer.Equals(_items[index], value)) return;
            ThrowIfNotWritable();
            Apply(new Change(Operation.OP_SET, index, value));
        }
    }

    /// <inheritdoc/>
    public void Add(T item)
    {
        ThrowIfNotWritable();
        Apply(new Change(Operation.OP_ADD, _items.Count, item));
    }

    /// <inheritdoc/>
    public void Insert(int index, T item)
    {
        ThrowIfNotWritable();
        Apply(new Change(Operation.OP_INSERT, index, item));
    }

    /// <inheritdoc/>
    public void RemoveAt(int index)
    {
        ThrowIfNotWritable();
        Apply(new Change(Operation.OP_REMOVEAT, index, default!));
    }

    /// <inheritdoc/>
    public bool Remove(T item)
    {
        int index = IndexOf(item);
        if (index < 0) return false;
        RemoveAt(index);
        return true;
    }

    /// <inheritdoc/>
    public void Clear()
    {
        ThrowIfNotWritable();
        Apply(new Change(Operation.OP_CLEAR, 0, default!));
    }

    /// <summary>Appends items, one operation each.</summary>
    /// <param name="range">The items.</param>
    public void AddRange(IEnumerable<T> range)
    {
        foreach (T item in range) Add(item);
    }

    /// <summary>Inserts items, one operation each.</summary>
    /// <param name="index">Where the first one goes.</param>
    /// <param name="range">The items.</param>
    public void InsertRange(int index, IEnumerable<T> range)
    {
        foreach (T item in range) Insert(index++, item);
    }

    /// <summary>Removes items, one operation each. For every match the first equal item goes, as in Mirror.</summary>
    /// <param name="match">Which ones.</param>
    /// <returns>How many were removed.</returns>
    public int RemoveAll(Predicate<T> match)
    {
        List<T> matching = FindAll(match);
        foreach (T item in matching) Remove(item);
        return matching.Count;
    }

    /// <inheritdoc/>
    public int IndexOf(T item)
    {
        for (int i = 0; i < _items.Count; i++)
        {
            if (_comparer.Equals(item, _items[i])) return i;
        }
        return -1;
    }

    /// <summary>The place of the first match.</summary>
    /// <param name="match">Which one.</param>
    /// <returns>The index, or -1.</returns>
    public int FindIndex(Predicate<T> match)
    {
        for (int i = 0; i < _items.Count; i++)
        {
            if (match(_items[i])) return i;
        }
        return -1;
    }

    /// <summary>The first match.</summary>
    /// <param name="match">Which one.</param>
    /// <returns>The item, or the default value.</returns>
    public T? Find(Predicate<T> match)
    {
        int index = FindIndex(match);
        return index >= 0 ? _items[index] : default;
    }

    /// <summary>All matches.</summary>
    /// <param name="match">Which ones.</param>
    /// <returns>A new list.</returns>
    public List<T> FindAll(Predicate<T> match)
    {
        var found = new List<T>();
        for (int i = 0; i < _items.Count; i++)
        {
            if (match(_items[i])) found.Add(_items[i]);
        }
        return found;
    }

    /// <inheritdoc/>
    public bool Contains(T item) => IndexOf(item) >= 0;

    /// <inheritdoc/>
    public void CopyTo(T[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    /// <summary>Walks the items without allocation.</summary>
    /// <returns>An enumerator.</returns>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Walks a <see cref="SyncList{T}"/>.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly SyncList<T> _list;
        private int _index;

        internal Enumerator(SyncList<T> list)
        {
            _list = list;
            _index = -1;
            Current = default!;
        }

        /// <inheritdoc/>
        public T Current { get; private set; }

        readonly object? IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            if (++_index >= _list.Count) return false;
            Current = _list[_index];
            return true;
        }

        /// <inheritdoc/>
        public void Reset() => _index = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
