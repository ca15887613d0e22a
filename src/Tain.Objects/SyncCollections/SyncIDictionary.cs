using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Tain;

/// <summary>A dictionary, kept in any implementation, that is kept equal on all sides that see the object.</summary>
/// <typeparam name="TKey">The keys; any type that can be sent.</typeparam>
/// <typeparam name="TValue">The values; any type that can be sent.</typeparam>
public partial class SyncIDictionary<TKey, TValue> : SyncObject, IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue> where TKey : notnull
{
    private readonly IDictionary<TKey, TValue> _entries;
    private readonly ChangeLog<Change> _log = new();
    private readonly ContentSize _size = new();

    /// <summary>Makes a dictionary that keeps its entries in another one.</summary>
    /// <param name="objects">Holds the entries; not to be changed by anybody else.</param>
    public SyncIDictionary(IDictionary<TKey, TValue> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        _entries = objects;
    }

    /// <summary>The kinds of changes. Wire values.</summary>
    public enum Operation : byte
    {
        /// <summary>A key was added.</summary>
        OP_ADD = 0,

        /// <summary>The value of a key was replaced.</summary>
        OP_SET = 1,

        /// <summary>A key was removed.</summary>
        OP_REMOVE = 2,

        /// <summary>All keys were removed.</summary>
        OP_CLEAR = 3,
    }

    /// <summary>A key was added.</summary>
    public Action<TKey>? OnAdd;

    /// <summary>A value was replaced: its key, and the value before.</summary>
    public Action<TKey, TValue>? OnSet;

    /// <summary>A key was removed: it, and its value.</summary>
    public Action<TKey, TValue>? OnRemove;

    /// <summary>All keys are about to be removed.</summary>
    public Action? OnClear;

    /// <summary>Any change: what, the key, and the new value of an Add, the old one of a Set or Remove.</summary>
    public Action<Operation, TKey, TValue>? OnChange;

    /// <inheritdoc cref="ICollection{T}.Count"/>
    public int Count => _entries.Count;

    /// <summary>True while this side may not change the dictionary.</summary>
    public bool IsReadOnly => !IsWritable();

    /// <inheritdoc/>
    public ICollection<TKey> Keys => _entries.Keys;

    /// <inheritdoc/>
    public ICollection<TValue> Values => _entries.Values;

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => _entries.Keys;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => _entries.Values;

    /// <inheritdoc cref="IDictionary{TKey, TValue}.this"/>
    public TValue this[TKey key]
    {
        get => _entries[key];
        set
        {
            ThrowIfNotWritable();
            // Recorded even when the value is equal, as in Mirror.
            Apply(new Change(_entries.ContainsKey(key) ? Operation.OP_SET : Operation.OP_ADD, key, value));
        }
    }

    /// <inheritdoc/>
    public void Add(TKey key, TValue value)
    {
        ThrowIfNotWritable();
        if (_entries.ContainsKey(key)) throw new ArgumentException($"The key {key} is there already.", nameof(key));
        Apply(new Change(Operation.OP_ADD, key, value));
    }

    /// <inheritdoc/>
    public void Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    /// <inheritdoc/>
    public bool Remove(TKey key)
    {
        if (!_entries.ContainsKey(key)) return false;
        ThrowIfNotWritable();
        Apply(new Change(Operation.OP_REMOVE, key, default!));
        return true;
    }

    /// <inheritdoc/>
    // The value does not matter: recorded from Mirror (vectors/sync2.json, dictionary operations).
    public bool Remove(KeyValuePair<TKey, TValue> item) => Remove(item.Key);

    /// <inheritdoc/>
    public void Clear()
    {
        ThrowIfNotWritable();
        Apply(new Change(Operation.OP_CLEAR, default!, default!));
    }

    /// <inheritdoc cref="IDictionary{TKey, TValue}.ContainsKey"/>
    public bool ContainsKey(TKey key) => _entries.ContainsKey(key);

    /// <inheritdoc cref="IDictionary{TKey, TValue}.TryGetValue"/>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _entries.TryGetValue(key, out value);

    /// <inheritdoc/>
    public bool Contains(KeyValuePair<TKey, TValue> item) =>
        _entries.TryGetValue(item.Key, out TValue? value) && EqualityComparer<TValue>.Default.Equals(value, item.Value);

    /// <inheritdoc/>
    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
