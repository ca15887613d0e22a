using System.Numerics;

namespace Tain.Scenarios.Examples;

/// <summary>The first rule of docs/visibility.md: a player sees what is near, looked at once per second. Written as for Mirror.</summary>
public class NearInterest : InterestManagement
{
    public int visRange = 50;
    public float rebuildInterval = 1;
    private double lastRebuildTime;

    public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver)
    {
        return Vector3.Distance(identity.transform.position, newObserver.identity!.transform.position) < visRange;
    }

    public override void OnRebuildObservers(NetworkIdentity identity, HashSet<NetworkConnectionToClient> newObservers)
    {
        foreach (NetworkConnectionToClient conn in NetworkServer.connections.Values)
        {
            if (conn.isAuthenticated && conn.identity != null && OnCheckObserver(identity, conn))
                newObservers.Add(conn);
        }
    }

    [ServerCallback]
    private void LateUpdate()
    {
        if (NetworkTime.localTime < lastRebuildTime + rebuildInterval) return;
        lastRebuildTime = NetworkTime.localTime;
        RebuildAll();
    }
}
