using System.Diagnostics.CodeAnalysis;

namespace Tain;

/// <summary>The prefabs of a world, by name and by id.</summary>
public sealed class PrefabCollection
{
    private readonly Dictionary<string, Prefab> _byName = [];
    private readonly Dictionary<uint, Prefab> _byAssetId = [];

    internal PrefabCollection()
    {
    }

    /// <summary>How many prefabs there are.</summary>
    public int Count => _byName.Count;

    /// <summary>The prefabs, in no particular order.</summary>
    public IReadOnlyCollection<Prefab> All => _byName.Values;

    /// <summary>Adds a prefab whose id is made from its name, so that server and client agree when they use the same name.</summary>
    /// <inheritdoc cref="Add(string, uint, Action{GameObject})"/>
    public Prefab Add(string name, Action<GameObject> build) => Add(name, AssetIdOf(name), build);

    /// <summary>Adds a prefab.</summary>
    /// <param name="name">Its name, unique in this world.</param>
    /// <param name="assetId">The id by which the network knows it, unique in this world, not 0.</param>
    /// <param name="build">
    /// Adds components and children to a new object. Nothing awakens before it returns. It runs for every copy, so it must do the same each time.
    /// </param>
    /// <exception cref="ArgumentException">The name or the id is taken.</exception>
    public Prefab Add(string name, uint assetId, Action<GameObject> build)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(build);
        ArgumentOutOfRangeException.ThrowIfZero(assetId);
        if (_byName.ContainsKey(name)) throw new ArgumentException($"There is a prefab '{name}' already. Names must differ.", nameof(name));
        if (_byAssetId.TryGetValue(assetId, out Prefab? other))
        {
            throw new ArgumentException($"'{name}' and '{other.name}' have the same id {assetId}. Give one of them an id of its own.", nameof(assetId));
        }
        var prefab = new Prefab(name, assetId, build);
        _byName.Add(name, prefab);
        _byAssetId.Add(assetId, prefab);
        return prefab;
    }

    /// <summary>Takes a prefab out. Copies that exist stay.</summary>
    public bool Remove(Prefab prefab)
    {
        if (!_byName.TryGetValue(prefab.name, out Prefab? own) || own != prefab) return false;
        _byAssetId.Remove(prefab.assetId);
        return _byName.Remove(prefab.name);
    }

    /// <summary>A prefab by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Prefab Get(string name) =>
        TryGet(name, out Prefab? prefab) ? prefab : throw new KeyNotFoundException($"There is no prefab '{name}'. Add it by world.prefabs.Add(...).");

    /// <summary>A prefab by its name.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out Prefab? prefab) => _byName.TryGetValue(name, out prefab);

    /// <summary>A prefab by its id.</summary>
    public bool TryGet(uint assetId, [NotNullWhen(true)] out Prefab? prefab) => _byAssetId.TryGetValue(assetId, out prefab);

    // FNV-1a over the UTF-16 code units: the same on every machine and in every version, unlike string.GetHashCode.
    private static uint AssetIdOf(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        uint hash = 2166136261;
        foreach (char c in name) hash = unchecked((hash ^ c) * 16777619);
        return hash;
    }
}
