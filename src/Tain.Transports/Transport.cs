using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Tain.Transports;

/// <summary>
/// The description of a way to carry packets: protocol, port, limits. It is immutable and holds no connection; it makes the endpoints that do.
/// Decorators (encryption, multiplexing, ...) wrap descriptions, so that a server and its clients are described by the same expression.
/// </summary>
public abstract class Transport
{
    /// <summary>The only clock of the endpoints; the system's unless a simulation or a test gives another.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the endpoints log; nowhere unless given.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The scheme of this transport's URIs, for example <c>kcp</c> or <c>wss</c>.</summary>
    public abstract string Scheme { get; }

    /// <summary>Makes a server endpoint; it listens once <see cref="TransportServer.Start"/> is called.</summary>
    /// <returns>A new endpoint, owned by the caller.</returns>
    public abstract TransportServer CreateServer();

    /// <summary>Makes a client endpoint; it connects once <see cref="TransportClient.Connect(string)"/> is called.</summary>
    /// <returns>A new endpoint, owned by the caller.</returns>
    public abstract TransportClient CreateClient();
}
