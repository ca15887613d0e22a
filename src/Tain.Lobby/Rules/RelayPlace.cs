using Tain.Transports;

namespace Tain.Lobbies;

/// <summary>A session at a relay.</summary>
/// <param name="SessionId">Its number.</param>
/// <param name="Host">The relay's address, as players reach it.</param>
/// <param name="ServerPort">Its UDP port for game servers.</param>
/// <param name="ClientPort">Its UDP port for players.</param>
internal sealed record RelayPlace(uint SessionId, string Host, int ServerPort, int ClientPort)
{
    public LobbyAssignment ToAssignment() => new()
    {
        AuthorizationToken = SessionId,
        Host = Host,
        Ip = Host,
        Ports =
        [
            new LobbyPort { Name = "server", Port = ServerPort, Protocol = "UDP" },
            new LobbyPort { Name = "client", Port = ClientPort, Protocol = "UDP" },
        ],
    };
}
