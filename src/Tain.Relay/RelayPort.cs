using System.Net;
using System.Net.Sockets;

namespace Tain.Relay;

/// <summary>
/// One UDP port. It is waited on without time spent, and read without an exception when nothing is there. What cannot be sent is lost, as on any network.
/// </summary>
internal sealed class RelayPort : IDisposable
{
    // Windows: an ICMP "port unreachable" caused by one receiver must not make the socket fail for all (SIO_UDP_CONNRESET).
    private const int ConnectionResetControlCode = unchecked((int)0x9800000C);

    private readonly Socket _socket;
    private long _unsent;

    private RelayPort(Socket socket) => _socket = socket;

    public int Number => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Datagrams that the system did not take.</summary>
    public long Unsent => Interlocked.Read(ref _unsent);

    /// <exception cref="InvalidOperationException">The port cannot be bound.</exception>
    public static RelayPort Open(int port, RelayOptions options)
    {
        bool isDual = options.DualMode && Socket.OSSupportsIPv6;
        var socket = new Socket(isDual ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
        {
            Blocking = false,
            ReceiveBufferSize = options.BufferBytes,
            SendBufferSize = options.BufferBytes,
        };
        try
        {
            if (OperatingSystem.IsWindows()) socket.IOControl(ConnectionResetControlCode, [0, 0, 0, 0], null);
            if (isDual) socket.DualMode = true;
            socket.Bind(new IPEndPoint(isDual ? IPAddress.IPv6Any : IPAddress.Any, port));
            return new RelayPort(socket);
        }
        catch (SocketException problem)
        {
            socket.Dispose();
            throw new InvalidOperationException($"UDP port {port} cannot be bound ({problem.SocketErrorCode}). Is another relay running? Set Relay:ServerPort and Relay:ClientPort.", problem);
        }
    }

    /// <summary>Waits until there is something to read, or the time is over.</summary>
    public bool Wait(TimeSpan limit) => _socket.Poll(limit, SelectMode.SelectRead);

    /// <summary>Takes the next datagram, if one is there.</summary>
    public bool TryReceive(Span<byte> buffer, SocketAddress from, out int bytes)
    {
        bytes = 0;
        // An empty datagram has nothing available and is still there to be taken; asking costs less than the exception.
        if (_socket.Available == 0 && !_socket.Poll(0, SelectMode.SelectRead)) return false;
        try
        {
            bytes = _socket.ReceiveFrom(buffer, SocketFlags.None, from);
            return true;
        }
        catch (SocketException problem) when (problem.SocketErrorCode != SocketError.OperationAborted)
        {
            // One datagram's error: too long (Windows), or what a receiver's network reported. The next may be fine, so it counts as an empty one.
            return problem.SocketErrorCode != SocketError.WouldBlock;
        }
    }

    public void Send(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        try
        {
            _socket.SendTo(datagram, SocketFlags.None, to);
        }
        catch (SocketException)
        {
            // A full buffer or no way to the receiver: lost, and the protocol above sends again.
            Interlocked.Increment(ref _unsent);
        }
    }

    public void Dispose() => _socket.Dispose();
}
