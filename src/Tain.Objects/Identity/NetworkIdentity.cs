using System.ComponentModel;

namespace Tain;

/// <summary>
/// Makes a GameObject one object on several machines: its number, its owner, who sees it. The scripts of the object and its children are its components.
/// </summary>
[WireName("Mirror.NetworkIdentity")]
public sealed partial class NetworkIdentity : MonoBehaviour, ISceneBuilt
{
    /// <summary>The most components an object can have: the bits of the mask on the wire.</summary>
    internal const int MaxComponents = 64;

    private NetworkBehaviour[]? _components;
    private uint _assetId;

    // While the object is common: less the newcomers until now, so that the next one counts for all common objects at once.
    private int _pendingObservers;

    /// <summary>The object's number, the same on all machines; 0 while it is not spawned.</summary>
    public uint netId { get; internal set; }

    /// <summary>
    /// The number of an object that is part of a scene, the same in all copies of the scene; 0 for instances of prefabs. A scene's builder may set it, as for an
    /// object that a Unity scene knows under that number; else it is made from the scene's name and the object's path when the builder is done.
    /// </summary>
    public ulong sceneId { get; set; }

    /// <summary>The number of the prefab that clients make the object from. It is the prefab's own unless another one is set before the object is spawned.</summary>
    public uint assetId
    {
        get => _assetId != 0 ? _assetId : gameObject.prefab?.assetId ?? 0;
        set => _assetId = value;
    }

    /// <summary>True for an object that exists on the server only. Set it before the object is spawned.</summary>
    public bool serverOnly
    {
        get;
        set
        {
            field = value;
            OnJudged();
        }
    }

    /// <summary>Whether interest management decides who sees this object.</summary>
    public Visibility visibility
    {
        get;
        set
        {
            field = value;
            OnJudged();
        }
    }

    /// <summary>True from spawn on a server, host included. It stays true while the object is being destroyed.</summary>
    public bool isServer { get; internal set; }

    /// <summary>True from spawn on a client, host included. It stays true while the object is being destroyed.</summary>
    public bool isClient { get; internal set; }

    /// <summary>True for the player object of the client of this world.</summary>
    public bool isLocalPlayer
    {
        get;
        internal set
        {
            field = value;
            _localPlayerStopped = false;
        }
    }

    /// <summary>True when the client of this world owns the object.</summary>
    public bool isOwned { get; internal set; }

    /// <summary>On a host: whether its own player sees the object. What draws the world hides the others; to the server they exist all the same.</summary>
    public bool isVisibleToHost { get; internal set; } = true;

    /// <summary>Server and client at once.</summary>
    public bool isHost => isServer && isClient;

    /// <summary>On a dedicated server.</summary>
    public bool isServerOnly => isServer && !isClient;

    /// <summary>On a client that is not the host.</summary>
    public bool isClientOnly => isClient && !isServer;

    /// <summary>On a client, for its own player: the connection to the server.</summary>
    public NetworkConnectionToServer? connectionToServer { get; internal set; }

    /// <summary>On the server: the client that owns the object, if any.</summary>
    public NetworkConnectionToClient? connectionToClient { get; internal set; }

    /// <summary>On the server: the clients that see the object.</summary>
    public ObserverSet observers => field ??= new ObserverSet(this);

    /// <summary>
    /// The networked scripts of this object and its children, inactive ones included, parents before children: the order that numbers them on the wire. An object
    /// below with an identity of its own keeps its scripts to itself, for example an item in a player's hand.
    /// </summary>
    public NetworkBehaviour[] NetworkBehaviours => _components ?? CollectComponents();

    internal NetworkWorld Network => field ??= NetworkWorld.Of(world);

    /// <summary>True while this object is in the spawn table of the server, or of a pure client.</summary>
    internal bool IsSpawned { get; set; }

    /// <summary>True while the server takes the object from the network: its scripts are told, and cannot spawn it again in the middle of that.</summary>
    internal bool IsLeaving { get; set; }

    /// <summary>On the server: a small number of its own while it is spawned.</summary>
    internal int SpawnSlot { get; set; } = SpawnSlots.None;

    /// <summary>How many of the observers have not been sent the object yet.</summary>
    internal int PendingObservers => Common is { } common ? _pendingObservers + common.Newcomers : _pendingObservers;

    /// <summary>Set while the object is among those that newcomers are given as one.</summary>
    internal CommonObjects? Common { get; private set; }

    /// <summary>Whether any client has a copy, to be kept up to date. Observers that have not been sent the object yet get all of it when they are.</summary>
    internal bool HasCopies => observers.Count > PendingObservers;

