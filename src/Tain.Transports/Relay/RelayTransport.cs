namespace Tain.Transports;

/// <summary>
/// KCP through a relay in Edgegap's packet layout, byte for byte as Mirror's EdgegapKcpTransport: for games whose host sits behind a home router.
/// A relay to run yourself is Tain.Relay; who may use it is agreed on beforehand, by a lobby (<see cref="LobbyRelayTransport"/>) or by configuration.
/// </summary>
/// <remarks>
/// With KCP's own settings a packet is 13 bytes smaller than without a relay: 294131 bytes reliable, 1181 unreliable. Session and user id travel in clear
/// and are all that the relay checks beside the address; where players must not read or fake each other's packets, wrap this into the encryption transport.
/// </remarks>
public sealed class RelayTransport : Transport
{
    /// <summary>The relay's host name or address. Default 127.0.0.1.</summary>
    public string RelayHost { get; init; } = "127.0.0.1";

    /// <summary>The relay's UDP port for game servers, 1 to 65535. Default 8888.</summary>
    public ushort ServerPort { get; init; } = 8_888;

    /// <summary>The relay's UDP port for players, 1 to 65535. Default 9999.</summary>
    public ushort ClientPort { get; init; } = 9_999;

    /// <summary>The number that the session's owner gave this user. Default 11111111, as in Mirror, for trying things out.</summary>
    public uint UserId { get; init; } = 11_111_111;

    /// <summary>The session's number. Default 22222222, as in Mirror, for trying things out.</summary>
    public uint SessionId { get; init; } = 22_222_222;

    /// <summary>How often the relay is pinged, 50 ms to one minute. Default 0.5 s.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>What carries the datagrams to the relay. Default: UDP.</summary>
    public DatagramSocketFactory Sockets { get; init; } = UdpSocketFactory.Instance;

    /// <summary>
    /// Makes the KCP transport over the relay; give your own to change KCP's settings: <c>sockets => new KcpTransport { Sockets = sockets, TimeoutMs = 5000 }</c>.
    /// Default: null, KCP's defaults with the clock, the logger and the meters of this transport.
    /// </summary>
    public Func<RelaySocketFactory, KcpTransport>? Kcp { get; init; }

    /// <inheritdoc/>
    public override string Scheme => "kcp";

    /// <inheritdoc/>
    public override bool IsAvailable => !OperatingSystem.IsBrowser() || Sockets is not UdpSocketFactory;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public override RelayedServer CreateServer()
    {
        RelaySocketFactory factory = CreateFactory();
        return new RelayedServer(CreateKcp(factory).CreateServer(), factory);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public override RelayedClient CreateClient()
    {
        RelaySocketFactory factory = CreateFactory();
        return new RelayedClient(CreateKcp(factory).CreateClient(), factory);
    }

    private RelaySocketFactory CreateFactory()
    {
        var factory = new RelaySocketFactory
        {
            RelayHost = RelayHost,
            ServerPort = ServerPort,
            ClientPort = ClientPort,
            UserId = UserId,
            SessionId = SessionId,
            PingInterval = PingInterval,
            Inner = Sockets,
            TimeProvider = TimeProvider,
            LoggerFactory = LoggerFactory,
            Meters = Meters,
        };
        factory.Validate();
        return factory;
    }

    private KcpTransport CreateKcp(RelaySocketFactory factory) =>
        Kcp?.Invoke(factory) ?? new KcpTransport { Sockets = factory, TimeProvider = TimeProvider, LoggerFactory = LoggerFactory, Meters = Meters };
}
