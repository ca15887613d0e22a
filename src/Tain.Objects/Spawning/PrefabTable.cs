namespace Tain;

/// <summary>How a client makes the object of a spawn message: by a handler of the game, by a prefab registered under another id, or by the world's prefab with this id.</summary>
internal sealed class PrefabTable(World world)
{
    private readonly Dictionary<uint, Prefab> _prefabs = [];
    private readonly Dictionary<uint, SpawnHandler> _handlers = [];

    public IReadOnlyDictionary<uint, Prefab> Prefabs => _prefabs;

    /// <returns>False when another prefab was registered under this id.</returns>
    public bool Register(uint assetId, Prefab prefab)
    {
        ArgumentNullException.ThrowIfNull(prefab);
        ArgumentOutOfRangeException.ThrowIfZero(assetId);
        bool isFree = !_prefabs.TryGetValue(assetId, out Prefab? present) || ReferenceEquals(present, prefab);
        _prefabs[assetId] = prefab;
        return isFree;
    }

    /// <returns>False when another handler was registered for this id.</returns>
    public bool Register(uint assetId, SpawnHandlerDelegate spawn, UnSpawnDelegate unspawn)
    {
        ArgumentNullException.ThrowIfNull(spawn);
        ArgumentNullException.ThrowIfNull(unspawn);
        ArgumentOutOfRangeException.ThrowIfZero(assetId);
        bool isFree = !_handlers.ContainsKey(assetId);
        _handlers[assetId] = new SpawnHandler(spawn, unspawn);
        return isFree;
    }

    public void UnregisterHandler(uint assetId) => _handlers.Remove(assetId);

    public void Unregister(uint assetId)
    {
        _prefabs.Remove(assetId);
        _handlers.Remove(assetId);
    }

    public void Clear()
    {
        _prefabs.Clear();
        _handlers.Clear();
    }

    public bool TryGetPrefab(uint assetId, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Prefab? prefab) =>
        _prefabs.TryGetValue(assetId, out prefab) || world.prefabs.TryGet(assetId, out prefab);

    /// <summary>Makes the object of a spawn message; null when that is not possible, which is logged. The message's other objects are not the worse for it.</summary>
    public NetworkIdentity? Make(in SpawnMessage message, ObjectLog log) =>
        _handlers.TryGetValue(message.assetId, out SpawnHandler? handler) ? MakeByHandler(handler, message, log) : MakeByPrefab(message, log);

    /// <summary>Gives an object back to the handler that made it.</summary>
    /// <returns>False when there is no handler for it.</returns>
    public bool TryGiveBack(NetworkIdentity identity, ObjectLog log)
    {
        if (!_handlers.TryGetValue(identity.assetId, out SpawnHandler? handler)) return false;
        try
        {
            handler.UnSpawn(identity.gameObject);
        }
        catch (Exception exception)
        {
            log.ScriptFailed(identity.Describe(), $"the unspawn handler of asset id {identity.assetId}", exception);
        }
        return true;
    }

    private static NetworkIdentity? MakeByHandler(SpawnHandler handler, in SpawnMessage message, ObjectLog log)
    {
        GameObject? made;
        try
        {
            made = handler.Spawn(message);
        }
        catch (Exception exception)
        {
            log.ScriptFailed($"netId {message.netId}, which is not spawned", $"the spawn handler of asset id {message.assetId}", exception);
            return null;
        }
        NetworkIdentity? identity = made is { isDestroyed: false } ? made.GetComponent<NetworkIdentity>() : null;
        string? fault =
            made is null ? "returned null" :
            made.isDestroyed ? "returned an object that is destroyed" :
            identity is null ? "returned an object without NetworkIdentity" :
            identity.IsSpawned ? "returned an object that is in use already" : null;
        if (fault is null) return identity;
        log.SpawnHandlerFault(message.assetId, fault, message.netId);
        return null;
    }

    private NetworkIdentity? MakeByPrefab(in SpawnMessage message, ObjectLog log)
    {
        if (!TryGetPrefab(message.assetId, out Prefab? prefab))
        {
            log.NoPrefab(message.assetId, message.netId);
            return null;
        }
        GameObject made;
        try
        {
            made = world.Instantiate(prefab, message.position, message.rotation);
        }
        catch (Exception exception)
        {
            log.ScriptFailed($"netId {message.netId}, which is not spawned", $"the builder of prefab {prefab.name}", exception);
            return null;
        }
        if (made.GetComponent<NetworkIdentity>() is { } identity) return identity;
        log.PrefabWithoutIdentity(made.path, message.assetId);
        world.Destroy(made);
        return null;
    }

    private sealed record SpawnHandler(SpawnHandlerDelegate Spawn, UnSpawnDelegate UnSpawn);
}
