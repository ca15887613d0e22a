using System.Net;

namespace Tain.Transports;

/// <summary>Opens datagram sockets; the exchangeable bottom of the datagram transports.</summary>
public abstract class DatagramSocketFactory
{
    /// <summary>
    /// Bytes that the sockets of this factory add to each datagram, for example a relay's header. Protocols above make their datagrams so much smaller,
    /// so that what goes over the network keeps its size. Default 0.
    /// </summary>
    public virtual int OverheadBytes => 0;

    /// <summary>Opens a socket that listens.</summary>
    /// <param name="port">The port; 0 lets the system choose.</param>
    /// <param name="options">Buffer sizes and address family.</param>
    /// <returns>A bound socket, owned by the caller.</returns>
    /// <exception cref="InvalidOperationException">The port cannot be bound; the message says why.</exception>
    public abstract IDatagramSocket Bind(ushort port, DatagramSocketOptions options);

    /// <summary>Opens a socket that will talk to one remote address only.</summary>
    /// <param name="remote">The peer.</param>
    /// <param name="options">Buffer sizes and address family.</param>
    /// <returns>A socket, owned by the caller.</returns>
    /// <exception cref="InvalidOperationException">The socket cannot be opened; the message says why.</exception>
    public abstract IDatagramSocket Open(EndPoint remote, DatagramSocketOptions options);

    /// <summary>Turns a host name into an address, off the caller's thread where it takes time.</summary>
    /// <param name="host">A host name or a numeric address.</param>
    /// <param name="port">The port of the result.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    /// <returns>The address.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">The name is unknown.</exception>
    public abstract ValueTask<EndPoint> ResolveAsync(string host, int port, CancellationToken cancellation);
}

/// <summary>How a datagram socket is opened.</summary>
/// <param name="DualMode">True: an IPv6 socket that takes IPv4 as well.</param>
/// <param name="ReceiveBufferBytes">Size of the system's receive buffer.</param>
/// <param name="SendBufferBytes">Size of the system's send buffer.</param>
public readonly record struct DatagramSocketOptions(bool DualMode, int ReceiveBufferBytes, int SendBufferBytes);
