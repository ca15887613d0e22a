namespace Tain.Transports;

/// <summary>A lobby as a list shows it.</summary>
public sealed record LobbyBrief
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
}

/// <summary>The answer to a request for all lobbies.</summary>
public sealed record LobbyList
{
    /// <summary>How many there are.</summary>
    public int Count { get; init; }

    /// <summary>The lobbies.</summary>
    public IReadOnlyList<LobbyBrief>? Data { get; init; }
}
