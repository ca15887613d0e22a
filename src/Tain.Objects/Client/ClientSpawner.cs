namespace Tain;

/// <summary>
/// The orders of events on a client when the server says that objects appear, disappear or change hands. While the client joins, objects are made at once but
/// filled and started only when all of them are there, so that they find each other. Scripts are told on the way, and may end the session from within: after each
/// call it is asked again whether the object is still there.
/// </summary>
internal sealed class ClientSpawner(NetworkClient client, SpawnTable table, PrefabTable prefabs, SceneObjects sceneObjects)
{
    private readonly PendingSpawns _pending = new();

    // Told once that it is the player, an object is not told again until another one was.
    private NetworkIdentity? _lastLocalPlayer;
    private int _session;

    /// <summary>Whether a world has come and is complete.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>
    /// Whether the world is on its way: SpawnStarted came and SpawnFinished did not. Objects are not filled yet then, and callbacks that scripts wrote have to wait. (A client
    /// that is ready but has no player gets single objects before that. In Mirror they stay without state for ever; here they are filled at once.)
    /// </summary>
    public bool IsReceivingWorld { get; private set; }

    public void Begin()
    {
        CollectSceneObjects();
        IsFinished = false;
        IsReceivingWorld = true;
    }

    public void CollectSceneObjects() => sceneObjects.Collect(client.Log);

    public void Finish()
    {
        int session = _session;
        foreach (SpawnMessage message in _pending.TakeAll())
        {
            if (table.Find(message.netId) is not { isDestroyed: false } identity) continue;
            Fill(identity, message);
            identity.RunDeferred();
            Start(identity);
            if (session != _session) return;
        }
        // What was here before, and got news while the world was incomplete.
        foreach (NetworkIdentity identity in table.Snapshot())
        {
            if (!identity.isDestroyed) identity.RunDeferred();
            if (session != _session) return;
        }
        IsFinished = true;
        IsReceivingWorld = false;
        client.Waiting.Release();
    }

    /// <summary>Whether an object is there but not filled yet.</summary>
    public bool IsWaiting(uint netId) => IsReceivingWorld && _pending.Contains(netId);

    public void Spawn(SpawnMessage message)
    {
        int session = _session;
        NetworkIdentity? identity = table.Find(message.netId) is { isDestroyed: false } known ? known : FindOrMake(message);
        // Its scripts awoke just now, and may have taken it away.
        if (identity is not { isDestroyed: false }) return;
        if (session != _session)
        {
            GiveUp(identity);
            return;
        }
        Enter(identity, message);
        if (IsReceivingWorld)
        {
            _pending.Keep(message);
            return;
        }
        Fill(identity, message);
        Start(identity);
    }

    /// <summary>An object is gone, or out of sight, which is the same to a client.</summary>
    public void Despawn(uint netId)
    {
        _pending.Forget(netId);
        if (table.Find(netId) is not { } identity) return;
        // What hooks have not told yet they tell now: a scene or a pool keeps the object and its values, and whoever sees them again would hear of no change.
        identity.RunDeferred();
        if (Leave(identity)) GiveUp(identity);
    }

    public void ChangeOwner(ChangeOwnerMessage message)
    {
        if (table.Find(message.netId) is not { isDestroyed: false } identity)
        {
            client.Log.OwnerOfUnknownObject(message.netId);
            return;
        }
        _pending.ChangeOwner(message);
        // It has not started yet, and will start as what it is now.
        if (!identity.isClient) return;
        if (!message.isLocalPlayer) identity.StopLocalPlayer();
        if (!IsHere(identity)) return;
        SetOwned(identity, message.isOwner);
        if (!message.isOwner) ForgetSecrets(identity);
        identity.NotifyAuthority();
        if (!IsHere(identity)) return;
        identity.isLocalPlayer = message.isLocalPlayer;
        if (message.isLocalPlayer)
        {
            client.SetLocalPlayer(identity);
            StartLocalPlayer(identity);
        }
        else if (ReferenceEquals(client.localPlayer, identity))
        {
            client.SetLocalPlayer(null);
        }
        if (identity.isOwned && identity.isClientOnly) identity.MarkDirtyIfChanged();
    }

    /// <summary>Tells an object that it is on a client now, once.</summary>
    public void Start(NetworkIdentity identity)
    {
        if (IsHere(identity)) identity.StartClient();
        if (IsHere(identity)) identity.NotifyAuthority();
        if (IsHere(identity)) StartLocalPlayer(identity);
    }

    public void SetOwned(NetworkIdentity identity, bool owned)
    {
        // A new owner begins without a baseline of its own; the server knows of none.
        if (owned && !identity.isOwned && !identity.isServer) identity.SentBaselineTick = 0;
        identity.isOwned = owned;
        if (owned) client.connection?.owned.Add(identity);
        else client.connection?.owned.Remove(identity);
    }

    /// <summary>The engine destroyed the object of a spawned identity, without the server having said so.</summary>
    public void OnObjectDestroyed(NetworkIdentity identity)
    {
        if (!IsHere(identity)) return;
        _pending.Forget(identity.netId);
        Leave(identity);
    }

