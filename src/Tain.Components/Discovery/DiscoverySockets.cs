using System.Net;

namespace Tain.Discovery;

/// <summary>Opens sockets for discovery; exchanged by tests.</summary>
internal abstract class DiscoverySockets
{
    /// <summary>The addresses that reach everybody on the networks that this machine is in.</summary>
    public abstract IReadOnlyList<IPAddress> BroadcastAddresses { get; }

    /// <summary>A socket that hears broadcasts on a port, beside other servers on this machine.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">It cannot be opened.</exception>
    public abstract IDiscoverySocket Listen(int port);

    /// <summary>A socket on any port.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">It cannot be opened.</exception>
    public abstract IDiscoverySocket Open();
}