    /// <summary>The state is being written for a client that begins to see the object.</summary>
    internal bool IsBeingShown { get; set; }

    /// <summary>The state is being written for the first copy. Who gets it may be an observer already: one that moves with its group is.</summary>
    internal bool IsGettingFirstCopy { get; set; }

    /// <summary>The state was written for a client and is about to be sent, together with that of other objects.</summary>
    internal bool IsStaged { get; set; }

    /// <summary>The state is being written for clients that have the object, and were not sent all of its changes.</summary>
    internal bool IsBeingRepeated { get; set; }

    /// <summary>Host only: the client was told about the object, so from now on its hooks run when the server assigns.</summary>
    internal bool IsKnownToHostClient { get; set; }

    /// <summary>Host only: the initial state is being read for the sake of the hooks.</summary>
    internal bool IsHostInitialSpawn { get; set; }

    /// <summary>A Hybrid baseline is being read: whole state that repairs a copy which is here already.</summary>
    internal bool IsReadingBaseline { get; set; }

    /// <summary>What is to be visited when this object changes; null while nobody replicates it.</summary>
    internal DirtyList? DirtyList { get; set; }

    internal DirtyMark DirtyMark;

    /// <summary>While a tick's state is written: the next changed object of the same group.</summary>
    internal NetworkIdentity? NextChanged { get; set; }

    /// <summary>Sender's side of Hybrid state: the baseline that deltas build on.</summary>
    internal byte SentBaselineTick;

    /// <summary>On the server: whether some client has had a copy since the object was spawned.</summary>
    internal bool HadCopies;

    /// <summary>Receiver's side of Hybrid state.</summary>
    internal BaselineMemory ReceivedBaseline;

    /// <summary>Makes a client the owner of this object.</summary>
    /// <param name="conn">The client.</param>
    /// <returns>False when this is not possible; the log tells why.</returns>
    public bool AssignClientAuthority(NetworkConnectionToClient conn) => Network.Server.Ownership.Assign(this, conn);

    /// <summary>Takes the object back from the client that owns it.</summary>
    public void RemoveClientAuthority() => Network.Server.Ownership.Remove(this);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected override LifecycleMethods GetLifecycleMethods() => LifecycleMethods.Awake | LifecycleMethods.OnEnable | LifecycleMethods.OnDisable | LifecycleMethods.OnDestroy;

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected override void InvokeLifecycle(LifecycleMethods method)
    {
        if (method == LifecycleMethods.Awake) CollectComponents();
        if (method is LifecycleMethods.OnEnable or LifecycleMethods.OnDisable) OnJudged();
        if (method == LifecycleMethods.OnDestroy) Network.OnDestroyed(this);
    }

    /// <summary>An object of a scene has a number, and sleeps until the server spawns it.</summary>
    void ISceneBuilt.OnSceneBuilt(Scene scene)
    {
        if (sceneId == 0) sceneId = Network.SceneIds.Of(gameObject, scene);
        gameObject.SetActive(false);
    }

    /// <summary>One more observer has not been sent the object yet.</summary>
    internal void BeginPending() => _pendingObservers++;

    /// <summary>One of the observers that had not been sent the object was, or will not be.</summary>
    internal void EndPending() => _pendingObservers--;

    /// <summary>From now on newcomers are given the object together with all others that are common; null: not any more.</summary>
    internal void SetCommon(CommonObjects? common)
    {
        int pending = PendingObservers;
        Common = common;
        _pendingObservers = pending - (common?.Newcomers ?? 0);
    }

    internal void MarkDirty() => DirtyList?.Add(this);

    /// <summary>Puts the object on the list again if a component has changes that were set aside, for example while nobody saw it.</summary>
    internal void MarkDirtyIfChanged()
    {
        foreach (NetworkBehaviour component in NetworkBehaviours)
        {
            if (!component.IsDirty_BitsOnly()) continue;
            MarkDirty();
            return;
        }
    }

    internal void ClearAllComponentsDirtyBits(double now)
    {
        foreach (NetworkBehaviour component in NetworkBehaviours) component.ClearAllDirtyBits(now);
    }

    // Something changed that decides about who sees the object when it joins.
    private void OnJudged()
    {
        if (SpawnSlot != SpawnSlots.None) Network.Server.SpawnTable.Slots.Judge(this);
    }

    /// <summary>Names this object in logs.</summary>
    internal string Describe() => $"{gameObject.path} (netId {netId})";
}
