namespace Tain.Transports;

/// <summary>A lobby that is to get its relay.</summary>
public sealed record LobbyStart
{
    /// <summary>The lobby.</summary>
    public string? LobbyId { get; init; }
}
