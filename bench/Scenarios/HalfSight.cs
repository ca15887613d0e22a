namespace Tain.Bench;

/// <summary>A rule by which each client sees every second object, so that no two objects need have the same audience.</summary>
internal sealed class HalfSight : InterestManagement
{
    public static bool Sees(int netId, int connectionId) => ((((uint)netId * 2654435761u) ^ ((uint)connectionId * 40503u)) >> 8) % 2 == 0;

    public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver) => Sees((int)identity.netId, newObserver.connectionId);

    public override void OnRebuildObservers(NetworkIdentity identity, HashSet<NetworkConnectionToClient> newObservers)
    {
        foreach (NetworkConnectionToClient connection in NetworkServer.connections.Values)
        {
            if (OnCheckObserver(identity, connection)) newObservers.Add(connection);
        }
    }

    public void Rebuild() => RebuildAll();
}
