namespace Tain.Transports;

/// <summary>
/// The connecting side of the WebSocket transport, for native programs and for browsers (it needs no thread and no ASP.NET).
/// It talks to Tain's <c>WebSocketTransport</c> (package Tain.Transports.AspNetCore) and to Mirror's SimpleWebTransport.
/// </summary>
/// <remarks>A packet is one binary message. Everything is reported on <see cref="Channel.Reliable"/>; the unreliable channel only means that a packet may be dropped when the queue is full.</remarks>
public sealed class WebSocketClientTransport : Transport
{
    /// <summary>The port for <see cref="TransportClient.Connect(string)"/> and for URIs without one; 0 stands for the scheme's own, 80 or 443.</summary>
    public ushort Port { get; init; } = 27777;

    /// <summary>The path for <see cref="TransportClient.Connect(string)"/> and for URIs without one.</summary>
    public string Path { get; init; } = "/";

    /// <summary>True: connect with TLS (wss). Certificates are always checked.</summary>
    public bool UseTls { get; init; }

    /// <summary>The largest packet in bytes, both ways. Both sides should agree; 16384 is Mirror's.</summary>
    public int MaxMessageBytes { get; init; } = 16_384;

    /// <summary>How many received bytes may wait for the game. When it is full, nothing more is read until the game has caught up.</summary>
    public int MaxReceiveQueueBytes { get; init; } = 1024 * 1024;

    /// <summary>How many bytes may wait for the network. When it is full, an unreliable packet is lost and a reliable one ends the connection.</summary>
    public int MaxSendQueueBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long connecting may take in all: name, TCP, TLS, upgrade.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A server that sends nothing for so long is given up. Tain's and Mirror's own pings come every few seconds.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A server that does not read for so long is given up.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override string Scheme => UseTls ? "wss" : "ws";

    /// <inheritdoc/>
    public override bool Accepts(Uri uri) => uri.Scheme is "ws" or "wss";

    /// <summary>Not available here.</summary>
    /// <returns>Never.</returns>
    /// <exception cref="NotSupportedException">Always: the server needs ASP.NET.</exception>
    public override TransportServer CreateServer() =>
        throw new NotSupportedException("This transport only connects. To listen for WebSockets, use WebSocketTransport from the package Tain.Transports.AspNetCore.");

    /// <inheritdoc/>
    public override TransportClient CreateClient() => new WebSocketClient(this);

    /// <summary>The limits of a connection.</summary>
    internal StreamLimits CreateLimits() => new(MaxMessageBytes, MaxReceiveQueueBytes, MaxSendQueueBytes, IdleTimeout, SendTimeout);
}
