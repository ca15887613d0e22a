namespace Tain;

/// <summary>How a client makes the object of a spawn message: by a handler of the game, by a prefab registered under another id, or by the world's prefab with this id.</summary>
internal sealed class PrefabTable(World world)
{
    private readonly Dictionary<uint, Prefab> _prefabs = [];
    private readonly Dictionary<uint, SpawnHandler> _handlers = [];

    public void Register(uint assetId, Prefab prefab)
    {
        ArgumentNullException.ThrowIfNull(prefab);
        ArgumentOutOfRangeException.ThrowIfZero(assetId);
        _prefabs[assetId] = prefab;
    }

    public void Register(uint assetId, SpawnHandlerDelegate spawn, UnSpawnDelegate unspawn)
    {
        ArgumentNullException.ThrowIfNull(spawn);
        ArgumentNullException.ThrowIfNull(unspawn);
        ArgumentOutOfRangeException.ThrowIfZero(assetId);
        _handlers[assetId] = new SpawnHandler(spawn, unspawn);
    }

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

    /// <summary>Makes an object, or returns null when nobody knows how to.</summary>
    public GameObject? Make(in SpawnMessage message)
    {
        if (_handlers.TryGetValue(message.assetId, out SpawnHandler? handler)) return handler.Spawn(message);
        return TryGetPrefab(message.assetId, out Prefab? prefab) ? world.Instantiate(prefab, message.position, message.rotation) : null;
    }

    /// <summary>Gives an object back to the handler that made it.</summary>
    /// <returns>False when no handler did.</returns>
    public bool GiveBack(NetworkIdentity identity)
    {
        if (!_handlers.TryGetValue(identity.assetId, out SpawnHandler? handler)) return false;
        handler.UnSpawn(identity.gameObject);
        return true;
    }

    private sealed record SpawnHandler(SpawnHandlerDelegate Spawn, UnSpawnDelegate UnSpawn);
}