    public void DestroyAll()
    {
        foreach (NetworkIdentity identity in table.Snapshot())
        {
            if (identity.isDestroyed) continue;
            identity.RunDeferred();
            if (!Leave(identity)) continue;
            // The next server counts its baselines anew.
            identity.ReceivedBaseline = default;
            if (identity.isServer) GiveUpOnHost(identity);
            else GiveUp(identity);
        }
        Reset();
    }

    /// <summary>
    /// Host only, at the end: objects of the server whose spawn message has not reached the client, or which it does not see. They count as a client's from their spawn on.
    /// </summary>
    public void GiveUpUnheardOf(NetworkServer server)
    {
        foreach (NetworkIdentity identity in server.SpawnTable.Snapshot())
        {
            if (identity is { isDestroyed: false, IsSpawned: true, isClient: true }) GiveUpOnHost(identity);
        }
    }

    /// <summary>Stops an object on this client and forgets it.</summary>
    /// <returns>False when a script that was told about it has taken it away in the meantime.</returns>
    public bool Leave(NetworkIdentity identity)
    {
        identity.StopLocalPlayer();
        if (!IsHere(identity)) return false;
        identity.StopClient();
        if (!IsHere(identity)) return false;
        if (ReferenceEquals(_lastLocalPlayer, identity)) _lastLocalPlayer = null;
        if (ReferenceEquals(client.localPlayer, identity)) client.SetLocalPlayer(null);
        client.connection?.owned.Remove(identity);
        table.Remove(identity.netId);
        if (identity.isServer) identity.IsKnownToHostClient = false;
        else identity.ForgetSpawn();
        return true;
    }

    // What is for the owner only is not sent to this client any more, and begins anew should it become the owner again.
    private static void ForgetSecrets(NetworkIdentity identity)
    {
        foreach (NetworkBehaviour component in identity.NetworkBehaviours)
        {
            if (component.syncMode == SyncMode.Owner) component.ForgetAnnouncedChanges();
        }
    }

    private bool IsHere(NetworkIdentity identity) => ReferenceEquals(table.Find(identity.netId), identity);

    private void Reset()
    {
        table.Clear();
        _pending.Clear();
        client.Waiting.Clear();
        sceneObjects.Clear();
        _lastLocalPlayer = null;
        IsFinished = false;
        IsReceivingWorld = false;
        _session++;
    }

    private void GiveUp(NetworkIdentity identity)
    {
        if (identity.isDestroyed) return;
        if (prefabs.TryGiveBack(identity, client.Log)) identity.ResetState();
        else if (identity.sceneId != 0) PutToSleep(identity);
        else client.World.Destroy(identity.gameObject);
    }

    // The client parts from the server of its own world. The server's objects stay with the server, unless they were the client's.
    private void GiveUpOnHost(NetworkIdentity identity)
    {
        identity.isOwned = false;
        identity.NotifyAuthority();
        identity.isLocalPlayer = false;
        identity.isClient = false;
        if (identity.connectionToClient is { IsHost: true } && NetworkWorld.Of(client.World).Server is { active: true } server) server.Spawner.Destroy(identity.gameObject);
    }

    private NetworkIdentity? FindOrMake(in SpawnMessage message)
    {
        if (message.sceneId == 0) return prefabs.Make(message, client.Log);
        NetworkIdentity? sleeper = sceneObjects.Take(message.sceneId);
        if (sleeper is null) client.Log.NoSceneObject(message.sceneId, message.netId);
        return sleeper;
    }

    private void Enter(NetworkIdentity identity, in SpawnMessage message)
    {
        identity.netId = message.netId;
        identity.IsSpawned = true;
        table.Add(message.netId, identity);
    }

    private void Fill(NetworkIdentity identity, in SpawnMessage message)
    {
        if (message.assetId != 0) identity.assetId = message.assetId;
        identity.gameObject.SetActive(true);
        // Scripts of an object that slept awoke just now, and may have taken it away or ended the session.
        if (!IsHere(identity)) return;
        Transform transform = identity.transform;
        transform.localPosition = message.position;
        transform.localRotation = message.rotation;
        transform.localScale = message.scale;
        identity.CollectComponents();
        SetOwned(identity, message.isOwner);
        identity.DirtyList = client.Dirty;
        if (message.isLocalPlayer)
        {
            if (!client.ready) client.Log.PlayerBeforeReady(identity.Describe());
            client.SetLocalPlayer(identity);
        }
        identity.isClient = true;
        identity.isLocalPlayer = ReferenceEquals(client.localPlayer, identity);
        identity.ReceivedBaseline.OnSpawn(client.connection?.remoteTimeStamp ?? 0);
        client.States.Apply(identity, message.payload, initialState: true);
    }

    private void StartLocalPlayer(NetworkIdentity identity)
    {
        if (!identity.isLocalPlayer || ReferenceEquals(_lastLocalPlayer, identity)) return;
        _lastLocalPlayer = identity;
        identity.connectionToServer = client.connection;
        identity.Notify(NetworkCallback.OnStartLocalPlayer);
    }

    private void PutToSleep(NetworkIdentity identity)
    {
        identity.gameObject.SetActive(false);
        sceneObjects.PutBack(identity);
        identity.ResetState();
    }
}
