namespace Tain;

/// <summary>Tells a rule which networked objects came into another scene.</summary>
internal sealed class SceneMoves(World world, Action<NetworkIdentity> moved)
{
    private readonly List<NetworkIdentity> _found = [];

    public void Start() => world.scenes.gameObjectMoved += Tell;

    public void Stop() => world.scenes.gameObjectMoved -= Tell;

    private void Tell(GameObject root)
    {
        root.GetComponentsInChildren(includeInactive: true, _found);
        foreach (NetworkIdentity identity in _found)
        {
            if (identity.isServer && identity.netId != 0) moved(identity);
        }
        _found.Clear();
    }
}
