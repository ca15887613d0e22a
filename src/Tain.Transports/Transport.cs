using System.Diagnostics.Metrics;
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

    /// <summary>
    /// Where the endpoints make their instruments, under the meter <see cref="Traffic.MeterName"/>: the host's factory. Null, the default: none are made.
    /// A transport's page names its instruments; endpoints bring them up to date once per tick.
    /// </summary>
    public IMeterFactory? Meters { get; init; }

    /// <summary>The scheme of this transport's URIs, for example <c>kcp</c> or <c>wss</c>.</summary>
    public abstract string Scheme { get; }

    /// <summary>True when this transport can work on this platform; false for example for UDP in a browser.</summary>
    public virtual bool IsAvailable => true;

    /// <summary>
    /// True when nobody between the two ends can read what travels, as far as this description shows: it is encrypted, or it never leaves the process. What is to stay secret,
    /// a password for example, is sent over such a transport only.
    /// </summary>
    public virtual bool IsEncrypted => false;

    /// <summary>The name of the cipher, to show it; empty without one, and where it is agreed on anew for each connection.</summary>
    public virtual string EncryptionCipher => "";

    /// <summary>Whether a client of this transport can connect to an address.</summary>
    /// <param name="uri">The address.</param>
    /// <returns>True when the scheme fits.</returns>
    public virtual bool Accepts(Uri uri) => uri.Scheme == Scheme;

    /// <summary>Makes a server endpoint; it listens once <see cref="TransportServer.Start"/> is called.</summary>
    /// <returns>A new endpoint, owned by the caller.</returns>
    public abstract TransportServer CreateServer();

    /// <summary>Makes a client endpoint; it connects once <see cref="TransportClient.Connect(string)"/> is called.</summary>
    /// <returns>A new endpoint, owned by the caller.</returns>
    public abstract TransportClient CreateClient();
}
