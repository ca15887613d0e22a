namespace Tain.Transports;

/// <summary>What a relay says about one's place in its session. Wire values: the byte behind a ping's type. For information only; no state ends a connection.</summary>
public enum RelayState : byte
{
    /// <summary>The relay is not reached: nothing listens there, or it has been silent for several seconds.</summary>
    Disconnected = 0,

    /// <summary>Nothing has been heard from the relay yet.</summary>
    Checking = 1,

    /// <summary>The relay knows session and user, and forwards.</summary>
    Valid = 2,

    /// <summary>The relay does not know session or user, or the user is in use from another address.</summary>
    Invalid = 3,

    /// <summary>The session was there and has ended.</summary>
    SessionTimeout = 4,

    /// <summary>The relay cannot forward.</summary>
    Error = 5,
}
