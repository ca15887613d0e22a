using System.Globalization;

namespace Tain.Transports.Peers;

/// <summary>
/// Every transport by a name, alike in both processes of a test and in the bench. <c>outer+inner</c> is a decorator around a transport: <c>latency+kcp</c>.
/// A row here is a row of the two-process tests.
/// </summary>
public static class Catalogue
{
    private static readonly Dictionary<string, Func<PeerOptions, Transport>> s_transports = new()
    {
        // Where a relay runs, and whose place in which session this is, comes from outside; a client's address does not matter.
        ["relay"] = static options => new RelayTransport
        {
            RelayHost = options.Setting("relay-host"),
            UserId = uint.Parse(options.Setting("user"), CultureInfo.InvariantCulture),
            SessionId = uint.Parse(options.Setting("session"), CultureInfo.InvariantCulture),
            LoggerFactory = options.LoggerFactory,
        },
        // The lobby says where the relay is; a client's address is kcp://lobby/id.
        ["lobby"] = static options => new LobbyRelayTransport
        {
            LobbyUrl = new Uri(options.Setting("lobby-url")),
            LobbyName = options.Setting("lobby-name"),
            LoggerFactory = options.LoggerFactory,
        },
        ["kcp"] = static options => new KcpTransport { Port = options.Port, DualMode = false, TimeoutMs = options.TimeoutMs, LoggerFactory = options.LoggerFactory },
        ["kcp-dual"] = static options => new KcpTransport { Port = options.Port, DualMode = true, TimeoutMs = options.TimeoutMs, LoggerFactory = options.LoggerFactory },
        ["litenet"] = static options => new LiteNetLibTransport
        {
            Port = options.Port,
            DualMode = false,
            DisconnectTimeoutMs = options.TimeoutMs,
            LoggerFactory = options.LoggerFactory,
        },
        ["tcp"] = static options => new TcpTransport
        {
            Port = options.Port,
            ReceiveTimeout = options.Timeout,
            SendTimeout = options.Timeout,
            LoggerFactory = options.LoggerFactory,
        },
        ["ws"] = static options => new WebSocketTransport
        {
            Port = options.Port,
            IdleTimeout = options.Timeout,
            SendTimeout = options.Timeout,
            LoggerFactory = options.LoggerFactory,
        },
        ["multi"] = static options => new MultiplexTransport(Create("kcp", options), Create("ws", options)),
        ["enet"] = static options => new EnetTransport
        {
            Port = options.Port,
            MaxConnections = 1_000,
            MaxConnectionsPerAddress = 1_000,
            Throttle = false,
            TimeoutMinimumMs = options.TimeoutMs / 2,
            TimeoutMaximumMs = options.TimeoutMs,
            LoggerFactory = options.LoggerFactory,
        },
        ["wss"] = static options => new WebSocketTransport
        {
            Port = options.Port,
            IdleTimeout = options.Timeout,
            SendTimeout = options.Timeout,
            LoggerFactory = options.LoggerFactory,
            PinnedFingerprints = [PeerCertificate.GetFingerprint()],
            CertificatePath = PeerCertificate.Path,
        },
    };

    private static readonly Dictionary<string, Func<Transport, PeerOptions, Transport>> s_decorators = new()
    {
        ["latency"] = static (inner, options) => new LatencySimulationTransport(inner) { UnreliableLossPercent = 0, LoggerFactory = options.LoggerFactory },
        ["threaded"] = static (inner, _) => new ThreadedTransport(inner),
        // With a file and a fingerprint as a real server and its players have them; without, as on a developer's machine.
        ["enc"] = static (inner, options) => new EncryptionTransport(inner)
        {
            ServerKey = options.Settings.TryGetValue("key-file", out string? file) ? EncryptionServerKey.LoadOrCreate(file) : null,
            TrustedFingerprints = options.Settings.TryGetValue("fingerprint", out string? fingerprint) ? [fingerprint] : [],
            AcceptAnyServer = !options.Settings.ContainsKey("fingerprint"),
            ExchangeGreetings = true,
            // A fresh process compiles all its cryptography within the first handshake, and may have to wait for a processor.
            HandshakeTimeoutMs = 10_000,
            LoggerFactory = options.LoggerFactory,
        },
        ["metered"] = static (inner, _) => new MeteredTransport(inner, new Traffic()),
    };

    /// <summary>What the two-process tests run.</summary>
    public static IReadOnlyList<string> Tested { get; } = ["kcp", "kcp-dual", "tcp", "ws", "latency+kcp", "metered+tcp", "multi", "threaded+kcp", "enc+kcp", "enc+tcp", "enc+ws", "threaded+enc+kcp", "enet", "wss", "litenet"];

    public static Transport Create(string name, PeerOptions options)
    {
        if (s_transports.TryGetValue(name, out Func<PeerOptions, Transport>? create)) return create(options);
        string[] parts = name.Split('+', 2);
        if (parts.Length == 2 && s_decorators.TryGetValue(parts[0], out Func<Transport, PeerOptions, Transport>? decorate)) return decorate(Create(parts[1], options), options);
        throw new ArgumentException(
            $"'{name}' is not in the catalogue. Transports: {string.Join(", ", s_transports.Keys)}. Around them: {string.Join(", ", s_decorators.Keys.Select(static key => key + "+"))}.");
    }
}
