using System.Collections;

namespace Tain;

/// <summary>The objects that a client sees: those of its groups, and those it sees individually. A view that changes with them.</summary>
public readonly struct ObservingSet : IReadOnlyCollection<NetworkIdentity>
{
    private readonly ConnectionSight _sight;

    internal ObservingSet(ConnectionSight sight) => _sight = sight;

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            int count = _sight.Individuals.Count;
            foreach (Subscription subscription in _sight.Subscriptions) count += subscription.Group.Members.Count;
            return count;
        }
    }

    /// <summary>Asks whether the client sees an object.</summary>
    /// <param name="identity">The object.</param>
    /// <returns>True when it does.</returns>
    public bool Contains(NetworkIdentity identity)
    {
        if (_sight.Individuals.Contains(identity)) return true;
        return identity.observers.Group is { } group && _sight.Find(group) is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<NetworkIdentity> GetEnumerator()
    {
        foreach (Subscription subscription in _sight.Subscriptions)
        {
            foreach (NetworkIdentity identity in subscription.Group.Members) yield return identity;
        }
        foreach (NetworkIdentity identity in _sight.Individuals) yield return identity;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
