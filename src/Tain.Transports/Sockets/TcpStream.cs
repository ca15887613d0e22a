using System.Net;
using System.Net.Sockets;

namespace Tain.Transports;

// This folder is the shell in which system calls live; the ban keeps them out of the protocols.
#pragma warning disable RS0030

/// <summary>A TCP connection as a protocol sees it: bytes in, bytes out, and its end. One receive and one send may be under way at a time.</summary>
internal sealed class TcpStream(Socket socket) : IDisposable
{
    /// <summary>The other side; null when the system does not tell.</summary>
    public IPEndPoint? RemoteEndPoint { get; } = socket.Connected ? socket.RemoteEndPoint as IPEndPoint : null;

    /// <summary>Makes a stream that is not connected yet.</summary>
    /// <param name="noDelay">True: small writes go out at once.</param>
    public static TcpStream Create(bool noDelay) => new(new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = noDelay });

    /// <summary>Resolves a host and connects to the first of its addresses that answers, of either family.</summary>
    /// <exception cref="SocketException">The host is unknown, or nobody answers there.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ValueTask ConnectAsync(string host, int port, CancellationToken cancellation) => socket.ConnectAsync(host, port, cancellation);

    /// <summary>Waits for bytes.</summary>
    /// <returns>How many came; 0 when the other side sends no more.</returns>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => socket.ReceiveAsync(buffer, SocketFlags.None);

    /// <summary>Sends bytes, waiting while the other side does not read.</summary>
    /// <returns>How many were taken, at least one.</returns>
    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes) => socket.SendAsync(bytes, SocketFlags.None);

    /// <summary>Says that nothing more will be sent. What was sent before still arrives.</summary>
    public void FinishSending() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Breaks the connection off: the system forgets what it has not sent, and the other side sees a reset. Any thread, any number of times.</summary>
    public void Abort() => socket.Close(0);

    public void Dispose() => socket.Dispose();
}
