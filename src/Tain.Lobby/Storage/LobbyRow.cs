using System.Text.Json;

namespace Tain.Lobbies;

/// <summary>A lobby as PostgreSQL has it. Its numbers are signed there, so the relay's take the next larger type.</summary>
internal sealed class LobbyRow
{
    public required string LobbyId { get; init; }

    public required string Name { get; init; }

    public int Capacity { get; init; }

    public bool IsJoinable { get; init; }

    public bool IsStarted { get; init; }

    public required string[] Tags { get; init; }

    public required string Annotations { get; init; }

    public long? RelaySession { get; init; }

    public string? RelayHost { get; init; }

    public int? RelayServerPort { get; init; }

    public int? RelayClientPort { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime TouchedAt { get; init; }

    public static LobbyRow From(LobbyState lobby) => new()
    {
        LobbyId = lobby.Id,
        Name = lobby.Name,
        Capacity = lobby.Capacity,
        IsJoinable = lobby.IsJoinable,
        IsStarted = lobby.IsStarted,
        Tags = [.. lobby.Tags],
        Annotations = JsonSerializer.Serialize([.. lobby.Annotations], StorageJson.Default.LobbyAnnotationArray),
        RelaySession = lobby.Relay?.SessionId,
        RelayHost = lobby.Relay?.Host,
        RelayServerPort = lobby.Relay?.ServerPort,
        RelayClientPort = lobby.Relay?.ClientPort,
        CreatedAt = lobby.CreatedAt.UtcDateTime,
        TouchedAt = lobby.TouchedAt.UtcDateTime,
    };

    public LobbyState ToState(IEnumerable<SeatRow> seats) => new()
    {
        Id = LobbyId,
        Name = Name,
        Capacity = Capacity,
        IsJoinable = IsJoinable,
        IsStarted = IsStarted,
        Tags = [.. Tags],
        Annotations = [.. JsonSerializer.Deserialize(Annotations, StorageJson.Default.LobbyAnnotationArray) ?? []],
        Seats = [.. seats.Select(seat => new LobbySeat(seat.PlayerId, (uint)seat.Token, seat.IsHost))],
        Relay = RelaySession is { } session && RelayHost is { } host ? new RelayPlace((uint)session, host, RelayServerPort ?? 0, RelayClientPort ?? 0) : null,
        CreatedAt = new DateTimeOffset(DateTime.SpecifyKind(CreatedAt, DateTimeKind.Utc)),
        TouchedAt = new DateTimeOffset(DateTime.SpecifyKind(TouchedAt, DateTimeKind.Utc)),
    };
}

/// <summary>A player as PostgreSQL has it.</summary>
internal sealed class SeatRow
{
    public required string LobbyId { get; init; }

    public required string PlayerId { get; init; }

    public long Token { get; init; }

    public bool IsHost { get; init; }
}
