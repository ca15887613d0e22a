namespace Tain;

/// <summary>The server's orders of events when an object begins and ceases to exist on the network.</summary>
internal sealed class Spawner(NetworkServer server, SpawnTable table, Observation observation, DirtyList dirty)
{
    // Scripts that spawn something in OnStopServer, such as a wreck, get to see it stopped as well; one that goes on for ever is cut off.
    private const int MaxShutdownRounds = 8;

    private readonly NetworkWriter _destroyMessage = new();

    public void Spawn(GameObject gameObject, NetworkConnectionToClient? owner)
    {
        NetworkIdentity identity = Check(gameObject);
        if (identity.IsSpawned)
        {
            server.Log.AlreadySpawned(identity.Describe());
            return;
        }
        if (owner is not null) Own(identity, owner);
        gameObject.SetActive(true);
        // Scripts that awoke just now may have spawned the object themselves, or destroyed it, or stopped the server.
        if (identity.IsSpawned || identity.isDestroyed || !server.active) return;
        identity.CollectComponents();
        Enter(identity);
        server.Rpcs.Hold(identity);
        identity.Notify(NetworkCallback.OnStartServer);
        // OnStartServer may have despawned it again.
        if (identity.IsSpawned) observation.Open(identity);
        server.Rpcs.Release(identity);
    }

    /// <summary>What has to be so before an object can be spawned; asked before anything is changed.</summary>
    /// <exception cref="InvalidOperationException">It is not so; the text says what to do.</exception>
    public NetworkIdentity Check(GameObject gameObject)
    {
        ArgumentNullException.ThrowIfNull(gameObject);
        if (!server.active) throw new InvalidOperationException($"{gameObject.path} cannot be spawned: the server is not active. Call NetworkServer.Listen first.");
        if (gameObject.isDestroyed) throw new InvalidOperationException($"{gameObject.name} cannot be spawned: it is destroyed.");
        NetworkIdentity identity = IdentityOf(gameObject);
        if (identity.IsLeaving) throw new InvalidOperationException($"{identity.Describe()} is being taken from the network. Spawn it again when OnStopServer has run, for example in the next Update.");
        if (!identity.IsSpawned) CheckWoven(identity);
        return identity;
    }

    public void UnSpawn(GameObject gameObject)
    {
        if (FindSpawned(gameObject) is { } identity) UnSpawn(identity);
    }

    public void Destroy(GameObject gameObject)
    {
        NetworkIdentity? identity = FindSpawned(gameObject);
        // An object of the scene cannot be made again, so it is put to sleep.
        if (gameObject.GetComponent<NetworkIdentity>() is { sceneId: not 0 })
        {
            if (identity is not null) UnSpawn(identity);
            else gameObject.SetActive(false);
            return;
        }
        if (identity is not null) Leave(identity);
        server.World.Destroy(gameObject);
    }

    /// <summary>The engine destroyed the object of a spawned identity: everybody is told, as if the server had been asked.</summary>
    public void OnObjectDestroyed(NetworkIdentity identity)
    {
        if (identity.IsSpawned && identity.isServer) Leave(identity);
    }

    public void DestroyAll()
    {
        for (int round = 0; table.Count > 0 && round < MaxShutdownRounds; round++)
        {
            foreach (NetworkIdentity identity in table.Snapshot())
            {
                if (identity.IsSpawned) Destroy(identity.gameObject);
            }
        }
        foreach (NetworkIdentity identity in table.Snapshot())
        {
            server.Log.SpawnsWhileShuttingDown(identity.Describe());
            observation.Close(identity);
            table.Slots.TakeBack(identity);
            identity.ForgetSpawn();
            server.World.Destroy(identity.gameObject);
        }
        table.Clear();
        table.RestartNetIds();
        table.Slots.Common.Restart();
    }

    public static NetworkIdentity IdentityOf(GameObject gameObject) => gameObject.GetComponent<NetworkIdentity>() ?? throw new InvalidOperationException(
        $"{gameObject.path} has no NetworkIdentity, so the network cannot know it. Add one in the prefab: go.AddComponent<NetworkIdentity>().");

    private void Enter(NetworkIdentity identity)
    {
        identity.isLocalPlayer = ReferenceEquals(server.HostClient?.localPlayer, identity);
        identity.isClient = server.HostClient is not null;
        identity.isServer = true;
        identity.netId = table.NextNetId();
        identity.IsSpawned = true;
        identity.DirtyMark = default;
        identity.DirtyList = dirty;
        table.Add(identity.netId, identity);
        table.Slots.Give(identity);
    }

    private void UnSpawn(NetworkIdentity identity)
    {
        Leave(identity);
        identity.ResetState();
        identity.gameObject.SetActive(false);
    }

    // From here on the object counts as not spawned: what its scripts do to it while they are told does not bring it back, and does not take it away twice.
    private void Leave(NetworkIdentity identity)
    {
        identity.IsSpawned = false;
        identity.IsLeaving = true;
        observation.OnDestroyed(identity);
        table.Remove(identity.netId);
        identity.connectionToClient?.owned.Remove(identity);
        _destroyMessage.Reset();
        NetworkMessages.Pack(new ObjectDestroyMessage { netId = identity.netId }, _destroyMessage);
        Observation.SendToObservers(identity, _destroyMessage.ToSpan());
        observation.Close(identity);
        table.Slots.TakeBack(identity);
        server.HostClient?.LeaveOnHost(identity);
        identity.Notify(NetworkCallback.OnStopServer);
        identity.ForgetSpawn();
        identity.IsLeaving = false;
    }

    private void Own(NetworkIdentity identity, NetworkConnectionToClient owner)
    {
        server.Ownership.SetOwner(identity, owner);
        if (owner.IsHost) identity.isOwned = true;
    }

    private NetworkIdentity? FindSpawned(GameObject gameObject)
    {
        ArgumentNullException.ThrowIfNull(gameObject);
        if (!server.active) throw new InvalidOperationException($"{gameObject.name} cannot be taken from the network: the server is not active.");
        NetworkIdentity? identity = gameObject.GetComponent<NetworkIdentity>();
        return identity is { IsSpawned: true } ? identity : null;
    }

    private static void CheckWoven(NetworkIdentity identity)
    {
        foreach (NetworkBehaviour component in identity.CollectComponents())
        {
            if (!component.Weaved()) throw new InvalidOperationException(
                $"{component.GetType().FullName} is a NetworkBehaviour that the weaver has not seen, so its SyncVars and remote calls do nothing. Reference the Tain package in the project that contains it.");
        }
    }
}
