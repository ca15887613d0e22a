namespace Tain.Discovery;

/// <summary>Why a datagram of discovery was ignored.</summary>
internal enum DiscoveryDropReason : byte
{
    /// <summary>It is too short for a handshake, or has another one: another game's, or no game's.</summary>
    OtherHandshake = 0,

    /// <summary>It comes from outside the local network.</summary>
    NotLocal = 1,

    /// <summary>Its source sends too many.</summary>
    TooMany = 2,

    /// <summary>Behind the handshake stands nothing that can be read.</summary>
    Unreadable = 3,

    /// <summary>The answer names a way to connect that this game does not have.</summary>
    UnknownScheme = 4,
}
