using System.Diagnostics.CodeAnalysis;

namespace Tain.Messages;

/// <summary>A server's connections by id. A view: it shows what is there now. Enumerating allocates nothing; connections may end meanwhile, but none may be added.</summary>
/// <typeparam name="TConnection">The kind of connection.</typeparam>
public readonly struct ConnectionTable<TConnection> where TConnection : ClientConnection
{
    private readonly Dictionary<int, TConnection> _connections;

    internal ConnectionTable(Dictionary<int, TConnection> connections) => _connections = connections;

    /// <summary>How many connections there are.</summary>
    public int Count => _connections.Count;

    /// <summary>The ids.</summary>
    public Dictionary<int, TConnection>.KeyCollection Keys => _connections.Keys;

    /// <summary>The connections.</summary>
    public Dictionary<int, TConnection>.ValueCollection Values => _connections.Values;

    /// <summary>A connection by its id.</summary>
    /// <param name="connectionId">The id.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public TConnection this[int connectionId] => _connections[connectionId];

    /// <summary>Looks for a connection.</summary>
    /// <param name="connectionId">The id.</param>
    /// <param name="connection">The connection.</param>
    /// <returns>False when there is none.</returns>
    public bool TryGetValue(int connectionId, [NotNullWhen(true)] out TConnection? connection) => _connections.TryGetValue(connectionId, out connection);

    /// <summary>Asks whether there is a connection.</summary>
    /// <param name="connectionId">The id.</param>
    /// <returns>True when there is one.</returns>
    public bool ContainsKey(int connectionId) => _connections.ContainsKey(connectionId);

    /// <summary>Enumerates ids and connections.</summary>
    /// <returns>A struct enumerator.</returns>
    public Dictionary<int, TConnection>.Enumerator GetEnumerator() => _connections.GetEnumerator();
}
