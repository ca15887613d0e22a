using System.ComponentModel;

namespace Tain;

/// <summary>
/// A script whose object exists on several machines. What it is to the network is told by its <see cref="NetworkIdentity"/>; its SyncVars, its remote calls and
/// the state it writes are in the other parts of this class, in the folders named after them.
/// </summary>
[WireName("Mirror.NetworkBehaviour")]
public abstract partial class NetworkBehaviour : MonoBehaviour
{
    private NetworkIdentity? _identity;

    /// <summary>How changes of this component travel. Set it before the object is spawned.</summary>
    public SyncMethod syncMethod = SyncMethod.Reliable;

    /// <summary>Who decides the state of this component. Set it before the object is spawned.</summary>
    public SyncDirection syncDirection = SyncDirection.ServerToClient;

    /// <summary>Who receives the state of this component.</summary>
    public SyncMode syncMode = SyncMode.Observers;

    /// <summary>The least time between two updates of this component, in seconds; 0 = every tick.</summary>
    public float syncInterval;

    /// <summary>The identity of the object, which is on this object or on one above it.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public NetworkIdentity netIdentity => IdentityOrNull ?? throw new InvalidOperationException(
        $"{GetType().Name} on {gameObject.path} is a NetworkBehaviour, but neither its object nor one above has a NetworkIdentity. Add one in the prefab: go.AddComponent<NetworkIdentity>().");

    /// <summary>The number of this component within the object, as it is on the wire.</summary>
    public byte ComponentIndex { get; private set; }

    /// <summary>The object's number, the same on all machines; 0 while it is not spawned.</summary>
    public uint netId => netIdentity.netId;

    /// <inheritdoc cref="NetworkIdentity.isServer"/>
    public bool isServer => netIdentity.isServer;

    /// <inheritdoc cref="NetworkIdentity.isClient"/>
    public bool isClient => netIdentity.isClient;

    /// <inheritdoc cref="NetworkIdentity.isHost"/>
    public bool isHost => netIdentity.isHost;

    /// <inheritdoc cref="NetworkIdentity.isServerOnly"/>
    public bool isServerOnly => netIdentity.isServerOnly;

    /// <inheritdoc cref="NetworkIdentity.isClientOnly"/>
    public bool isClientOnly => netIdentity.isClientOnly;

    /// <inheritdoc cref="NetworkIdentity.isLocalPlayer"/>
    public bool isLocalPlayer => netIdentity.isLocalPlayer;

    /// <inheritdoc cref="NetworkIdentity.isOwned"/>
    public bool isOwned => netIdentity.isOwned;

    /// <summary>True when this side decides the state of this component.</summary>
    public bool authority => isClient
        ? (isServer && syncDirection == SyncDirection.ServerToClient) || (isOwned && (isServer || syncDirection == SyncDirection.ClientToServer))
        : syncDirection == SyncDirection.ServerToClient;

    /// <inheritdoc cref="NetworkIdentity.connectionToServer"/>
    public NetworkConnectionToServer? connectionToServer => netIdentity.connectionToServer;

    /// <inheritdoc cref="NetworkIdentity.connectionToClient"/>
    public NetworkConnectionToClient? connectionToClient => netIdentity.connectionToClient;

    /// <summary>The server of this world; not active on a pure client.</summary>
    public NetworkServer NetworkServer => Network.Server;

    /// <summary>The client of this world; not active on a dedicated server.</summary>
    public NetworkClient NetworkClient => Network.Client;

    /// <summary>Writers to rent: <c>using NetworkWriterPooled writer = NetworkWriterPool.Get();</c></summary>
    public NetworkWriterPool NetworkWriterPool => Network.Writers;

    /// <summary>Readers to rent: <c>using NetworkReaderPooled reader = NetworkReaderPool.Get(bytes);</c> They find networked objects in this world.</summary>
    public NetworkReaderPool NetworkReaderPool => Network.Readers;

    /// <summary>The network's time as this world sees it: the server's own, or the client's estimate of it.</summary>
    public NetworkTime NetworkTime => Network.Time;

    internal NetworkWorld Network => IdentityOrNull?.Network ?? NetworkWorld.Of(world);

    internal NetworkIdentity? IdentityOrNull => _identity ??= gameObject.GetComponentInParent<NetworkIdentity>(includeInactive: true);

    /// <summary>Called on the server when the object is spawned.</summary>
    public virtual void OnStartServer()
    {
    }

    /// <summary>Called on the server when the object is unspawned or destroyed.</summary>
    public virtual void OnStopServer()
    {
    }

    /// <summary>Called on a client when the object has appeared with its state.</summary>
    public virtual void OnStartClient()
    {
    }

    /// <summary>Called on a client when the object disappears.</summary>
    public virtual void OnStopClient()
    {
    }

    /// <summary>Called on a client when the object is its player, after <see cref="OnStartClient"/> and <see cref="OnStartAuthority"/>.</summary>
    public virtual void OnStartLocalPlayer()
    {
    }

    /// <summary>Called on a client when the object ceases to be its player.</summary>
    public virtual void OnStopLocalPlayer()
    {
    }

    /// <summary>Called on a client when it begins to own the object.</summary>
    public virtual void OnStartAuthority()
    {
    }

    /// <summary>Called on a client when it ceases to own the object.</summary>
    public virtual void OnStopAuthority()
    {
    }

    /// <summary>True for a class that went through the weaver. Objects with classes that did not are refused when they are spawned.</summary>
    /// <returns>The weaver's mark.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual bool Weaved() => false;

    internal void JoinIdentity(NetworkIdentity identity, int componentIndex)
    {
        _identity = identity;
        ComponentIndex = (byte)componentIndex;
    }

    /// <summary>Names this component in logs: path, type and netId.</summary>
    internal string Describe() => $"{GetType().Name} of {gameObject.path} (netId {IdentityOrNull?.netId ?? 0})";
}
