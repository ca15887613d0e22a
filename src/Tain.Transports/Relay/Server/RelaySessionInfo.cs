namespace Tain.Transports;

/// <summary>A session as its owner sees it.</summary>
/// <param name="SessionId">Its number.</param>
/// <param name="Users">Players that are let in.</param>
/// <param name="Connections">Players that have been heard of late.</param>
/// <param name="ServerIsHeard">Whether the game server has been heard.</param>
public readonly record struct RelaySessionInfo(uint SessionId, int Users, int Connections, bool ServerIsHeard);
