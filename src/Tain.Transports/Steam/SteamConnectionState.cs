namespace Tain.Transports;

/// <summary>Where a connection stands. Values as in steamnetworkingtypes.h.</summary>
internal enum SteamConnectionState
{
    /// <summary>The library knows no such connection.</summary>
    None = 0,
    Connecting = 1,
    FindingRoute = 2,
    Connected = 3,
    ClosedByPeer = 4,
    ProblemDetectedLocally = 5,
}
