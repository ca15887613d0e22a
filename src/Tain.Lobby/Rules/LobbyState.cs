using System.Collections.Immutable;
using Tain.Transports;

namespace Tain.Lobbies;

/// <summary>All that is known of a lobby. Immutable: a change is a new one, which a store puts in the place of the old one.</summary>
internal sealed record LobbyState
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required int Capacity { get; init; }

    public bool IsJoinable { get; init; }

    public bool IsStarted { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    public ImmutableArray<LobbyAnnotation> Annotations { get; init; } = [];

    /// <summary>In the order in which they came; the host is the first.</summary>
    public ImmutableArray<LobbySeat> Seats { get; init; } = [];

    /// <summary>The relay, once there is one.</summary>
    public RelayPlace? Relay { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When somebody last did something with it, or its game was last seen alive.</summary>
    public required DateTimeOffset TouchedAt { get; init; }

    public LobbyBrief ToBrief() => new()
    {
        LobbyId = Id,
        Name = Name,
        IsJoinable = IsJoinable,
        IsStarted = IsStarted,
        PlayerCount = Seats.Length,
        Capacity = Capacity,
        Tags = Tags,
    };

    public Lobby ToLobby() => new()
    {
        LobbyId = Id,
        Name = Name,
        IsJoinable = IsJoinable,
        IsStarted = IsStarted,
        PlayerCount = Seats.Length,
        Capacity = Capacity,
        Tags = Tags,
        Players = [.. Seats.Select(seat => new LobbyPlayer { AuthorizationToken = seat.Token, Id = seat.PlayerId, IsHost = seat.IsHost })],
        Assignment = Relay?.ToAssignment() ?? new LobbyAssignment { AuthorizationToken = 0, Host = "", Ip = "", Ports = [] },
    };
}
