namespace Tain.Transports;

/// <summary>A place in a lobby that has its relay: what is needed to play, and to leave.</summary>
internal sealed record LobbyPlace(string LobbyId, string PlayerId, string RelayHost, ushort ServerPort, ushort ClientPort, uint UserId, uint SessionId)
{
    /// <summary>Reads it from what the service answers.</summary>
    /// <param name="lobby">The lobby with its relay.</param>
    /// <param name="playerId">Whose place.</param>
    /// <exception cref="LobbyException">Something is missing; the message says what.</exception>
    public static LobbyPlace Read(Lobby lobby, string playerId)
    {
        LobbyPlayer player = lobby.Players?.FirstOrDefault(one => one.Id == playerId)
            ?? throw new LobbyException(null, $"The lobby {lobby.LobbyId} has no player {playerId}: it was removed, or never joined.");
        if (player.AuthorizationToken is not { } user || lobby.Assignment is not { Ip: { Length: > 0 } ip, AuthorizationToken: { } session } relay)
            throw new LobbyException(null, $"The lobby {lobby.LobbyId} has a relay without the numbers that open it.");
        return new LobbyPlace(lobby.LobbyId, playerId, ip, PortOf(relay, "server"), PortOf(relay, "client"), user, session);
    }

    private static ushort PortOf(LobbyAssignment relay, string name)
    {
        LobbyPort? port = relay.Ports?.FirstOrDefault(one => one.Name == name && string.Equals(one.Protocol, "UDP", StringComparison.OrdinalIgnoreCase));
        return port?.Port is > 0 and <= ushort.MaxValue ? (ushort)port.Port : throw new LobbyException(null, $"The relay at {relay.Ip} has no UDP port '{name}'.");
    }
}
