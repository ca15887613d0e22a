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
    // Datagrams that are too long for the buffer are errors on Windows; skipped, but not endlessly.
    private const int MaxSkippedPerReceive = 16;

    private bool _isUnreachable;

    public EndPoint? LocalEndPoint => socket.LocalEndPoint;

    public DatagramResult Receive(Span<byte> buffer, SocketAddress from, out int bytes)
    {
        SocketError error;
        int skipped = 0;
        do bytes = socket.Receive(buffer, SocketFlags.None, out error);
        while (error == SocketError.MessageSize && ++skipped < MaxSkippedPerReceive);

        if (error == SocketError.Success)
        {
            remote.Buffer.Span[..remote.Size].CopyTo(from.Buffer.Span);
            from.Size = remote.Size;
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
        NoteUnreachable(error);
    }

    public void Flush()
    {
    }

    public void Dispose() => socket.Dispose();

    // The system reports an ICMP "port unreachable" at the next call, which may be a send.
    private void NoteUnreachable(SocketError error) => _isUnreachable |= error is SocketError.ConnectionRefused or SocketError.ConnectionReset;
}
