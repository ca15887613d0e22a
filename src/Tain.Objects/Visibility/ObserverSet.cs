using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Tain;

/// <summary>
/// The clients that see an object, by connection id: those who subscribe to its group, and those who see it individually. A view that changes with them.
/// </summary>
public sealed class ObserverSet : IReadOnlyDictionary<int, NetworkConnectionToClient>
{
    private Dictionary<int, NetworkConnectionToClient>? _individuals;

    internal ObserverSet()
    {
    }

    /// <inheritdoc/>
    public int Count => (Group?.Subscriptions.Count ?? 0) + (_individuals?.Count ?? 0);

    /// <inheritdoc/>
    public IEnumerable<int> Keys
    {
        get
        {
            foreach (KeyValuePair<int, NetworkConnectionToClient> observer in this) yield return observer.Key;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<NetworkConnectionToClient> Values
    {
        get
        {
            foreach (KeyValuePair<int, NetworkConnectionToClient> observer in this) yield return observer.Value;
        }
    }

    internal VisibilityGroup? Group { get; private set; }

    internal int IndividualCount => _individuals?.Count ?? 0;

    /// <summary>Those who see the object without their group; null when there never was one.</summary>
    internal Dictionary<int, NetworkConnectionToClient>? Individuals => _individuals;

    /// <inheritdoc/>
    public NetworkConnectionToClient this[int key] =>
        TryGetValue(key, out NetworkConnectionToClient? connection) ? connection : throw new KeyNotFoundException($"Connection {key} does not see the object.");

    /// <inheritdoc/>
    public bool ContainsKey(int key) => Group?.Find(key) is not null || (_individuals?.ContainsKey(key) ?? false);

    /// <inheritdoc/>
    public bool TryGetValue(int key, [MaybeNullWhen(false)] out NetworkConnectionToClient value)
    {
        value = Group?.Find(key)?.Connection;
        return value is not null || (_individuals?.TryGetValue(key, out value) ?? false);
    }

    /// <summary>Walks the observers without allocation. They must not change meanwhile.</summary>
    /// <returns>An enumerator.</returns>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<KeyValuePair<int, NetworkConnectionToClient>> IEnumerable<KeyValuePair<int, NetworkConnectionToClient>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal bool Contains(NetworkConnectionToClient connection) => ContainsKey(connection.connectionId);

    internal void JoinGroup(NetworkIdentity identity, VisibilityGroup group)
    {
        Debug.Assert(Group is null, "An object is in one group.");
        Group = group;
        group.Members.Add(identity);
    }

    internal void LeaveGroup(NetworkIdentity identity)
    {
        Group?.Members.Remove(identity);
        Group = null;
    }

    internal void AddIndividual(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        Debug.Assert(!ContainsKey(connection.connectionId), "Who sees the object already is not added again.");
        (_individuals ??= []).Add(connection.connectionId, connection);
        connection.Sight.Individuals.Add(identity);
    }

    internal bool RemoveIndividual(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        connection.Sight.Individuals.Remove(identity);
        return _individuals?.Remove(connection.connectionId) ?? false;
    }

    /// <summary>Nobody sees the object any more.</summary>
    internal void Clear(NetworkIdentity identity)
    {
        LeaveGroup(identity);
        if (_individuals is null) return;
        foreach (NetworkConnectionToClient connection in _individuals.Values) connection.Sight.Individuals.Remove(identity);
        _individuals.Clear();
    }

    /// <summary>Walks an <see cref="ObserverSet"/>.</summary>
    public struct Enumerator : IEnumerator<KeyValuePair<int, NetworkConnectionToClient>>
    {
        private readonly List<Subscription>? _subscriptions;
        private Dictionary<int, NetworkConnectionToClient>.Enumerator _individuals;
        private readonly bool _hasIndividuals;
        private int _index;

        internal Enumerator(ObserverSet observers)
        {
            _subscriptions = observers.Group?.Subscriptions;
            _hasIndividuals = observers._individuals is not null;
            _individuals = observers._individuals?.GetEnumerator() ?? default;
            _index = -1;
            Current = default;
        }

        /// <inheritdoc/>
        public KeyValuePair<int, NetworkConnectionToClient> Current { get; private set; }

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            if (_subscriptions is not null && ++_index < _subscriptions.Count)
            {
                NetworkConnectionToClient connection = _subscriptions[_index].Connection;
                Current = new(connection.connectionId, connection);
                return true;
            }
            if (!_hasIndividuals || !_individuals.MoveNext()) return false;
            Current = _individuals.Current;
            return true;
        }

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }

        /// <inheritdoc/>
        public readonly void Reset() => throw new NotSupportedException("Take a new enumerator instead.");
    }
}
