using System.Security.Cryptography;

namespace Tain.Transports;

/// <summary>
/// KCP through a relay that a lobby service assigns, as Mirror's EdgegapLobbyKcpTransport: a server creates a lobby when it starts and deletes it when it stops;
/// a client connects to a lobby's id, joins it and leaves it when it disconnects. The service is Tain.Lobby or Edgegap's.
/// </summary>
/// <remarks>
/// Anybody who knows the service's address can list, join and delete lobbies, unless it asks for a key (R-04). A key that is shipped with the game is no secret;
/// where that matters, let a backend of yours talk to the lobby service and give the players a <see cref="RelayTransport"/> with the numbers.
/// </remarks>
public sealed class LobbyRelayTransport : Transport
{
    /// <summary>How long leaving a lobby may take in the background.</summary>
    internal static readonly TimeSpan FarewellTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long an endpoint that is disposed waits for that.</summary>
    internal static readonly TimeSpan FarewellPatience = TimeSpan.FromSeconds(2);

    /// <summary>The lobby service's address, for example <c>https://lobby.example.com</c>.</summary>
    public required Uri LobbyUrl { get; init; }

    /// <summary>Carries the requests: give one with a key in its headers where the service asks for it. Default: one of this description's own.</summary>
    public HttpClient Http { get; init; } = new();

    /// <summary>The name under which a server's lobby is listed. Default "game".</summary>
    public string LobbyName { get; init; } = "game";

    /// <summary>The most players in a server's lobby, the server included, 1 or more. Default 8.</summary>
    public int Capacity { get; init; } = 8;

    /// <summary>Whether players may join a server's lobby from the start. Default true.</summary>
    public bool IsJoinable { get; init; } = true;

    /// <summary>Words by which players find a server's lobby. Default none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Words of the game's own, kept with the lobby. Default none.</summary>
    public IReadOnlyList<LobbyAnnotation> Annotations { get; init; } = [];

    /// <summary>How long creating or joining may take until the relay is there, 1 s to one hour. Default 60 s.</summary>
    public TimeSpan AssignmentTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The pause after each answer without a relay, 10 ms to one minute. Default 0.2 s.</summary>
    public TimeSpan PollPause { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>Makes the id of a new player. Default: <c>mirror-player-</c> and a random number, as Mirror does.</summary>
    public Func<string> NewPlayerId { get; init; } = () => $"mirror-player-{RandomNumberGenerator.GetInt32(1, int.MaxValue)}";

    /// <summary>What carries the datagrams to the relay. Default: UDP.</summary>
    public DatagramSocketFactory Sockets { get; init; } = UdpSocketFactory.Instance;

    /// <summary>Makes the KCP transport over the relay, see <see cref="RelayTransport.Kcp"/>. Default: null, KCP's defaults.</summary>
    public Func<RelaySocketFactory, KcpTransport>? Kcp { get; init; }

    /// <inheritdoc/>
    public override string Scheme => "kcp";

    /// <inheritdoc/>
    public override bool IsAvailable => !OperatingSystem.IsBrowser() || Sockets is not UdpSocketFactory;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public override LobbyRelayServer CreateServer()
    {
        Validate();
        return new LobbyRelayServer(this);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public override LobbyRelayClient CreateClient()
    {
        Validate();
        return new LobbyRelayClient(this);
    }

    /// <summary>Talks to the same service, for example to list the lobbies.</summary>
    /// <returns>A client; it holds nothing of its own.</returns>
    public LobbyClient CreateLobbyClient() => new(Http, LobbyUrl);

    internal RelayTransport ToRelay(LobbyPlace? place) => new()
    {
        RelayHost = place?.RelayHost ?? "127.0.0.1",
        ServerPort = place?.ServerPort ?? 1,
        ClientPort = place?.ClientPort ?? 1,
        UserId = place?.UserId ?? 0,
        SessionId = place?.SessionId ?? 0,
        Sockets = Sockets,
        Kcp = Kcp,
        TimeProvider = TimeProvider,
        LoggerFactory = LoggerFactory,
        Meters = Meters,
    };

    internal LobbyCreation ToCreation(string playerId) => new()
    {
        Name = LobbyName,
        Capacity = Capacity,
        IsJoinable = IsJoinable,
        Tags = Tags,
        Annotations = Annotations,
        Player = new LobbyMember { Id = playerId },
    };

    internal static string IdOf(Uri uri) => uri.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(uri.AbsolutePath[1..]) : uri.Host;

    internal Uri UriOf(string? lobbyId) => new($"{Scheme}://lobby/{Uri.EscapeDataString(lobbyId ?? "")}");

    private void Validate()
    {
        _ = CreateLobbyClient();
        if (Capacity < 1) throw new ArgumentOutOfRangeException(nameof(Capacity), Capacity, "LobbyRelayTransport.Capacity must be 1 or more.");
        if (string.IsNullOrWhiteSpace(LobbyName)) throw new ArgumentException("LobbyRelayTransport.LobbyName must not be empty.", nameof(LobbyName));
        InRange(AssignmentTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(AssignmentTimeout));
        InRange(PollPause, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1), nameof(PollPause));
    }

    private static void InRange(TimeSpan value, TimeSpan least, TimeSpan most, string name)
    {
        if (value < least || value > most) throw new ArgumentOutOfRangeException(name, value, $"LobbyRelayTransport.{name} must be {least} to {most}.");
    }
}
