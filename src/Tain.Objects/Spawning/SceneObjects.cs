namespace Tain;

/// <summary>Objects that are part of a scene. They sleep until the server spawns them, and are found again by the number they have in the scene file.</summary>
internal sealed class SceneObjects(World world)
{
    private readonly Dictionary<ulong, NetworkIdentity> _sleeping = [];

    /// <summary>Collects the sleeping objects of all loaded scenes.</summary>
    public void Collect(ObjectLog log)
    {
        _sleeping.Clear();
        foreach (NetworkIdentity identity in FindAll(world))
        {
            if (identity.gameObject.activeSelf || identity.netId != 0) continue;
            if (!_sleeping.TryAdd(identity.sceneId, identity)) log.SameSceneId(identity.Describe(), identity.sceneId);
        }
    }

    public NetworkIdentity? Take(ulong sceneId) => _sleeping.Remove(sceneId, out NetworkIdentity? identity) && !identity.isDestroyed ? identity : null;

    public void PutBack(NetworkIdentity identity) => _sleeping[identity.sceneId] = identity;

    public void Clear() => _sleeping.Clear();

    /// <summary>All objects of loaded scenes that have a scene id, sleeping or not.</summary>
    public static List<NetworkIdentity> FindAll(World world)
    {
        var found = new List<NetworkIdentity>();
        foreach (NetworkIdentity identity in world.FindObjectsByType<NetworkIdentity>(includeInactive: true))
        {
            if (identity.sceneId != 0) found.Add(identity);
        }
        return found;
    }
}
