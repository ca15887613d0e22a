namespace Tain.Tests;

/// <summary>A rule by which everybody sees everything, and what stands at a low x is sent first.</summary>
internal sealed class NearFirstRule : InterestManagement
{
    /// <summary>When set, the rule throws this instead of telling a priority.</summary>
    public Exception? Bomb { get; set; }

    /// <summary>How often it was asked for a priority.</summary>
    public int Questions { get; private set; }

    public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver) => true;

    public override void OnRebuildObservers(NetworkIdentity identity, HashSet<NetworkConnectionToClient> newObservers)
    {
        foreach (NetworkConnectionToClient connection in NetworkServer.connections.Values) newObservers.Add(connection);
    }

    public override float GetPriority(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        Questions++;
        if (Bomb is not null) throw Bomb;
        return identity.transform.position.X is var x && x < 0 ? float.NaN : 1 / (1 + x);
    }
}
