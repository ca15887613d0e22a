using System.Net;
using System.Net.Sockets;

namespace Tain.Transports;

// This folder is the shell in which system calls live; the ban keeps them out of the protocols.
#pragma warning disable RS0030

/// <summary>
/// A UDP socket that never blocks. Spans and raw addresses only, so that no datagram allocates, and <c>Available</c> is asked before each read,
/// because a read from an empty socket throws, which costs ten times as much.
/// </summary>
internal sealed class UdpSocket : IDatagramSocket
{
    // Windows: an ICMP "port unreachable" caused by one client must not make the server's socket fail for all (SIO_UDP_CONNRESET).
    private const int ConnectionResetControlCode = unchecked((int)0x9800000C);

    // Failed reads that are skipped in one call before it says "empty": each is one pending error of the system, and they must not be endless.
    private const int MaxErrorsPerReceive = 16;

    private readonly Socket _socket;
    private readonly bool _isConnected;
    private bool _isSendBufferFull;
    private bool _isUnreachable;

    private UdpSocket(Socket socket, bool isConnected)
    {
        _socket = socket;
        _isConnected = isConnected;
    }

    public EndPoint? LocalEndPoint => _socket.LocalEndPoint;

    public static UdpSocket Bind(int port, DatagramSocketOptions options)
    {
        bool isDual = options.DualMode && Socket.OSSupportsIPv6;
        Socket socket = Create(isDual ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, options);
        try
        {
            if (isDual) socket.DualMode = true;
            socket.Bind(new IPEndPoint(isDual ? IPAddress.IPv6Any : IPAddress.Any, port));
            return new UdpSocket(socket, isConnected: false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static UdpSocket Connect(EndPoint remote, DatagramSocketOptions options)
    {
        Socket socket = Create(remote.AddressFamily, options);
        try
        {
            // A connected UDP socket takes datagrams from that address only, and learns when nobody listens there.
            socket.Connect(remote);
            return new UdpSocket(socket, isConnected: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public DatagramResult Receive(Span<byte> buffer, SocketAddress from, out int bytes)
    {
        bytes = 0;
        for (int errors = 0; errors < MaxErrorsPerReceive && !_isUnreachable && IsReadable(); errors++)
        {
            try
            {
                bytes = _socket.ReceiveFrom(buffer, SocketFlags.None, from);
                return DatagramResult.Datagram;
            }
            catch (SocketException problem)
            {
                // What is not the end of a client's path concerns one datagram: too long (Windows), or an error some client's network reported. The next may be fine.
                if (problem.SocketErrorCode == SocketError.WouldBlock) break;
                NoteUnreachable(problem);
            }
        }
        if (!_isUnreachable) return DatagramResult.Empty;
        _isUnreachable = false;
        return DatagramResult.Unreachable;
    }

    public void Send(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        // Once the system's buffer is full the rest of the tick is lost too; finding out each time would cost an exception per datagram.
        if (_isSendBufferFull) return;
        try
        {
            if (_isConnected) _socket.Send(datagram, SocketFlags.None);
            else _socket.SendTo(datagram, SocketFlags.None, to);
        }
        catch (SocketException problem)
        {
            // Like any network: what cannot be sent is lost, and the protocol above sends again.
            _isSendBufferFull = problem.SocketErrorCode is SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable;
            NoteUnreachable(problem);
        }
    }

    public void Flush() => _isSendBufferFull = false;

    public void Dispose() => _socket.Dispose();

    private static Socket Create(AddressFamily family, DatagramSocketOptions options)
    {
        var socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp)
        {
            Blocking = false,
            ReceiveBufferSize = options.ReceiveBufferBytes,
            SendBufferSize = options.SendBufferBytes,
        };
        if (OperatingSystem.IsWindows()) socket.IOControl(ConnectionResetControlCode, [0, 0, 0, 0], null);
        return socket;
    }

    // The system reports an ICMP "port unreachable" at the next call, which may be a send.
    private void NoteUnreachable(SocketException problem) =>
        _isUnreachable |= _isConnected && problem.SocketErrorCode is (SocketError.ConnectionRefused or SocketError.ConnectionReset);

    // On Linux Available is the size of the next datagram, so an empty datagram or a pending error looks like nothing. Polling sees both,
    // else anybody could stop the queue with one empty datagram; it is asked only where Available says nothing.
    private bool IsReadable() => _socket.Available > 0 || _socket.Poll(0, SelectMode.SelectRead);
}
