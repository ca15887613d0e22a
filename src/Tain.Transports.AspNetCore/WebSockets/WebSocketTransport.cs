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
    /// <summary>The port to listen on and to connect to; 0 lets the system choose when listening. Default 27777.</summary>
    public ushort Port { get; init; } = 27777;

    /// <summary>The path of the endpoint; other paths are answered with 404. A hosted endpoint has the path that it is mapped to. Default <c>/</c>.</summary>
    public string Path { get; init; } = "/";

    /// <summary>True: open no port; an ASP.NET application maps the endpoint with <see cref="TainWebSocketEndpoints.MapTainWebSocket"/>. Default false.</summary>
    public bool Hosted { get; init; }

    /// <summary>The address to listen on. Default all of this machine's, IPv6 and IPv4; behind a proxy on the same machine <see cref="IPAddress.Loopback"/>.</summary>
    public IPAddress ListenAddress { get; init; } = IPAddress.IPv6Any;

    /// <summary>The server's certificate with its key. With it, or a <see cref="CertificatePath"/>, the transport speaks TLS and its scheme is wss. Own port only. Default none.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>
    /// A file with the server's certificate: PEM with the chain behind it (Let's Encrypt's <c>fullchain.pem</c>), or PFX. It is read again when it has changed, see
    /// <see cref="CertificateCheckInterval"/>; a renewal that cannot be read is logged and leaves the one before in place. Own port only. Default none.
    /// </summary>
    public string? CertificatePath { get; init; }

    /// <summary>A PEM file with the private key (<c>privkey.pem</c>), where it is not in <see cref="CertificatePath"/>. Default none.</summary>
    public string? CertificateKeyPath { get; init; }

    /// <summary>What the PFX or the PEM key is locked with. Default none.</summary>
    public string? CertificatePassword { get; init; }

    /// <summary>How often, at most, a handshake looks whether the certificate's files have changed; zero to 24 days. Default 1 minute.</summary>
    public TimeSpan CertificateCheckInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>True: clients connect with TLS, though this server has no certificate, because a proxy or an application before it has. Default false.</summary>
    public bool ClientUsesTls { get; init; }

    /// <summary>Authorities that a client takes instead of the system's; see <see cref="WebSocketClientTransport.TrustedRoots"/>. Default none.</summary>
    public IReadOnlyCollection<X509Certificate2> TrustedRoots { get; init; } = [];

    /// <summary>Certificates that a client takes whoever signed them; see <see cref="WebSocketClientTransport.PinnedFingerprints"/>. Default none.</summary>
    public IReadOnlyCollection<string> PinnedFingerprints { get; init; } = [];

    /// <summary>The largest packet in bytes, both ways, 1 to 268435456. 16384, the default, is Mirror's; a Mirror peer must be set to the same number.</summary>
    public int MaxMessageBytes { get; init; } = 16_384;

    /// <summary>How many connections may exist at once, 1 or more. More are answered with 503. Default 4096.</summary>
    public int MaxConnections { get; init; } = 4096;

    /// <summary>
    /// How many connections one source (an IPv4 address, an IPv6 /64) may have, 1 or more. More are answered with 429. Players behind a proxy that is not among
    /// <see cref="TrustedProxies"/> are all one source. Default 256.
    /// </summary>
    public int MaxConnectionsPerAddress { get; init; } = 256;

    /// <summary>
    /// How many sockets may be in TCP, TLS or HTTP handshake at once, beyond <see cref="MaxConnections"/>; 1 to 65536. When it is full, the oldest handshake of the address
    /// that has the most makes room for a new one. Own port only. Default 256.
    /// </summary>
    public int MaxHandshakes { get; init; } = 256;

    /// <summary>How many received bytes of a connection may wait for the pulling thread, 1 to 1073741824. When it is full, its socket is not read until there is room. Default 262144.</summary>
    public int MaxReceiveQueueBytes { get; init; } = 256 * 1024;

    /// <summary>
    /// How many bytes may wait for a peer to read them, 1 to 1073741824. When it is full, an unreliable packet is lost and a reliable one ends the connection. Default 4194304.
    /// </summary>
    public int MaxSendQueueBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long TLS handshake and HTTP upgrade may take together, 1 ms to 24 days. Own port only; an application has its own limits. Default 5 s.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a client may take to connect in all, 1 ms to 24 days. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A peer that sends no packet for so long is given up, 1 ms to 24 days. Tain's and Mirror's own pings come every few seconds. Default 20 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A peer that does not read for so long is given up, 1 ms to 24 days. Default 5 s.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often the server sends a WebSocket Ping, zero to 24 days; then a Pong counts as a sign of life for <see cref="IdleTimeout"/>, which helps where a browser's
    /// background tab runs no script. Zero, the default, sends none, because a Mirror client ends the connection at a Ping.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// The web origins whose pages may connect, for example <c>https://game.example</c>; empty, the default, lets every page in. Programs that are no browser send no origin
    /// and are let in.
    /// </summary>
    public IReadOnlyCollection<string> AllowedOrigins { get; init; } = [];

    /// <summary>
    /// The networks of proxies that are believed when they say whom they speak for, for example <c>IPNetwork.Parse("127.0.0.0/8")</c>. Nobody else is (W-05): without any,
    /// the default, a connection's address is its socket's. In an application that uses ASP.NET's forwarded headers itself, leave it empty.
    /// </summary>
    public IReadOnlyCollection<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>The header in which <see cref="TrustedProxies"/> write it. Default <c>X-Forwarded-For</c>.</summary>
    public ForwardedHeader ForwardedHeader { get; init; } = ForwardedHeader.XForwardedFor;

    /// <inheritdoc/>
    public override string Scheme => HasCertificate || ClientUsesTls ? "wss" : "ws";

    /// <summary>The hosted server that listens at the moment. It is here because an application maps the description, before servers come and go.</summary>
    internal WebSocketServer? HostedServer { get; set; }

    private bool HasCertificate => Certificate != null || CertificatePath != null;

    /// <inheritdoc/>
    public override bool Accepts(Uri uri) => uri.Scheme is "ws" or "wss";

    /// <summary>True with a certificate, or where a proxy does the TLS and <see cref="ClientUsesTls"/> says so.</summary>
    public override bool IsEncrypted => Scheme == "wss";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A setting is outside its range, or two contradict each other.</exception>
    public override TransportServer CreateServer()
    {
        Validate();
        return new WebSocketServer(this);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
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
        TrustedRoots = TrustedRoots,
        PinnedFingerprints = PinnedFingerprints,
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

    private void Validate()
    {
        const string Name = nameof(WebSocketTransport);
        var leastTime = TimeSpan.FromMilliseconds(1);
        WebSocketSettings.IsPath(Name, nameof(Path), Path);
        WebSocketSettings.InRange(Name, nameof(MaxMessageBytes), MaxMessageBytes, WebSocketSettings.LargestMessageBytes);
        WebSocketSettings.InRange(Name, nameof(MaxConnections), MaxConnections, int.MaxValue);
        WebSocketSettings.InRange(Name, nameof(MaxConnectionsPerAddress), MaxConnectionsPerAddress, int.MaxValue);
        WebSocketSettings.InRange(Name, nameof(MaxHandshakes), MaxHandshakes, 65_536);
        WebSocketSettings.InRange(Name, nameof(MaxReceiveQueueBytes), MaxReceiveQueueBytes, WebSocketSettings.LargestQueueBytes);
        WebSocketSettings.InRange(Name, nameof(MaxSendQueueBytes), MaxSendQueueBytes, WebSocketSettings.LargestQueueBytes);
        WebSocketSettings.InRange(Name, nameof(CertificateCheckInterval), CertificateCheckInterval, TimeSpan.Zero);
        WebSocketSettings.InRange(Name, nameof(HandshakeTimeout), HandshakeTimeout, leastTime);
        WebSocketSettings.InRange(Name, nameof(ConnectTimeout), ConnectTimeout, leastTime);
        WebSocketSettings.InRange(Name, nameof(IdleTimeout), IdleTimeout, leastTime);
        WebSocketSettings.InRange(Name, nameof(SendTimeout), SendTimeout, leastTime);
        WebSocketSettings.InRange(Name, nameof(KeepAliveInterval), KeepAliveInterval, TimeSpan.Zero);
        WebSocketSettings.AreFingerprints(Name, nameof(PinnedFingerprints), PinnedFingerprints);
        if (Hosted && HasCertificate)
            throw new ArgumentException($"{Name}.{nameof(Hosted)}: the application has the port, so the certificate is its own; set {nameof(ClientUsesTls)} for the clients.", nameof(Hosted));
        if (Certificate != null && CertificatePath != null)
            throw new ArgumentException($"{Name}.{nameof(Certificate)} and {nameof(CertificatePath)} are both given: which is meant?", nameof(CertificatePath));
        if (Certificate is { HasPrivateKey: false })
            throw new ArgumentException($"{Name}.{nameof(Certificate)} must have its private key.", nameof(Certificate));
        if (CertificateKeyPath != null && CertificatePath == null)
            throw new ArgumentException($"{Name}.{nameof(CertificateKeyPath)} goes with {nameof(CertificatePath)}.", nameof(CertificateKeyPath));
        foreach (string origin in AllowedOrigins)
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? parsed) || parsed.GetLeftPart(UriPartial.Authority) != origin)
                throw new ArgumentException($"{Name}.{nameof(AllowedOrigins)} must be origins as a browser writes them, for example https://game.example; '{origin}' is none.", nameof(AllowedOrigins));
        }
    }
}
