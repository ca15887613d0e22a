namespace Tain;

/// <summary>What a <see cref="NetworkManager"/> runs at the moment.</summary>
public enum NetworkManagerMode
{
    /// <summary>Nothing.</summary>
    Offline = 0,

    /// <summary>A server.</summary>
    ServerOnly = 1,

    /// <summary>A client of a server elsewhere.</summary>
    ClientOnly = 2,

    /// <summary>A server and its own client in one world.</summary>
    Host = 3,
}
