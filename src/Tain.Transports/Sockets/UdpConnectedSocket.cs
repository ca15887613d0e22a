using System.Net;
using System.Net.Sockets;

namespace Tain.Transports;

// This folder is the shell in which system calls live; the ban keeps them out of the protocols.
#pragma warning disable RS0030

/// <summary>
/// A client's UDP socket, connected to its one peer: it takes datagrams from that address only, learns when nobody listens there,
/// and its calls return their errors instead of throwing them.
/// </summary>
internal sealed class UdpConnectedSocket(Socket socket, SocketAddress remote) : IDatagramSocket
{
    // Room for one byte more than the caller has: not every system tells that it cut a datagram, but a cut one fills this.
    private byte[] _room = [];
    private bool _isUnreachable;

    public long UnsentDatagrams { get; private set; }

    public EndPoint? LocalEndPoint => socket.LocalEndPoint;

    public int ReceiveBufferBytes => UdpSockets.Granted(socket.ReceiveBufferSize);

    public int SendBufferBytes => UdpSockets.Granted(socket.SendBufferSize);

    public DatagramResult Receive(Span<byte> buffer, SocketAddress from, out int bytes)
    {
        bytes = socket.Receive(Room(buffer.Length), SocketFlags.None, out SocketError error);
        if (error == SocketError.MessageSize || (error == SocketError.Success && bytes > buffer.Length))
        {
            bytes = 0;
            return DatagramResult.Oversized;
        }
        if (error == SocketError.Success)
        {
            _room.AsSpan(0, bytes).CopyTo(buffer);
            from.Size = remote.Size;
            remote.Buffer.Span[..remote.Size].CopyTo(from.Buffer.Span);
            return DatagramResult.Datagram;
        }
        bytes = 0;
        NoteUnreachable(error);
        if (!_isUnreachable) return DatagramResult.Empty;
        _isUnreachable = false;
        return DatagramResult.Unreachable;
    }

    public void Send(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        // Like any network: what cannot be sent is lost, and the protocol above sends again.
        socket.Send(datagram, SocketFlags.None, out SocketError error);
        if (error != SocketError.Success) UnsentDatagrams++;
        NoteUnreachable(error);
    }

    public void Flush()
    {
    }

    public void Dispose() => socket.Dispose();

    private Span<byte> Room(int bytes)
    {
        if (_room.Length <= bytes) _room = new byte[bytes + 1];
        return _room.AsSpan(0, bytes + 1);
    }

    // The system reports an ICMP "port unreachable" at the next call, which may be a send.
    private void NoteUnreachable(SocketError error) => _isUnreachable |= error is SocketError.ConnectionRefused or SocketError.ConnectionReset;
}
