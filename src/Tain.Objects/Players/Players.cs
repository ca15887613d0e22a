namespace Tain;

/// <summary>The player objects of connections, on the server: the first one, another one, none.</summary>
internal sealed class Players(NetworkServer server, Spawner spawner, SpawnSender spawns, OwnershipRules ownership, Readiness readiness, Observation observation)
{
    public bool Add(NetworkConnectionToClient connection, GameObject player)
    {
        NetworkIdentity identity = spawner.Check(player);
        if (IsGone(connection, identity)) return false;
        if (connection.identity is { } present)
        {
            server.Log.HasPlayerAlready(connection.ToString(), present.Describe());
            return false;
        }
        if (IsOwnedByAnother(identity, connection)) return false;
        Take(connection, identity);
        readiness.SetReady(connection);
        Present(identity, connection);
        return true;
    }

    public bool Replace(NetworkConnectionToClient connection, GameObject player, ReplacePlayerOptions options)
    {
        NetworkIdentity identity = spawner.Check(player);
        if (IsGone(connection, identity) || IsOwnedByAnother(identity, connection)) return false;
        NetworkIdentity? previous = connection.identity;
        Take(connection, identity);
        if (connection.isReady) readiness.GiveWorld(connection);
        Present(identity, connection);
        // Scripts of the new one may have made the previous one the player again.
        if (previous is not null && !ReferenceEquals(previous, identity) && !ReferenceEquals(previous, connection.identity)) Retire(connection, previous, options);
        return true;
    }

    public void Remove(NetworkConnectionToClient connection, RemovePlayerOptions options)
    {
        if (connection.identity is not { } identity) return;
        switch (options)
        {
            case RemovePlayerOptions.KeepActive:
                connection.identity = null;
                ownership.Release(identity, connection);
                break;
            case RemovePlayerOptions.Unspawn:
                spawner.UnSpawn(identity.gameObject);
                break;
            case RemovePlayerOptions.Destroy:
                spawner.Destroy(identity.gameObject);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(options), options, "Use one of the named options.");
        }
        // Unless a script that was told gave the client another one.
        if (ReferenceEquals(connection.identity, identity)) connection.identity = null;
    }

    /// <summary>The connection is gone, and with it all it owned; objects of the scene stay and belong to nobody. It sees nothing any more.</summary>
    public void DestroyOwned(NetworkConnectionToClient connection)
    {
        NetworkIdentity[] owned = [.. connection.owned];
        connection.owned.Clear();
        foreach (NetworkIdentity identity in owned)
        {
            if (identity.isDestroyed) continue;
            if (identity.sceneId != 0)
            {
                identity.connectionToClient = null;
                server.Observation.OnOwnerLost(identity);
            }
            // The server may have been stopped by a script of one of them.
            else if (server.active) spawner.Destroy(identity.gameObject);
        }
        observation.TakeWorld(connection);
        connection.identity = null;
    }

    // Its player would stand there for ever: what a client owns goes when it goes, and that has been.
    private bool IsGone(NetworkConnectionToClient connection, NetworkIdentity identity)
    {
        if (connection.IsOpen || (server.connections.TryGetValue(connection.connectionId, out NetworkConnectionToClient? present) && ReferenceEquals(present, connection))) return false;
        server.Log.NoPlayerForWhoIsGone(identity.Describe(), connection.ToString());
        return true;
    }

    private bool IsOwnedByAnother(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (identity.connectionToClient is not { } other || ReferenceEquals(other, connection)) return false;
        server.Log.OwnedByAnother(identity.Describe(), other.ToString(), connection.ToString());
        return true;
    }

    private void Take(NetworkConnectionToClient connection, NetworkIdentity identity)
    {
        connection.identity = identity;
        ownership.SetOwner(identity, connection);
        if (!connection.IsHost) return;
        identity.isOwned = true;
        server.HostClient?.SetLocalPlayer(identity);
    }

    private void Present(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (!identity.IsSpawned)
        {
            spawner.Spawn(identity.gameObject, connection);
            return;
        }
        if (BringIntoSight(identity, connection)) return;
        // It may have been the client's before, and wait no longer.
        if (observation.SendNow(identity, connection)) return;
        uint netId = identity.netId;
        spawns.Begin(identity);
        // Scripts were asked for its state, and may have taken it away.
        if (identity.netId == netId && identity.observers.Contains(connection)) spawns.Send(identity, connection);
    }

    // A client sees its player, whatever it saw of the object before.
    private bool BringIntoSight(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (identity.observers.Contains(connection)) return false;
        observation.OnOwnerGained(identity);
        if (!identity.observers.Contains(connection)) observation.Show(identity, connection);
        return identity.observers.Contains(connection);
    }

    private void Retire(NetworkConnectionToClient connection, NetworkIdentity previous, ReplacePlayerOptions options)
    {
        switch (options)
        {
            case ReplacePlayerOptions.KeepAuthority:
                ownership.SendChange(previous, connection);
                break;
            case ReplacePlayerOptions.KeepActive:
                ownership.Release(previous, connection);
                break;
            case ReplacePlayerOptions.Unspawn:
                spawner.UnSpawn(previous.gameObject);
                break;
            case ReplacePlayerOptions.Destroy:
                spawner.Destroy(previous.gameObject);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(options), options, "Use one of the named options.");
        }
    }
}
