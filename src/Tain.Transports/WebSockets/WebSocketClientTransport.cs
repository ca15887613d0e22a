using System.Security.Cryptography.X509Certificates;

namespace Tain.Transports;

/// <summary>
/// The connecting side of the WebSocket transport, for native programs and for browsers (it needs no thread and no ASP.NET).
/// It talks to Tain's <c>WebSocketTransport</c> (package Tain.Transports.AspNetCore) and to Mirror's SimpleWebTransport.
/// </summary>
/// <remarks>A packet is one binary message. Everything is reported on <see cref="Channel.Reliable"/>; the unreliable channel only means that a packet may be dropped when the queue is full.</remarks>
public sealed class WebSocketClientTransport : Transport
{
    /// <summary>The port for <see cref="TransportClient.Connect(string)"/> and for URIs without one; 0 stands for the scheme's own, 80 or 443. Default 27777.</summary>
    public ushort Port { get; init; } = 27777;

    /// <summary>The path for <see cref="TransportClient.Connect(string)"/> and for URIs without one; it begins with a slash. Default <c>/</c>.</summary>
    public string Path { get; init; } = "/";

    /// <summary>True: connect with TLS (wss). Certificates are always checked. Default false.</summary>
    public bool UseTls { get; init; }

    /// <summary>
    /// Authorities from which the server's certificate may come, for a LAN or a test; given any, they stand for the system's. The name must still fit. Not in a browser,
    /// which has its own. Default none.
    /// </summary>
    public IReadOnlyCollection<X509Certificate2> TrustedRoots { get; init; } = [];

    /// <summary>
    /// SHA-256 fingerprints (64 hexadecimal digits, colons allowed) of the very certificates that a server may show, whoever signed them and whatever name they carry.
    /// Given any, others are taken from <see cref="TrustedRoots"/> only. Not in a browser. Default none.
    /// </summary>
    public IReadOnlyCollection<string> PinnedFingerprints { get; init; } = [];

    /// <summary>The largest packet in bytes, both ways, 1 to 268435456. Both sides should agree; 16384, the default, is Mirror's.</summary>
    public int MaxMessageBytes { get; init; } = 16_384;

    /// <summary>How many received bytes may wait for the game, 1 to 1073741824. When it is full, nothing more is read until the game has caught up. Default 1048576.</summary>
    public int MaxReceiveQueueBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// How many bytes may wait for the network, 1 to 1073741824. When it is full, an unreliable packet is lost and a reliable one ends the connection. Default 4194304.
    /// </summary>
    public int MaxSendQueueBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long connecting may take in all: name, TCP, TLS, upgrade; 1 ms to 24 days. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A server that sends no packet for so long is given up, 1 ms to 24 days. Tain's and Mirror's own pings come every few seconds. Default 20 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A server that does not read for so long is given up, 1 ms to 24 days. Default 5 s.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override string Scheme => UseTls ? "wss" : "ws";

    /// <summary>As <see cref="UseTls"/> says; a URI given later may say otherwise.</summary>
    public override bool IsEncrypted => UseTls;

    /// <inheritdoc/>
    public override bool Accepts(Uri uri) => uri.Scheme is "ws" or "wss";

    /// <summary>Not available here.</summary>
    /// <returns>Never.</returns>
    /// <exception cref="NotSupportedException">Always: the server needs ASP.NET.</exception>
    public override TransportServer CreateServer() =>
        throw new NotSupportedException("This transport only connects. To listen for WebSockets, use WebSocketTransport from the package Tain.Transports.AspNetCore.");

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    /// <exception cref="PlatformNotSupportedException">Certificates are given in a browser.</exception>
    public override TransportClient CreateClient()
    {
        Validate();
        return new WebSocketClient(this);
    }

    /// <summary>The limits of a connection.</summary>
    internal StreamLimits CreateLimits() => new(MaxMessageBytes, MaxReceiveQueueBytes, MaxSendQueueBytes, IdleTimeout, SendTimeout);

    private void Validate()
    {
        const string Name = nameof(WebSocketClientTransport);
        var leastTime = TimeSpan.FromMilliseconds(1);
        WebSocketSettings.IsPath(Name, nameof(Path), Path);
        WebSocketSettings.InRange(Name, nameof(MaxMessageBytes), MaxMessageBytes, WebSocketSettings.LargestMessageBytes);
        WebSocketSettings.InRange(Name, nameof(MaxReceiveQueueBytes), MaxReceiveQueueBytes, WebSocketSettings.LargestQueueBytes);
        WebSocketSettings.InRange(Name, nameof(MaxSendQueueBytes), MaxSendQueueBytes, WebSocketSettings.LargestQueueBytes);
        WebSocketSettings.InRange(Name, nameof(ConnectTimeout), ConnectTimeout, leastTime);
        WebSocketSettings.InRange(Name, nameof(IdleTimeout), IdleTimeout, leastTime);
        WebSocketSettings.InRange(Name, nameof(SendTimeout), SendTimeout, leastTime);
        WebSocketSettings.AreFingerprints(Name, nameof(PinnedFingerprints), PinnedFingerprints);
        if (OperatingSystem.IsBrowser() && TrustedRoots.Count + PinnedFingerprints.Count > 0)
            throw new PlatformNotSupportedException($"A browser judges certificates by itself: leave {Name}.{nameof(TrustedRoots)} and {nameof(PinnedFingerprints)} empty there.");
    }
}
