using System.Collections;

namespace Tain;

/// <summary>A set, kept in any implementation, that is kept equal on all sides that see the object. Every change is recorded as one operation.</summary>
/// <typeparam name="T">What it holds; any type that can be sent.</typeparam>
public partial class SyncSet<T> : SyncObject, ISet<T>
{
    private readonly ISet<T> _items;
    private readonly ChangeLog<Change> _log = new();
    private readonly ContentSize _size = new();

    /// <summary>Makes a set that keeps its items in another one.</summary>
    /// <param name="objects">Holds the items; not to be changed by anybody else.</param>
    public SyncSet(ISet<T> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        _items = objects;
    }

    /// <summary>The kinds of changes. Wire values.</summary>
    public enum Operation : byte
    {
        /// <summary>An item was added.</summary>
        OP_ADD = 0,

        /// <summary>An item was removed.</summary>
        OP_REMOVE = 1,

        /// <summary>All items were removed.</summary>
        OP_CLEAR = 2,
    }

    /// <summary>An item was added.</summary>
    public Action<T>? OnAdd;

    /// <summary>An item was removed.</summary>
    public Action<T>? OnRemove;

    /// <summary>All items are about to be removed.</summary>
    public Action? OnClear;

    /// <summary>Any change: what, and the item.</summary>
    public Action<Operation, T>? OnChange;

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <summary>True while this side may not change the set.</summary>
    public bool IsReadOnly => !IsWritable();

    /// <inheritdoc/>
    public bool Add(T item)
    {
        if (_items.Contains(item)) return false;
        ThrowIfNotWritable();
        Apply(new Change(Operation.OP_ADD, item));
        return true;
    }

    void ICollection<T>.Add(T item) => Add(item);

    /// <inheritdoc/>
    public bool Remove(T item)
    {
        if (!_items.Contains(item)) return false;
        ThrowIfNotWritable();
        Apply(new Change(Operation.OP_REMOVE, item));
        return true;
    }

    /// <inheritdoc/>
    public void Clear()
    {
        ThrowIfNotWritable();
        Apply(new Change(Operation.OP_CLEAR, default!));
    }

    /// <inheritdoc/>
    public void UnionWith(IEnumerable<T> other)
    {
        foreach (T item in Copy(other)) Add(item);
    }

    /// <inheritdoc/>
    public void ExceptWith(IEnumerable<T> other)
    {
        if (ReferenceEquals(other, this))
        {
            Clear();
            return;
        }
        foreach (T item in other) Remove(item);
    }

    /// <inheritdoc/>
    public void IntersectWith(IEnumerable<T> other)
    {
        var keep = new HashSet<T>(other);
        foreach (T item in Copy(_items))
        {
            if (!keep.Contains(item)) Remove(item);
        }
    }

    /// <inheritdoc/>
    public void SymmetricExceptWith(IEnumerable<T> other)
    {
        if (ReferenceEquals(other, this))
        {
            Clear();
            return;
        }
        foreach (T item in other)
        {
            if (!Remove(item)) Add(item);
        }
    }

    /// <inheritdoc/>
    public bool Contains(T item) => _items.Contains(item);

    /// <inheritdoc/>
    public void CopyTo(T[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public bool IsProperSubsetOf(IEnumerable<T> other) => _items.IsProperSubsetOf(other);

    /// <inheritdoc/>
    public bool IsProperSupersetOf(IEnumerable<T> other) => _items.IsProperSupersetOf(other);

    /// <inheritdoc/>
    public bool IsSubsetOf(IEnumerable<T> other) => _items.IsSubsetOf(other);

    /// <inheritdoc/>
    public bool IsSupersetOf(IEnumerable<T> other) => _items.IsSupersetOf(other);

    /// <inheritdoc/>
    public bool Overlaps(IEnumerable<T> other) => _items.Overlaps(other);

    /// <inheritdoc/>
    public bool SetEquals(IEnumerable<T> other) => _items.SetEquals(other);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static T[] Copy(IEnumerable<T> items) => [.. items];
}
