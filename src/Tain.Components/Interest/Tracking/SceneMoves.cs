namespace Tain;

/// <summary>Tells a rule which networked objects came into another scene, while it decides: a second rule in a world would collect them for nothing.</summary>
internal sealed class SceneMoves(InterestManagementBase rule, Action<NetworkIdentity> moved)
{
    private readonly List<NetworkIdentity> _found = [];

    public void Start() => rule.world.scenes.gameObjectMoved += Tell;

    public void Stop() => rule.world.scenes.gameObjectMoved -= Tell;

    private void Tell(GameObject root)
    {
        if (!ReferenceEquals(rule.NetworkServer.aoi, rule)) return;
        root.GetComponentsInChildren(includeInactive: true, _found);
        foreach (NetworkIdentity identity in _found)
        {
            if (identity.isServer && identity.netId != 0) moved(identity);
        }
        _found.Clear();
    }
}
