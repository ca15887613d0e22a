namespace Tain.Transports;

/// <summary>A player who joins or leaves a lobby.</summary>
public sealed record LobbyMembership
{
    /// <summary>The lobby.</summary>
    public string? LobbyId { get; init; }

    /// <summary>The player.</summary>
    public LobbyMember? Player { get; init; }
}
