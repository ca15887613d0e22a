namespace Tain;

/// <summary>
/// The older way: a script on each object says who sees it. Objects without one are seen by everybody. The first one that is spawned puts a
/// <see cref="CheckerInterestManagement"/> into a world that has no rule. A question per object and client costs more than the rules do; new games take one of those.
/// </summary>
[WireName("Mirror.NetworkVisibility")]
public abstract class NetworkVisibility : NetworkBehaviour
{
    /// <summary>Whether a client sees this object. Its owner does in any case.</summary>
    /// <param name="conn">A client; its player may be missing.</param>
    /// <returns>True when it does.</returns>
    public abstract bool OnCheckObserver(NetworkConnectionToClient conn);

    /// <summary>Names the clients that see this object. Unless overridden, <see cref="OnCheckObserver"/> is asked about each.</summary>
    /// <param name="observers">To be filled; empty at first. Clients that are not ready are left out.</param>
    /// <param name="initialize">True when the object was spawned just now.</param>
    public virtual void OnRebuildObservers(HashSet<NetworkConnectionToClient> observers, bool initialize)
    {
        ArgumentNullException.ThrowIfNull(observers);
        foreach (NetworkConnectionToClient connection in NetworkServer.connections.Values)
        {
            if (OnCheckObserver(connection)) observers.Add(connection);
        }
    }

    /// <inheritdoc/>
    public override void OnStartServer()
    {
        base.OnStartServer();
        if (NetworkServer.aoi is null) world.CreateGameObject(nameof(CheckerInterestManagement)).AddComponent<CheckerInterestManagement>();
    }

    /// <summary>Has all objects decided about anew at the end of the tick: what another client is asked about may be this object.</summary>
    private protected void NoteChange()
    {
        if (NetworkServer.aoi is CheckerInterestManagement rule) rule.NoteChange();
    }
}
