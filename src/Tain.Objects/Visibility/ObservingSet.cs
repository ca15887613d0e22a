using System.Collections;

namespace Tain;

/// <summary>The objects that a client sees: those of its groups, and its own. A view that changes with them.</summary>
public readonly struct ObservingSet : IReadOnlyCollection<NetworkIdentity>
{
    private readonly NetworkConnectionToClient _connection;

    internal ObservingSet(NetworkConnectionToClient connection) => _connection = connection;

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            int count = _connection.Sight.Beside.Count;
            foreach (VisibilityGroup group in _connection.Sight.Groups) count += group.Members.Count;
            return count;
        }
    }

    /// <summary>Asks whether the client sees an object.</summary>
    /// <param name="identity">The object.</param>
    /// <returns>True when it does.</returns>
    public bool Contains(NetworkIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return identity.observers.Contains(_connection);
    }

    /// <inheritdoc/>
    public IEnumerator<NetworkIdentity> GetEnumerator()
    {
        foreach (VisibilityGroup group in _connection.Sight.Groups)
        {
            foreach (NetworkIdentity identity in group.Members) yield return identity;
        }
        foreach (NetworkIdentity identity in _connection.Sight.Beside) yield return identity;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
