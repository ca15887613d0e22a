using System.Buffers.Binary;
using System.Security.Cryptography;
using Tain.Transports;

namespace Tain.Lobbies;

/// <summary>What may happen to a lobby. Pure: a store runs a rule on the state that it holds still meanwhile, so two joins to the last place cannot both succeed.</summary>
internal static class LobbyRules
{
    public static LobbyState Create(string id, LobbyCreation creation, DateTimeOffset now) => new()
    {
        Id = id,
        Name = creation.Name!,
        Capacity = creation.Capacity,
        IsJoinable = creation.IsJoinable,
        Tags = [.. creation.Tags ?? []],
        Annotations = [.. creation.Annotations ?? []],
        Seats = [new LobbySeat(creation.Player!.Id!, NewToken([]), IsHost: true)],
        CreatedAt = now,
        TouchedAt = now,
    };

    public static LobbyVerdict Join(LobbyState lobby, string playerId, DateTimeOffset now)
    {
        if (lobby.Seats.Any(seat => seat.PlayerId == playerId)) return LobbyVerdict.Refuse(LobbyRefusal.AlreadyIn);
        if (!lobby.IsJoinable) return LobbyVerdict.Refuse(LobbyRefusal.NotJoinable);
        if (lobby.Seats.Length >= lobby.Capacity) return LobbyVerdict.Refuse(LobbyRefusal.Full);
        return LobbyVerdict.Become(lobby with { Seats = lobby.Seats.Add(new LobbySeat(playerId, NewToken(lobby.Seats), IsHost: false)), TouchedAt = now });
    }

    /// <summary>A player goes. With the host goes the game server, and so the lobby.</summary>
    public static LobbyVerdict Leave(LobbyState lobby, string playerId, DateTimeOffset now)
    {
        LobbySeat? seat = lobby.Seats.FirstOrDefault(one => one.PlayerId == playerId);
        if (seat is null) return LobbyVerdict.Refuse(LobbyRefusal.NotIn);
        return seat.IsHost ? LobbyVerdict.Remove(lobby) : LobbyVerdict.Become(lobby with { Seats = lobby.Seats.Remove(seat), TouchedAt = now });
    }

    public static LobbyVerdict Change(LobbyState lobby, LobbyChange change, DateTimeOffset now) =>
        change.Capacity < lobby.Seats.Length
            ? LobbyVerdict.Refuse(LobbyRefusal.CapacityTooSmall)
            : LobbyVerdict.Become(lobby with { Capacity = change.Capacity, IsJoinable = change.IsJoinable, Tags = [.. change.Tags ?? []], TouchedAt = now });

    public static LobbyVerdict Start(LobbyState lobby, DateTimeOffset now) =>
        lobby.IsStarted ? LobbyVerdict.Refuse(LobbyRefusal.AlreadyStarted) : LobbyVerdict.Become(lobby with { IsStarted = true, TouchedAt = now });

    /// <summary>There was no relay to be had, so it may be started again.</summary>
    public static LobbyVerdict Unstart(LobbyState lobby) => LobbyVerdict.Become(lobby with { IsStarted = false });

    public static LobbyVerdict Assign(LobbyState lobby, RelayPlace relay, DateTimeOffset now) => LobbyVerdict.Become(lobby with { Relay = relay, TouchedAt = now });

    // All that keeps others from playing as this one, so from the system's cryptographic generator.
    private static uint NewToken(IEnumerable<LobbySeat> taken)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        uint token;
        do
        {
            RandomNumberGenerator.Fill(bytes);
            token = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        }
        while (token == 0 || taken.Any(seat => seat.Token == token));
        return token;
    }
}
