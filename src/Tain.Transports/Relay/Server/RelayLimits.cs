namespace Tain.Transports;

/// <summary>How much a relay holds and forwards at most.</summary>
public sealed record RelayLimits
{
    /// <summary>Sessions at once. Default 10000.</summary>
    public int MaxSessions { get; init; } = 10_000;

    /// <summary>Players of one session, without its game server. Default 256.</summary>
    public int MaxUsersPerSession { get; init; } = 256;

    /// <summary>Largest datagram on the relay's network in bytes, header included, 128 to 9000. Longer ones are dropped. Default 1200.</summary>
    public int MaxDatagramBytes { get; init; } = RelayWire.MaxDatagramBytes;

    /// <summary>Payload bytes per second between one player and its server, both directions together; one second's worth may come at once. Default 1000000.</summary>
    public int UserBytesPerSecond { get; init; } = 1_000_000;

    /// <summary>Datagrams per second between one player and its server, both directions together. Default 2000.</summary>
    public int UserPacketsPerSecond { get; init; } = 2_000;

    /// <summary>Payload bytes per second of one session, all players and directions together. Default 20000000.</summary>
    public int SessionBytesPerSecond { get; init; } = 20_000_000;

    /// <summary>Datagrams per second of one session. Default 40000.</summary>
    public int SessionPacketsPerSecond { get; init; } = 40_000;

    /// <summary>Answers per second to pings that open nothing, all strangers together; they are 2 bytes for 9. Default 1000.</summary>
    public int RefusalsPerSecond { get; init; } = 1_000;

    /// <summary>
    /// How long a user's address stays its own after its last datagram; from another address the same user is refused until then. A living endpoint is heard every half second.
    /// Default 2 s.
    /// </summary>
    public TimeSpan AddressHold { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A player who was silent for so long loses address and connection, and may come again. Default 30 s.</summary>
    public TimeSpan UserTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A session in which nobody was heard for so long ends. Default two minutes.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Throws when a limit makes no sense.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is outside its range; the message names it.</exception>
    public void Validate()
    {
        InRange(MaxSessions, 1, 1_000_000, nameof(MaxSessions));
        InRange(MaxUsersPerSession, 1, 100_000, nameof(MaxUsersPerSession));
        InRange(MaxDatagramBytes, 128, 9_000, nameof(MaxDatagramBytes));
        InRange(UserBytesPerSecond, MaxDatagramBytes, int.MaxValue, nameof(UserBytesPerSecond));
        InRange(UserPacketsPerSecond, 1, 10_000_000, nameof(UserPacketsPerSecond));
        InRange(SessionBytesPerSecond, MaxDatagramBytes, int.MaxValue, nameof(SessionBytesPerSecond));
        InRange(SessionPacketsPerSecond, 1, 10_000_000, nameof(SessionPacketsPerSecond));
        InRange(RefusalsPerSecond, 0, 1_000_000, nameof(RefusalsPerSecond));
        InRange(AddressHold, TimeSpan.Zero, nameof(AddressHold));
        InRange(UserTimeout, AddressHold, nameof(UserTimeout));
        InRange(SessionTimeout, UserTimeout, nameof(SessionTimeout));
    }

    private static void InRange(int value, int least, int most, string name)
    {
        if (value < least || value > most) throw new ArgumentOutOfRangeException(name, value, $"RelayLimits.{name} must be {least} to {most}.");
    }

    private static void InRange(TimeSpan value, TimeSpan least, string name)
    {
        if (value < least || value > TimeSpan.FromDays(1)) throw new ArgumentOutOfRangeException(name, value, $"RelayLimits.{name} must be {least} to one day.");
    }
}
