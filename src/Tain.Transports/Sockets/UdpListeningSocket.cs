using System.Net;
using System.Net.Sockets;

namespace Tain.Transports;

// This folder is the shell in which system calls live; the ban keeps them out of the protocols.
#pragma warning disable RS0030

/// <summary>
/// A server's UDP socket. Spans and raw addresses only, so that no datagram allocates; and the socket is asked before each read,
/// because for many senders there is no read that reports "nothing there" without an exception, which costs ten times as much.
/// </summary>
internal sealed class UdpListeningSocket(Socket socket) : IDatagramSocket
{
    // Failed reads that are skipped in one call before it says "empty": each is a pending error of the system, and they must not be endless.
    private const int MaxErrorsPerReceive = 16;

    // Room for one byte more than the caller has: not every system tells that it cut a datagram, but a cut one fills this.
    private byte[] _room = [];
    private bool _isSendBufferFull;

    public long UnsentDatagrams { get; private set; }

    public EndPoint? LocalEndPoint => socket.LocalEndPoint;

    public int ReceiveBufferBytes => UdpSockets.Granted(socket.ReceiveBufferSize);

    public int SendBufferBytes => UdpSockets.Granted(socket.SendBufferSize);

    public DatagramResult Receive(Span<byte> buffer, SocketAddress from, out int bytes)
    {
        bytes = 0;
        for (int errors = 0; errors < MaxErrorsPerReceive && IsReadable(); errors++)
        {
            try
            {
                int received = socket.ReceiveFrom(Room(buffer.Length), SocketFlags.None, from);
                if (received > buffer.Length) return DatagramResult.Oversized;
                _room.AsSpan(0, received).CopyTo(buffer);
                bytes = received;
                return DatagramResult.Datagram;
            }
            catch (SocketException problem)
            {
                // It concerns one datagram: too long (Windows), or an error that some client's network reported. The next may be fine.
                if (problem.SocketErrorCode == SocketError.MessageSize) return DatagramResult.Oversized;
                if (problem.SocketErrorCode == SocketError.WouldBlock) break;
            }
        }
        return DatagramResult.Empty;
    }

    public void Send(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        // Once the system's buffer is full the rest of the tick is lost too; finding out each time would cost an exception per datagram.
        if (_isSendBufferFull)
        {
            UnsentDatagrams++;
            return;
        }
        try
        {
            socket.SendTo(datagram, SocketFlags.None, to);
        }
        catch (SocketException problem)
        {
            UnsentDatagrams++;
            // Like any network: what cannot be sent is lost, and the protocol above sends again.
            _isSendBufferFull = problem.SocketErrorCode is SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable;
        }
    }

    public void Flush() => _isSendBufferFull = false;

    public void Dispose() => socket.Dispose();

    private Span<byte> Room(int bytes)
    {
        if (_room.Length <= bytes) _room = new byte[bytes + 1];
        return _room.AsSpan(0, bytes + 1);
    }

    // On Linux Available is the size of the next datagram, so an empty datagram looks like none. Polling sees it, else anybody could stop the queue
    // with one empty datagram; it is asked only where Available says nothing.
    private bool IsReadable() => socket.Available > 0 || socket.Poll(0, SelectMode.SelectRead);
}
