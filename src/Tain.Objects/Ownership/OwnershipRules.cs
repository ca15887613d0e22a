namespace Tain;

/// <summary>Which client owns which object, on the server: giving, taking, and telling the two clients concerned.</summary>
internal sealed class OwnershipRules(NetworkServer server)
{
    /// <summary>Sets the owner of an object that no client knows about yet, or that the caller tells about.</summary>
    public void SetOwner(NetworkIdentity identity, NetworkConnectionToClient? owner)
    {
        if (owner is not null && identity.connectionToClient is { } present && !ReferenceEquals(present, owner))
        {
            throw new InvalidOperationException(
                $"{identity.Describe()} is owned by {present} and cannot be given to {owner}. Call RemoveClientAuthority first.");
        }
        if (owner is not null && identity.IsSpawned && !ReferenceEquals(identity.connectionToClient, owner)) server.Debts.PayNow(identity, owner);
        // What the owner before sent is no measure for this one: it has another clock and begins without a baseline.
        if (!ReferenceEquals(identity.connectionToClient, owner)) identity.ReceivedBaseline = default;
        identity.connectionToClient = owner;
        owner?.owned.Add(identity);
    }

    public bool Assign(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (!identity.isServer || !identity.IsSpawned)
            throw new InvalidOperationException($"{identity.Describe()} can be given to a client only by the server, and only while it is spawned.");
        if (identity.connectionToClient is { } present && !ReferenceEquals(present, connection))
        {
            server.Log.OwnedByAnother(identity.Describe(), present.ToString(), connection.ToString());
            return false;
        }
        bool isNew = !ReferenceEquals(identity.connectionToClient, connection);
        bool isPending = connection.Sight.IsPending(identity);
        SetOwner(identity, connection);
        SendChange(identity, connection);
        server.RaiseAuthorityChanged(connection, identity, true);
        // What is its own it does not wait for, and the spawn message of its own object holds all.
        if (isPending) server.Observation.SendNow(identity, connection);
        else if (identity.observers.Contains(connection)) ResendOwnerState(identity, isNew);
        else server.Observation.OnOwnerGained(identity);
        return true;
    }

    public void Remove(NetworkIdentity identity)
    {
        if (!identity.isServer) throw new InvalidOperationException($"{identity.Describe()}: only the server can take an object back.");
        if (identity.connectionToClient is not { } owner) return;
        if (ReferenceEquals(owner.identity, identity))
        {
            server.Log.PlayerStaysOwned(identity.Describe(), owner.ToString());
            return;
        }
        server.RaiseAuthorityChanged(owner, identity, false);
        Release(identity, owner);
    }

    /// <summary>Takes the object from its owner and tells it, whether or not the object is its player.</summary>
    public void Release(NetworkIdentity identity, NetworkConnectionToClient owner)
    {
        owner.owned.Remove(identity);
        identity.connectionToClient = null;
        SendChange(identity, owner);
        server.Observation.OnOwnerLost(identity);
    }

    /// <summary>Tells a client what an object is to it now. A client that does not see the object is told by its spawn message, should it come.</summary>
    public void SendChange(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (identity.netId == 0 || identity.serverOnly || !identity.observers.Contains(connection) || connection.Sight.IsPending(identity)) return;
        connection.Send(new ChangeOwnerMessage { netId = identity.netId, spawnFlags = SpawnSender.FlagsFor(identity, connection) });
    }

    // The new owner got the spawn message of an onlooker; what is for owners only it gets as a change of everything. One that owned it all along has the collections.
    private static void ResendOwnerState(NetworkIdentity identity, bool isNew)
    {
        foreach (NetworkBehaviour component in identity.NetworkBehaviours)
        {
            if (component.syncMode != SyncMode.Owner) continue;
            component.SetDirty();
            if (isNew) component.RecordSyncObjects();
        }
    }
}
