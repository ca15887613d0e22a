namespace Tain;

/// <summary>Shows an object to its owner only. Deprecated by Mirror: <see cref="Visibility.ForceHidden"/> does the same under every rule.</summary>
[WireName("Mirror.NetworkOwnerChecker")]
public class NetworkOwnerChecker : NetworkVisibility
{
    /// <inheritdoc/>
    public override bool OnCheckObserver(NetworkConnectionToClient conn) => false;
}
