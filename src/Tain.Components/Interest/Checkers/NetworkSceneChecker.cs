namespace Tain;

/// <summary>Shows an object to the players in its scene. Deprecated by Mirror: <see cref="SceneInterestManagement"/> does the same for less.</summary>
[WireName("Mirror.NetworkSceneChecker")]
public class NetworkSceneChecker : NetworkVisibility
{
    /// <inheritdoc/>
    public override bool OnCheckObserver(NetworkConnectionToClient conn)
    {
        ArgumentNullException.ThrowIfNull(conn);
        return conn.identity is { } player && player.gameObject.scene == gameObject.scene;
    }
}
