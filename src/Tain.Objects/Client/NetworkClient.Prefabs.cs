using System.Diagnostics.CodeAnalysis;

namespace Tain;

// How the objects of spawn messages are made.
public sealed partial class NetworkClient
{
    /// <summary>The prefabs that were registered here, by the id that the server sends. Prefabs of the world are found under their own ids without that.</summary>
    public IReadOnlyDictionary<uint, Prefab> prefabs => Prefabs.Prefabs;

    /// <summary>Looks for the prefab that is used for an id.</summary>
    /// <param name="assetId">The id.</param>
    /// <param name="prefab">The prefab.</param>
    /// <returns>False when there is none.</returns>
    public bool GetPrefab(uint assetId, [NotNullWhen(true)] out Prefab? prefab) => Prefabs.TryGetPrefab(assetId, out prefab);

    /// <summary>Uses a prefab under its own id. Prefabs of the world need no registration; this is for one that is not in the world's collection.</summary>
    /// <param name="prefab">The prefab.</param>
    public void RegisterPrefab(Prefab prefab)
    {
        ArgumentNullException.ThrowIfNull(prefab);
        RegisterPrefab(prefab, prefab.assetId);
    }

    /// <summary>Uses a prefab for another id than its own, for example that of a stock Mirror server. Another one registered for that id is replaced, with a warning.</summary>
    /// <param name="prefab">The prefab.</param>
    /// <param name="newAssetId">The id that the server sends; not 0.</param>
    public void RegisterPrefab(Prefab prefab, uint newAssetId) => WarnIfReplaced(newAssetId, Prefabs.Register(newAssetId, prefab));

    /// <summary>Makes objects of a prefab's id by a handler, for example out of a pool.</summary>
    /// <param name="prefab">The prefab whose id the server sends.</param>
    /// <param name="spawnHandler">Makes an object.</param>
    /// <param name="unspawnHandler">Takes it back.</param>
    public void RegisterPrefab(Prefab prefab, SpawnDelegate spawnHandler, UnSpawnDelegate unspawnHandler)
    {
        ArgumentNullException.ThrowIfNull(prefab);
        RegisterSpawnHandler(prefab.assetId, spawnHandler, unspawnHandler);
    }

    /// <summary>Makes objects of a prefab's id by a handler, which gets the whole message.</summary>
    /// <param name="prefab">The prefab whose id the server sends.</param>
    /// <param name="spawnHandler">Makes an object.</param>
    /// <param name="unspawnHandler">Takes it back.</param>
    public void RegisterPrefab(Prefab prefab, SpawnHandlerDelegate spawnHandler, UnSpawnDelegate unspawnHandler)
    {
        ArgumentNullException.ThrowIfNull(prefab);
        RegisterSpawnHandler(prefab.assetId, spawnHandler, unspawnHandler);
    }

    /// <summary>Forgets what was registered for a prefab's own id.</summary>
    /// <param name="prefab">The prefab.</param>
    public void UnregisterPrefab(Prefab prefab)
    {
        ArgumentNullException.ThrowIfNull(prefab);
        Prefabs.Unregister(prefab.assetId);
    }

    /// <summary>
    /// Makes objects of an id by a handler instead of a prefab, for example out of a pool. A handler that throws, or returns nothing usable, is logged; the object is
    /// then missing on this client, and nothing else is. Another handler registered for that id is replaced, with a warning.
    /// </summary>
    /// <param name="assetId">The id that the server sends; not 0.</param>
    /// <param name="spawnHandler">Makes an object.</param>
    /// <param name="unspawnHandler">Takes it back.</param>
    public void RegisterSpawnHandler(uint assetId, SpawnDelegate spawnHandler, UnSpawnDelegate unspawnHandler)
    {
        ArgumentNullException.ThrowIfNull(spawnHandler);
        RegisterSpawnHandler(assetId, message => spawnHandler(message.position, message.assetId), unspawnHandler);
    }

    /// <summary>As <see cref="RegisterSpawnHandler(uint, SpawnDelegate, UnSpawnDelegate)"/>; the handler gets the whole message.</summary>
    /// <param name="assetId">The id that the server sends; not 0.</param>
    /// <param name="spawnHandler">Makes an object.</param>
    /// <param name="unspawnHandler">Takes it back. On a host it is also called for the server's own objects of that id, while they leave the network.</param>
    public void RegisterSpawnHandler(uint assetId, SpawnHandlerDelegate spawnHandler, UnSpawnDelegate unspawnHandler) =>
        WarnIfReplaced(assetId, Prefabs.Register(assetId, spawnHandler, unspawnHandler));

    /// <summary>Forgets the handlers registered for an id; a prefab registered for it stays.</summary>
    /// <param name="assetId">The id.</param>
    public void UnregisterSpawnHandler(uint assetId) => Prefabs.UnregisterHandler(assetId);

    /// <summary>Forgets all registered prefabs and handlers; the world's own prefabs stay.</summary>
    public void ClearSpawners() => Prefabs.Clear();

    private void WarnIfReplaced(uint assetId, bool wasFree)
    {
        if (!wasFree) Log.AssetIdReplaced(assetId);
    }
}
