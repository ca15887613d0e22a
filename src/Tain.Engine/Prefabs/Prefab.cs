namespace Tain;

/// <summary>A recipe for an object: a name, the id that the network uses for it, and a builder that makes a fresh copy.</summary>
public sealed class Prefab
{
    private readonly Action<GameObject> _build;

    internal Prefab(string name, uint assetId, Action<GameObject> build)
    {
        this.name = name;
        this.assetId = assetId;
        _build = build;
    }

    /// <summary>The name, unique in the world.</summary>
    public string name { get; }

    /// <summary>The id that is sent to clients, unique in the world, never 0.</summary>
    public uint assetId { get; }

    /// <summary>The name and the id, for logs.</summary>
    public override string ToString() => $"{name} (assetId {assetId})";

    internal void Build(GameObject gameObject) => _build(gameObject);
}
