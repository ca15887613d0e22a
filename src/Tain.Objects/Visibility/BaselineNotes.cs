namespace Tain;

/// <summary>
/// Tells connections which baseline the Hybrid differences go to of objects that they were sent. While a connection is being given the world that has to wait: before the
/// end of it a client may not have begun to build an object, and state would find nothing.
/// </summary>
internal sealed class BaselineNotes(SpawnSender spawns)
{
    private readonly List<(NetworkIdentity Identity, NetworkConnectionToClient Connection)> _untold = [];

    /// <summary>A connection was sent an object.</summary>
    public void OnSent(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (!connection.Sight.HasWorld || !spawns.HasBaselineTick(identity)) return;
        if (connection.Sight.IsGettingWorld) _untold.Add((identity, connection));
        else spawns.SendBaselineTick(identity, connection);
    }

    /// <summary>A connection's world is complete for it: it is told what had to wait for that.</summary>
    public void OnWorldGiven(NetworkConnectionToClient connection)
    {
        int kept = 0;
        for (int i = 0; i < _untold.Count; i++)
        {
            (NetworkIdentity identity, NetworkConnectionToClient receiver) = _untold[i];
            if (!ReferenceEquals(receiver, connection)) _untold[kept++] = _untold[i];
            else if (identity.IsSpawned && identity.observers.Contains(connection) && !connection.Sight.IsPending(identity)) spawns.SendBaselineTick(identity, connection);
        }
        _untold.RemoveRange(kept, _untold.Count - kept);
    }
}
