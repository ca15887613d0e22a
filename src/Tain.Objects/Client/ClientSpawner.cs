namespace Tain;

/// <summary>
/// The orders of events on a client when the server says that objects appear, disappear or change hands. While the client joins, objects are made at once but
/// filled and started only when all of them are there, so that they find each other.
/// </summary>
internal sealed class ClientSpawner(NetworkClient client, SpawnTable table, PrefabTable prefabs, SceneObjects sceneObjects)
{
    private readonly PendingSpawns _pending = new();

    // Told once that it is the player, an object is not told again until another one was.
    private NetworkIdentity? _lastLocalPlayer;

    /// <summary>Whether the world is complete. Before, callbacks that scripts wrote have to wait.</summary>
    public bool IsFinished { get; private set; }

    public void Begin()
    {
        CollectSceneObjects();
        IsFinished = false;
    }

    public void CollectSceneObjects() => sceneObjects.Collect(client.Log);

    public void Finish()
    {
        foreach (SpawnMessage message in _pending.TakeAll())
        {
            if (table.Find(message.netId) is not { isDestroyed: false } identity) continue;
            Fill(identity, message);
            foreach (NetworkBehaviour component in identity.NetworkBehaviours) component.RunDeferred();
            Start(identity);
        }
        IsFinished = true;
    }

    public void Spawn(SpawnMessage message)
    {
        NetworkIdentity? identity = table.Find(message.netId) is { isDestroyed: false } known ? known : FindOrMake(message);
        if (identity is null) return;
        Enter(identity, message);
        if (!IsFinished)
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
        Leave(identity);
        if (identity.isDestroyed) return;
        if (prefabs.GiveBack(identity)) identity.ResetState();
        else if (identity.sceneId != 0) PutToSleep(identity);
        else client.World.Destroy(identity.gameObject);
    }

    public void ChangeOwner(ChangeOwnerMessage message)
    {
        if (table.Find(message.netId) is not { isDestroyed: false } identity)
        {
            client.Log.UnknownObject(nameof(ChangeOwnerMessage), message.netId);
            return;
        }
        if (identity.isLocalPlayer && !message.isLocalPlayer) identity.Notify(NetworkCallback.OnStopLocalPlayer);
        SetOwned(identity, message.isOwner);
        identity.NotifyAuthority();
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
        identity.StartClient();
        identity.NotifyAuthority();
        StartLocalPlayer(identity);
    }

    public void SetOwned(NetworkIdentity identity, bool owned)
    {
        identity.isOwned = owned;
        if (owned) client.connection?.owned.Add(identity);
        else client.connection?.owned.Remove(identity);
    }

    /// <summary>The engine destroyed the object of a spawned identity, without the server having said so.</summary>
    public void OnObjectDestroyed(NetworkIdentity identity)
    {
        if (!ReferenceEquals(table.Find(identity.netId), identity)) return;
        _pending.Forget(identity.netId);
        Leave(identity);
    }

    public void DestroyAll()
    {
        foreach (NetworkIdentity identity in table.Snapshot())
        {
            if (identity.isDestroyed) continue;
            // On a host the server's objects stay, unless they were the host's own.
            if (identity.isServer && !identity.isOwned) LeaveTable(identity);
            else Despawn(identity.netId);
        }
        Reset();
    }

    public void Reset()
    {
        table.Clear();
        _pending.TakeAll();
        sceneObjects.Clear();
        _lastLocalPlayer = null;
        IsFinished = false;
    }

    /// <summary>Stops an object on this client and forgets it.</summary>
    public void Leave(NetworkIdentity identity)
    {
        if (identity.isLocalPlayer) identity.Notify(NetworkCallback.OnStopLocalPlayer);
        identity.StopClient();
        LeaveTable(identity);
    }

    private void LeaveTable(NetworkIdentity identity)
    {
        if (ReferenceEquals(_lastLocalPlayer, identity)) _lastLocalPlayer = null;
        if (ReferenceEquals(client.localPlayer, identity)) client.SetLocalPlayer(null);
        client.connection?.owned.Remove(identity);
        table.Remove(identity.netId);
        if (identity.isServer) identity.IsKnownToHostClient = false;
        else identity.ForgetSpawn();
    }

    private NetworkIdentity? FindOrMake(in SpawnMessage message)
    {
        if (message.sceneId != 0)
        {
            NetworkIdentity? sleeper = sceneObjects.Take(message.sceneId);
            if (sleeper is null) client.Log.NoSceneObject(message.sceneId, message.netId);
            return sleeper;
        }
        GameObject? made = prefabs.Make(message);
        if (made is null)
        {
            client.Log.NoPrefab(message.assetId, message.netId);
            return null;
        }
        NetworkIdentity? identity = made.GetComponent<NetworkIdentity>();
        if (identity is null) client.Log.PrefabWithoutIdentity(made.path, message.assetId);
        return identity;
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
        Transform transform = identity.transform;
        transform.localPosition = message.position;
        transform.localRotation = message.rotation;
        transform.localScale = message.scale;
        identity.CollectComponents();
        SetOwned(identity, message.isOwner);
        identity.DirtyList = client.Dirty;
        if (message.isLocalPlayer) client.SetLocalPlayer(identity);
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
