using System.ComponentModel;

namespace Tain;

/// <summary>
/// A rule of who sees what, on the server. While it is enabled it is the <see cref="NetworkServer.aoi"/> of its world; there can be one. Derive from
/// <see cref="InterestManagement"/> to name the observers of each object, or from this class to put objects into groups (<see cref="NetworkServer.CreateGroup"/>).
/// An exception of a rule is logged with the object; the object keeps its observers.
/// </summary>
[WireName("Mirror.InterestManagementBase")]
public abstract class InterestManagementBase : MonoBehaviour
{
    internal const float DefaultPriority = 1;

    /// <summary>The server of this world; not active on a pure client.</summary>
    public NetworkServer NetworkServer => Network.Server;

    /// <summary>The client of this world; not active on a dedicated server.</summary>
    public NetworkClient NetworkClient => Network.Client;

    /// <summary>The network's time as this world sees it.</summary>
    public NetworkTime NetworkTime => Network.Time;

    private NetworkWorld Network => field ??= NetworkWorld.Of(world);

    /// <summary>
    /// Asked for each object when a client gets the world, unless <see cref="NetworkIdentity.visibility"/> decides. For an object in a group of the game the answer is
    /// for the group: yes subscribes the client to it.
    /// </summary>
    /// <param name="identity">A spawned object.</param>
    /// <param name="newObserver">The client. Its <see cref="NetworkConnectionToClient.identity"/> is its player, which may not be spawned yet.</param>
    /// <returns>True when the client shall see the object.</returns>
    public abstract bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver);

    /// <summary>
    /// Called when a client gets the world, before <see cref="OnCheckObserver"/> is asked about anything. A rule that has put the objects into groups, and knows by itself
    /// which of them the client shall see, subscribes it and returns true: then it is not asked about the objects in groups, so that a join costs what is seen and not
    /// what there is.
    /// </summary>
    /// <param name="newObserver">The client. Its <see cref="NetworkConnectionToClient.identity"/> is its player, which may not be spawned yet.</param>
    /// <returns>True when the client is subscribed to all groups that it shall see; false, if not overridden, to be asked about each object.</returns>
    public virtual bool SubscribeNewcomer(NetworkConnectionToClient newObserver) => false;

    /// <summary>Decides anew who sees an object. Not asked about objects that are forced shown.</summary>
    /// <param name="identity">A spawned object.</param>
    /// <param name="initialize">True when the object was spawned just now.</param>
    public abstract void Rebuild(NetworkIdentity identity, bool initialize);

    /// <summary>
    /// Asked when a client is to be sent more than fits into a tick, for example a large world: what has the higher priority is sent earlier, among equals what was
    /// spawned earlier. Asked once per object and client, when the order is made; it should be quick, since a world has many objects. What a client owns comes first in
    /// any case.
    /// </summary>
    /// <param name="identity">A spawned object that the client sees.</param>
    /// <param name="connection">The client. Its <see cref="NetworkConnectionToClient.identity"/> is its player, which may not be spawned yet.</param>
    /// <returns>Any number; 1 if not overridden.</returns>
    public virtual float GetPriority(NetworkIdentity identity, NetworkConnectionToClient connection) => DefaultPriority;

    /// <summary>Called when an object was spawned, before its observers are decided about.</summary>
    /// <param name="identity">The object.</param>
    public virtual void OnSpawned(NetworkIdentity identity)
    {
    }

    /// <summary>Called when an object is unspawned or destroyed, before its observers are told.</summary>
    /// <param name="identity">The object.</param>
    public virtual void OnDestroyed(NetworkIdentity identity)
    {
    }

    /// <summary>Called when the server starts and when it has stopped: what the rule remembers is void. Also of a rule that decided before and is disabled now.</summary>
    public virtual void ResetState()
    {
    }

    /// <summary>
    /// Called on a host when its own player begins or ceases to see an object, which exists in its world in any case: the object is the server's.
    /// <see cref="NetworkIdentity.isVisibleToHost"/> says the same; a game that draws the world overrides this, or asks there.
    /// </summary>
    /// <param name="identity">The object.</param>
    /// <param name="visible">Whether it is to be shown.</param>
    public virtual void SetHostVisibility(NetworkIdentity identity, bool visible)
    {
        ArgumentNullException.ThrowIfNull(identity);
        identity.isVisibleToHost = visible;
    }

    /// <summary>Makes this the rule of its world. An override calls base.</summary>
    protected virtual void OnEnable() => Network.Enter(this);

    /// <summary>The world has no rule any more; who sees what stays as it is. An override calls base.</summary>
    protected virtual void OnDisable() => Network.Leave(this);

    /// <summary>Brings an object into the sight of a client, if it is ready and does not see it yet.</summary>
    /// <param name="connection">The client.</param>
    /// <param name="identity">A spawned object.</param>
    protected void AddObserver(NetworkConnectionToClient connection, NetworkIdentity identity) => NetworkServer.ShowForConnection(identity, connection);

    /// <summary>Takes an object out of the sight of a client.</summary>
    /// <param name="connection">The client.</param>
    /// <param name="identity">A spawned object.</param>
    protected void RemoveObserver(NetworkConnectionToClient connection, NetworkIdentity identity) => NetworkServer.HideForConnection(identity, connection);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected override LifecycleMethods GetLifecycleMethods() => LifecycleMethods.OnEnable | LifecycleMethods.OnDisable;

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected override void InvokeLifecycle(LifecycleMethods method)
    {
        if (method == LifecycleMethods.OnEnable) OnEnable();
        if (method == LifecycleMethods.OnDisable) OnDisable();
    }

    /// <summary>Names this rule in logs.</summary>
    internal string Describe() => isDestroyed ? GetType().Name : $"{GetType().Name} of {gameObject.path}";
}
