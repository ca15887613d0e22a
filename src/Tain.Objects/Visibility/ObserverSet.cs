using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Tain;

/// <summary>The clients that see an object, by connection id: those of its group, and its owner. A view that changes with them.</summary>
public sealed class ObserverSet : IReadOnlyDictionary<int, NetworkConnectionToClient>
{
    private readonly NetworkIdentity _identity;
    private VisibilityGroup? _individual;

    internal ObserverSet(NetworkIdentity identity) => _identity = identity;

    /// <inheritdoc/>
    public int Count => (Group?.Subscribers.Count ?? 0) + (Outsider is null ? 0 : 1);

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

    /// <summary>The group whose clients see the object; null when nobody does.</summary>
    internal VisibilityGroup? Group { get; private set; }

    /// <summary>The group that the game put the object into; it counts when the object is spawned, and when it is decided anew.</summary>
    internal VisibilityGroup? Chosen { get; set; }

    /// <summary>The object's owner, when it sees the object but not the group.</summary>
    internal NetworkConnectionToClient? Outsider { get; private set; }

    /// <inheritdoc/>
    public NetworkConnectionToClient this[int key] =>
        TryGetValue(key, out NetworkConnectionToClient? connection) ? connection : throw new KeyNotFoundException($"Connection {key} does not see the object.");

    /// <inheritdoc/>
    public bool ContainsKey(int key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(int key, [MaybeNullWhen(false)] out NetworkConnectionToClient value)
    {
        if (Group is not null && Group.Subscribers.TryGetValue(key, out value)) return true;
        value = Outsider;
        return value?.connectionId == key;
    }

    /// <summary>Walks the observers without allocation. Nobody may be added meanwhile.</summary>
    /// <returns>An enumerator.</returns>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<KeyValuePair<int, NetworkConnectionToClient>> IEnumerable<KeyValuePair<int, NetworkConnectionToClient>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal bool Contains(NetworkConnectionToClient connection) => (Group?.IsSeenBy(connection) ?? false) || ReferenceEquals(Outsider, connection);

    /// <summary>Changes the group and tells nobody. An outsider has to be gone before.</summary>
    internal void Enter(VisibilityGroup? group)
    {
        Debug.Assert(Outsider is null, "An outsider is one of a group; the object is leaving it.");
        Group?.Leave(_identity);
        if (Group is { Kind: GroupKind.Individual }) Group.DisconnectAll();
        Group = group;
        group?.Enter(_identity);
    }

    /// <summary>Gives the object a group of its own, with those who see it now.</summary>
    internal VisibilityGroup EnterIndividual(NetworkServer server)
    {
        if (Group is { Kind: GroupKind.Individual } present) return present;
        _individual ??= new VisibilityGroup(server, $"only {_identity.name}", GroupKind.Individual);
        foreach (KeyValuePair<int, NetworkConnectionToClient> observer in this) _individual.Connect(observer.Value);
        SetOutsider(null);
        Enter(_individual);
        return _individual;
    }

    internal void SetOutsider(NetworkConnectionToClient? owner)
    {
        Outsider?.Sight.Beside.Remove(_identity);
        Outsider = owner;
        owner?.Sight.Beside.Add(_identity);
    }

    /// <summary>Nobody sees the object any more, and nothing is decided about it.</summary>
    internal void Clear()
    {
        SetOutsider(null);
        Enter(null);
        Chosen = null;
    }

    /// <summary>Walks an <see cref="ObserverSet"/>.</summary>
    public struct Enumerator : IEnumerator<KeyValuePair<int, NetworkConnectionToClient>>
    {
        private readonly bool _hasGroup;
        private Dictionary<int, NetworkConnectionToClient>.Enumerator _subscribers;
        private NetworkConnectionToClient? _outsider;

        internal Enumerator(ObserverSet observers)
        {
            _hasGroup = observers.Group is not null;
            _subscribers = observers.Group?.Subscribers.GetEnumerator() ?? default;
            _outsider = observers.Outsider;
            Current = default;
        }

        /// <inheritdoc/>
        public KeyValuePair<int, NetworkConnectionToClient> Current { get; private set; }

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            if (_hasGroup && _subscribers.MoveNext())
            {
                Current = _subscribers.Current;
                return true;
            }
            if (_outsider is null) return false;
            Current = new(_outsider.connectionId, _outsider);
            _outsider = null;
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
