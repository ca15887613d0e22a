namespace Tain.Lobbies;

/// <summary>Why a lobby does not do what was asked.</summary>
internal enum LobbyRefusal : byte
{
    None,
    NotFound,
    Full,
    NotJoinable,
    AlreadyIn,
    NotIn,
    AlreadyStarted,
    CapacityTooSmall,
    TooManyLobbies,
    NoRelay,
    Invalid,
}
