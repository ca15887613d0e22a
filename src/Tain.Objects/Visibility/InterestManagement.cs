using System.Buffers;

namespace Tain;

/// <summary>
/// A rule that names the observers of each object. The object's owner and <see cref="NetworkIdentity.visibility"/> are taken care of, clients that are not ready too:
/// <code>
/// public class NearPlayers : InterestManagement
/// {
///     public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver) =>
///         Vector3.Distance(identity.transform.position, newObserver.identity!.transform.position) &lt; 50;
///
///     public override void OnRebuildObservers(NetworkIdentity identity, HashSet&lt;NetworkConnectionToClient&gt; newObservers)
///     {
///         foreach (NetworkConnectionToClient conn in NetworkServer.connections.Values)
///         {
///             if (conn.identity != null &amp;&amp; OnCheckObserver(identity, conn)) newObservers.Add(conn);
///         }
///     }
/// }
/// </code>
/// Call <see cref="RebuildAll"/> now and then, for example once per second, or <see cref="NetworkServer.RebuildObservers"/> for single objects when they moved.
/// </summary>
[WireName("Mirror.InterestManagement")]
public abstract class InterestManagement : InterestManagementBase
{
    private HashSet<NetworkConnectionToClient>? _spareSet;

    /// <summary>Names the clients that should see an object.</summary>
    /// <param name="identity">A spawned object that is neither forced shown nor forced hidden.</param>
    /// <param name="newObservers">To be filled; empty at first. Clients that are not ready are left out, the object's owner is put in.</param>
    public abstract void OnRebuildObservers(NetworkIdentity identity, HashSet<NetworkConnectionToClient> newObservers);

    /// <summary>Asks <see cref="OnRebuildObservers"/>, then shows the object to those who do not see it yet and hides it from the others.</summary>
    /// <param name="identity">A spawned object.</param>
    /// <param name="initialize">True when it was spawned just now. Those who see it already are sent its state once more then.</param>
    public override void Rebuild(NetworkIdentity identity, bool initialize)
    {
        ArgumentNullException.ThrowIfNull(identity);
        // A rule may spawn something while it is asked, and is then asked about that, too.
        HashSet<NetworkConnectionToClient> newObservers = _spareSet ?? [];
        _spareSet = null;
        bool isDecided = identity.visibility == Visibility.ForceHidden || TryAsk(identity, newObservers);
        if (isDecided || initialize)
        {
            if (identity.connectionToClient is { } owner) newObservers.Add(owner);
            NetworkServer.Observation.SetAudience(identity, newObservers, sayAgain: initialize);
        }
        newObservers.Clear();
        _spareSet = newObservers;
    }

    /// <summary>Rebuilds every spawned object.</summary>
    protected void RebuildAll()
    {
        // Rules and scripts that are asked meanwhile may spawn and destroy, so the walk is along a copy.
        NetworkIdentity[] all = ArrayPool<NetworkIdentity>.Shared.Rent(NetworkServer.SpawnTable.Count);
        int count = NetworkServer.SpawnTable.CopyTo(all);
        for (int i = 0; i < count; i++) NetworkServer.RebuildObservers(all[i], false);
        ArrayPool<NetworkIdentity>.Shared.Return(all, clearArray: true);
    }

    private bool TryAsk(NetworkIdentity identity, HashSet<NetworkConnectionToClient> newObservers)
    {
        try
        {
            OnRebuildObservers(identity, newObservers);
            return true;
        }
        catch (Exception exception)
        {
            NetworkServer.Log.InterestRuleFailed(Describe(), nameof(OnRebuildObservers), identity.Describe(), exception);
            newObservers.Clear();
            return false;
        }
    }
}
