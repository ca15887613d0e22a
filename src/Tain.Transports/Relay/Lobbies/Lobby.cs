namespace Tain.Transports;

/// <summary>A lobby with its players, as the lobby service answers it. What a service leaves out is null or the type's default.</summary>
public sealed record Lobby
{
    /// <summary>Its id, which players join by.</summary>
    public string LobbyId { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether players may join.</summary>
    public bool IsJoinable { get; init; }

    /// <summary>Whether a relay was asked for.</summary>
    public bool IsStarted { get; init; }

    /// <summary>Players in it, the host included.</summary>
    public int PlayerCount { get; init; }

    /// <summary>The most players it takes, the host included.</summary>
    public int Capacity { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Its players; a player finds its own relay number here.</summary>
    public IReadOnlyList<LobbyPlayer>? Players { get; init; }

    /// <summary>The relay, once there is one: until then its address is empty.</summary>
    public LobbyAssignment? Assignment { get; init; }
}

/// <summary>The relay of a lobby.</summary>
public sealed record LobbyAssignment
{
    /// <summary>The session's number at the relay.</summary>
    public uint? AuthorizationToken { get; init; }

    /// <summary>The relay's name.</summary>
    public string? Host { get; init; }

    /// <summary>The relay's address; empty while there is none.</summary>
    public string? Ip { get; init; }

    /// <summary>The relay's ports: <c>server</c> for the game server, <c>client</c> for players, both UDP.</summary>
    public IReadOnlyList<LobbyPort>? Ports { get; init; }
}

/// <summary>A port of a relay.</summary>
public sealed record LobbyPort
{
    /// <summary><c>server</c> or <c>client</c>.</summary>
    public string? Name { get; init; }

    /// <summary>The number.</summary>
    public int Port { get; init; }

    /// <summary><c>UDP</c>.</summary>
    public string? Protocol { get; init; }
}

/// <summary>A player in a lobby.</summary>
public sealed record LobbyPlayer
{
    /// <summary>The player's number at the relay.</summary>
    public uint? AuthorizationToken { get; init; }

    /// <summary>The player's id.</summary>
    public string Id { get; init; } = "";

    /// <summary>Whether this is the one who created the lobby and runs the game server.</summary>
    public bool IsHost { get; init; }
}
