using System.Net;
using System.Net.Sockets;

namespace Tain.Transports;

// This folder is the shell in which system calls live; the ban keeps them out of the protocols.
#pragma warning disable RS0030

/// <summary>A TCP socket that listens. It has no timeouts: on Linux a receive timeout would also end a waiting accept.</summary>
internal sealed class TcpListeningSocket : IDisposable
{
    private readonly Socket _socket;
    private readonly bool _noDelay;

    private TcpListeningSocket(Socket socket, bool noDelay)
    {
        _socket = socket;
        _noDelay = noDelay;
    }

    /// <summary>The port really bound.</summary>
    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Binds a port on all addresses of this machine and listens.</summary>
    /// <param name="port">The port; 0 lets the system choose.</param>
    /// <param name="dualMode">True: IPv6 and IPv4, where the system has both. False: IPv4.</param>
    /// <param name="backlog">Connections that may wait to be accepted.</param>
    /// <param name="noDelay">For the accepted streams; see <see cref="TcpStream.Create"/>.</param>
    /// <exception cref="InvalidOperationException">The port cannot be bound.</exception>
    public static TcpListeningSocket Listen(int port, bool dualMode, int backlog, bool noDelay)
    {
        bool isDual = dualMode && Socket.OSSupportsIPv6;
        var socket = new Socket(isDual ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (isDual) socket.DualMode = true;
            // Windows lets another program bind the same port too unless told otherwise.
            if (OperatingSystem.IsWindows()) socket.ExclusiveAddressUse = true;
            socket.Bind(new IPEndPoint(isDual ? IPAddress.IPv6Any : IPAddress.Any, port));
            socket.Listen(backlog);
            return new TcpListeningSocket(socket, noDelay);
        }
        catch (SocketException problem)
        {
            socket.Dispose();
            throw new InvalidOperationException($"TCP port {port} cannot be bound ({problem.SocketErrorCode}). Is another server running? Choose another port, or 0 for any.", problem);
        }
    }

    /// <summary>Waits for a connection.</summary>
    /// <exception cref="SocketException">There was one and it could not be had (it left, or no handle is free), or the socket was disposed.</exception>
    /// <exception cref="ObjectDisposedException">The socket was disposed.</exception>
    public async ValueTask<TcpStream> AcceptAsync()
    {
        Socket accepted = await _socket.AcceptAsync().ConfigureAwait(false);
        try
        {
            accepted.NoDelay = _noDelay;
            return new TcpStream(accepted);
        }
        catch
        {
            accepted.Dispose();
            throw;
        }
    }

    public void Dispose() => _socket.Dispose();
}
