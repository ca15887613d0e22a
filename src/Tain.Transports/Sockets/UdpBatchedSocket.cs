using System.Net;
using System.Net.Sockets;

namespace Tain.Transports;

// This folder is the shell in which system calls live; the ban keeps them out of the protocols.
#pragma warning disable RS0030

/// <summary>
/// A UDP socket on Linux that receives and sends many datagrams per system call. It is a server's, or connected to a client's one peer: then it also
/// learns when nobody listens there. What it promises is what the plain sockets promise; it only asks the system less often.
/// </summary>
internal sealed class UdpBatchedSocket : IDatagramSocket
{
    private readonly Socket _socket;
    private readonly SafeSocketHandle _handle;
    private readonly SocketAddress? _remote;
    private readonly ReceiveBatch _received;
    private readonly SendBatch _sent;
    private bool _saysEmpty;
    private bool _isSendBufferFull;
    private bool _isUnreachable;

    /// <summary>Wraps a socket.</summary>
    /// <param name="socket">Bound, or connected; owned from now on.</param>
    /// <param name="remote">The peer of a connected socket; null on one that listens.</param>
    /// <param name="datagrams">Datagrams per system call.</param>
    /// <param name="sendBytes">Bytes that are collected before they are sent without being told to.</param>
    public UdpBatchedSocket(Socket socket, SocketAddress? remote, int datagrams, int sendBytes)
    {
        _socket = socket;
        _handle = socket.SafeHandle;
        _remote = remote;
        _received = new ReceiveBatch(datagrams);
        _sent = new SendBatch(datagrams, sendBytes);
    }

    public EndPoint? LocalEndPoint => _socket.LocalEndPoint;

    public int ReceiveBufferBytes => UdpSockets.Granted(_socket.ReceiveBufferSize);

    public int SendBufferBytes => UdpSockets.Granted(_socket.SendBufferSize);

    public long UnsentDatagrams { get; private set; }

    public DatagramResult Receive(Span<byte> buffer, SocketAddress from, out int bytes)
    {
        if (_received.IsEmpty && !TryFill(buffer.Length))
        {
            bytes = 0;
            if (!_isUnreachable) return DatagramResult.Empty;
            _isUnreachable = false;
            return DatagramResult.Unreachable;
        }
        if (!_received.TryTake(buffer, from, out bytes))
        {
            bytes = 0;
            return DatagramResult.Oversized;
        }
        if (_remote is not null)
        {
            from.Size = _remote.Size;
            _remote.Buffer.Span[.._remote.Size].CopyTo(from.Buffer.Span);
        }
        return DatagramResult.Datagram;
    }

    public void Send(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        SocketAddress? receiver = _remote is null ? to : null;
        if (!_isSendBufferFull && _sent.TryAdd(datagram, receiver)) return;
        if (!_isSendBufferFull) SendCollected();
        // Once the system's buffer is full the rest of the tick is lost too. Longer than a whole batch is longer than UDP allows.
        if (_isSendBufferFull || !_sent.TryAdd(datagram, receiver)) UnsentDatagrams++;
    }

    public void Flush()
    {
        SendCollected();
        _isSendBufferFull = false;
    }

    public void Dispose()
    {
        // A goodbye that was not flushed still leaves.
        if (!_handle.IsClosed) SendCollected();
        _socket.Dispose();
    }

    private bool TryFill(int longest)
    {
        // A short read found the end of the queue: once that is said, without another call, the next question goes to the system again.
        if (_saysEmpty)
        {
            _saysEmpty = false;
            return false;
        }
        int error = _received.Fill(_handle, longest);
        _isUnreachable |= error == LinuxDatagrams.ConnectionRefused;
        _saysEmpty = error == 0 && _received.WasShort;
        return error == 0 && !_received.IsEmpty;
    }

    private void SendCollected()
    {
        if (_sent.IsEmpty) return;
        UnsentDatagrams += _sent.SendAll(_handle, out int error);
        _isSendBufferFull |= SendBatch.IsBufferFull(error);
        _isUnreachable |= _remote is not null && error == LinuxDatagrams.ConnectionRefused;
    }
}
