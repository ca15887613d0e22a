namespace Tain;

/// <summary>
/// Passes a change of owner on to the NetworkTransforms of that object. One listener per server: if each object listened, every change would be told to all of them.
/// </summary>
internal sealed class OwnerChanges
{
    private readonly NetworkServer _server;

    private OwnerChanges(NetworkServer server)
    {
        _server = server;
        server.clientAuthorityCallback += OnChanged;
    }

    /// <summary>Listens from now on, if nobody does yet.</summary>
    public static void ListenTo(NetworkServer server)
    {
        World world = server.World;
        if (world.TryGet(out OwnerChanges? present) && ReferenceEquals(present._server, server)) return;
        world.Set(new OwnerChanges(server));
    }

    private static void OnChanged(NetworkConnectionToClient connection, NetworkIdentity identity, bool given)
    {
        foreach (NetworkBehaviour component in identity.NetworkBehaviours)
        {
            if (component is NetworkTransformBase transform) transform.OnAuthorityChanged(given ? connection : null);
        }
    }
}
