namespace Tain.Transports;

/// <summary>How a server of <see cref="SteamTransport"/> is reached. A client follows the form of the address it is given.</summary>
public enum SteamRoute
{
    /// <summary>By its Steam identity, through Steam's network: what FizzySteamworks and FizzyFacepunch do. Needs Steam's library, and a user or game server that is logged on.</summary>
    PeerToPeer = 0,

    /// <summary>By IP address and UDP port. The only route that Valve's open GameNetworkingSockets has without a signalling service of one's own.</summary>
    IP = 1,
}
