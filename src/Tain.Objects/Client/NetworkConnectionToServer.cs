using Tain.Messages;

namespace Tain;

/// <summary>The server as a client sees it.</summary>
[WireName("Mirror.NetworkConnectionToServer")]
public class NetworkConnectionToServer : ServerConnection
{
    /// <summary>The client's player object; null before there is one and after it is gone.</summary>
    public NetworkIdentity? identity
    {
        get => field is { isDestroyed: true } ? null : field;
        internal set;
    }

    /// <summary>The objects that this client owns, its player included.</summary>
    public HashSet<NetworkIdentity> owned { get; } = [];
}
