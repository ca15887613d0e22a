using System.Net.Sockets;

namespace Tain.Transports;

// This folder is the shell in which system calls live; the ban keeps them out of the protocols.
#pragma warning disable RS0030

/// <summary>
/// Looks at the head of a UDP socket's queue that a library owns. It exists because libenet takes an empty datagram for an empty queue: whoever sends empty datagrams
/// could make it read one datagram per tick. They are taken out here, so that the library never sees one at the head.
/// </summary>
internal sealed class DatagramPeek : IDisposable
{
    private readonly SafeSocketHandle _handle;
    private readonly Socket _socket;

    /// <param name="handle">The system's socket, which stays the library's: bound, not connected, not blocking.</param>
    public DatagramPeek(nint handle)
    {
        _handle = new SafeSocketHandle(handle, ownsHandle: false);
        _socket = new Socket(_handle) { Blocking = false };
    }

    /// <summary>Bytes that the system buffers in each direction.</summary>
    public void SetBuffers(int receiveBytes, int sendBytes)
    {
        _socket.ReceiveBufferSize = receiveBytes;
        _socket.SendBufferSize = sendBytes;
    }

    /// <summary>Whether there is a datagram with bytes; empty ones before it are thrown away.</summary>
    /// <param name="budget">How many datagrams may still be looked at; each that is thrown away takes one.</param>
    public bool HasDatagram(ref int budget)
    {
        Span<byte> head = stackalloc byte[1];
        while (budget > 0)
        {
            int bytes = _socket.Receive(head, SocketFlags.Peek, out SocketError error);
            // A datagram longer than the buffer is an error on Windows; all that is asked here is whether it is empty.
            if (error == SocketError.MessageSize || (error == SocketError.Success && bytes > 0)) return true;
            if (error != SocketError.Success) return false;
            _socket.Receive(head, SocketFlags.None, out _);
            budget--;
        }
        return false;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _handle.Dispose();
    }
}
