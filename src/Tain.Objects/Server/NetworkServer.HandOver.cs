namespace Tain;

// Worlds that share a port.
public sealed partial class NetworkServer
{
    /// <summary>
    /// Hands a client over to another world of the same port (<see cref="Transports.SharedTransport"/>). Here it disconnects, there it connects; its real connection stays up. The
    /// client is told that all objects that it saw are gone and that it is not ready; what comes after that is the other world's. The game's part is to have the client say Ready
    /// again: a scene message of the other world's NetworkManager does, see docs/worlds.md.
    /// </summary>
    /// <param name="connection">One of this server's connections. From now on nothing can be sent to it; its <see cref="OnDisconnectedEvent"/> comes in the next tick.</param>
    /// <param name="world">The other world's name, as it was given to <see cref="Transports.SharedTransport.For"/>.</param>
    /// <returns>
    /// False, and nothing happened: the connection is gone or not authenticated, a large message is under way on it, or no world of that name takes connections now. True: it leaves this world, for the other one, or, should that one have
    /// ended or filled up in the same moment, for the port's fallback world or for good.
    /// </returns>
    /// <exception cref="InvalidOperationException">The server's transport is not a shared one, or the connection is the host's own.</exception>
    public bool HandOver(NetworkConnectionToClient connection, string world)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (_shared is not { } shared)
            throw new InvalidOperationException("Only a server on a shared port can hand over connections. Give it the transport that SharedTransport.For returns, without a decorator around it.");
        if (connection.IsHost) throw new InvalidOperationException("The client of a host lives in this world and cannot be handed over.");
        bool isHere = connections.TryGetValue(connection.connectionId, out NetworkConnectionToClient? present) && ReferenceEquals(present, connection) && connection.IsOpen;
        // The other world may have no authenticator, because nobody comes to it but by a hand-over.
        if (!isHere || !connection.isAuthenticated || connection.HasLargeMessage || !shared.CanHandOver(world)) return false;
        // A client that only becomes not ready keeps its objects, and the other world gives their numbers to its own.
        foreach (NetworkIdentity identity in connection.observing)
        {
            if (!identity.serverOnly && !connection.Sight.IsPending(identity)) connection.Send(new ObjectDestroyMessage { netId = identity.netId });
        }
        SetClientNotReady(connection);
        connection.FlushNow();
        if (shared.HandOver(connection.connectionId, world)) return true;
        // The queue of this world has overflowed: the client has been told half of it, so it cannot stay.
        connection.Disconnect();
        return true;
    }

    /// <summary>Hands all remote clients over to another world, before this one ends for example. See <see cref="HandOver"/>.</summary>
    /// <param name="world">The other world's name.</param>
    /// <returns>How many went. Those that did not are still here.</returns>
    /// <exception cref="InvalidOperationException">The server's transport is not a shared one.</exception>
    public int HandOverAll(string world)
    {
        int count = 0;
        foreach (NetworkConnectionToClient connection in ConnectionTable)
        {
            if (!connection.IsHost && HandOver(connection, world)) count++;
        }
        return count;
    }
}
