namespace Tain.Simulate;

/// <summary>Names the observers of each object, one by one. What is seen is what the groups of rooms would show.</summary>
internal sealed class RoomRule : InterestManagement
{
    public ScaleSeats? Seats { get; set; }

    public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver) =>
        identity.connectionToClient == newObserver || Seats!.Sees(newObserver, identity.GetComponent<Thing>()!.Room);

    public override void OnRebuildObservers(NetworkIdentity identity, HashSet<NetworkConnectionToClient> newObservers)
    {
        foreach (NetworkConnectionToClient connection in NetworkServer.connections.Values)
        {
            if (connection.identity is not null && OnCheckObserver(identity, connection)) newObservers.Add(connection);
        }
    }

    // Some orders count from below, so that what is sent first differs from the order of the script.
    public override float GetPriority(NetworkIdentity identity, NetworkConnectionToClient connection) => -(identity.netId * 7 % 13);

    public void LookAnew() => RebuildAll();
}
