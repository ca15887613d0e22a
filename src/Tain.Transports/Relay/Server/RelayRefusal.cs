namespace Tain.Transports;

/// <summary>Why a relay did not forward or answer a datagram.</summary>
public enum RelayRefusal : byte
{
    /// <summary>Less than a header and a byte.</summary>
    TooShort = 0,

    /// <summary>Longer than <see cref="RelayLimits.MaxDatagramBytes"/>.</summary>
    TooLong = 1,

    /// <summary>Neither a ping nor data.</summary>
    UnknownType = 2,

    /// <summary>No such session.</summary>
    UnknownSession = 3,

    /// <summary>No such user in the session, or not in this role.</summary>
    UnknownUser = 4,

    /// <summary>The user is in use from another address.</summary>
    WrongAddress = 5,

    /// <summary>Data for a connection that is not, or no longer, there.</summary>
    UnknownConnection = 6,

    /// <summary>Data for a game server that has not been heard yet.</summary>
    NoServer = 7,

    /// <summary>More than a player may send or be sent.</summary>
    UserRate = 8,

    /// <summary>More than a session may send.</summary>
    SessionRate = 9,
}
