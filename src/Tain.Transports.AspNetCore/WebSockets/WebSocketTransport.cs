using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Tain.Transports;

/// <summary>
/// WebSockets for servers and clients, byte for byte Mirror's SimpleWebTransport. The server is ASP.NET's Kestrel: on a port of its own, or, with
/// <see cref="Hosted"/>, on a path of an existing ASP.NET application, so that page and game share one port.
/// </summary>
/// <remarks>
/// A packet is one binary message; everything is reported on <see cref="Channel.Reliable"/>, the unreliable channel only means that a packet may be dropped when
/// the queue is full. The endpoint is pulled by one thread; Kestrel's threads only fill and empty bounded queues.
/// </remarks>
public sealed class WebSocketTransport : Transport
{
    /// <summary>The port to listen on and to connect to; 0 lets the system choose when listening.</summary>
    public ushort Port { get; init; } = 27777;

    /// <summary>The path of the endpoint; other paths are answered with 404. A hosted endpoint has the path that it is mapped to.</summary>
    public string Path { get; init; } = "/";

    /// <summary>True: open no port; an ASP.NET application maps the endpoint with <see cref="TainWebSocketEndpoints.MapTainWebSocket"/>.</summary>
    public bool Hosted { get; init; }

    /// <summary>The address to listen on; all of this machine's unless given.</summary>
    public IPAddress ListenAddress { get; init; } = IPAddress.IPv6Any;

    /// <summary>The server's certificate. With it the transport speaks TLS and its scheme is wss.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>True: clients connect with TLS, though this server has no certificate, because a proxy before it has.</summary>
    public bool ClientUsesTls { get; init; }

    /// <summary>The largest packet in bytes, both ways. 16384 is Mirror's; a Mirror peer must be set to the same number.</summary>
    public int MaxMessageBytes { get; init; } = 16_384;

    /// <summary>How many connections may exist at once. More are answered with 503.</summary>
    public int MaxConnections { get; init; } = 4096;

    /// <summary>How many sockets may be in TCP, TLS or HTTP handshake at once, beyond <see cref="MaxConnections"/>. Own port only.</summary>
    public int MaxHandshakes { get; init; } = 256;

    /// <summary>How many received bytes of a connection may wait for the pulling thread. When it is full, its socket is not read until there is room.</summary>
    public int MaxReceiveQueueBytes { get; init; } = 256 * 1024;

    /// <summary>How many bytes may wait for a peer to read them. When it is full, an unreliable packet is lost and a reliable one ends the connection.</summary>
    public int MaxSendQueueBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long each of TLS handshake and HTTP upgrade may take. Own port only; an application has its own limits.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a client may take to connect in all.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A peer that sends no packet for so long is given up. Tain's and Mirror's own pings come every few seconds.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A peer that does not read for so long is given up.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often the server sends a WebSocket Ping; then a Pong counts as a sign of life for <see cref="IdleTimeout"/>, which helps where a browser's background tab
    /// runs no script. Zero, the default, sends none, because a Mirror client ends the connection at a Ping.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.Zero;

    /// <summary>The web origins whose pages may connect, for example <c>https://game.example</c>; empty lets every page in. Programs that are no browser send no origin and are let in.</summary>
    public IReadOnlyCollection<string> AllowedOrigins { get; init; } = [];

    /// <summary>Proxies whose X-Forwarded-For header is believed. Own port only; an application uses ASP.NET's forwarded headers.</summary>
    public IReadOnlyCollection<IPAddress> TrustedProxies { get; init; } = [];

    /// <inheritdoc/>
    public override string Scheme => Certificate != null || ClientUsesTls ? "wss" : "ws";

    /// <summary>The hosted server that listens at the moment. It is here because an application maps the description, before servers come and go.</summary>
    internal WebSocketServer? HostedServer { get; set; }

    /// <inheritdoc/>
    public override bool Accepts(Uri uri) => uri.Scheme is "ws" or "wss";

    /// <inheritdoc/>
    public override TransportServer CreateServer() => new WebSocketServer(this);

    /// <inheritdoc/>
    public override TransportClient CreateClient() => CreateClientTransport().CreateClient();

    /// <summary>The limits of a connection at the server.</summary>
    internal StreamLimits CreateLimits()
    {
        // With pings the socket itself judges silence, and sees the Pongs, which no reader does.
        TimeSpan idle = KeepAliveInterval > TimeSpan.Zero ? TimeSpan.MaxValue : IdleTimeout;
        return new StreamLimits(MaxMessageBytes, MaxReceiveQueueBytes, MaxSendQueueBytes, idle, SendTimeout);
    }

    private WebSocketClientTransport CreateClientTransport() => new()
    {
        Port = Port,
        Path = Path,
        UseTls = Scheme == "wss",
        MaxMessageBytes = MaxMessageBytes,
        MaxReceiveQueueBytes = Math.Max(MaxReceiveQueueBytes, 1024 * 1024),
        MaxSendQueueBytes = MaxSendQueueBytes,
        ConnectTimeout = ConnectTimeout,
        IdleTimeout = IdleTimeout,
        SendTimeout = SendTimeout,
        TimeProvider = TimeProvider,
        LoggerFactory = LoggerFactory,
        Meters = Meters,
    };
}
