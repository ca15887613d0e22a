using System.Net;

namespace Tain.Transports;

/// <summary>
/// The narrow port under every protocol that makes datagrams reliable: bytes to an address, bytes from an address, nothing else.
/// UDP is the default; a simulated network, a relay or a platform's peer-to-peer service are others.
/// </summary>
/// <remarks>
/// Duties of an implementation: calls never block and never throw for what the network did; a datagram arrives whole or not at all;
/// both buffers are borrowed for the call; an address is a <see cref="SocketAddress"/>, of which the first
/// <see cref="SocketAddress.Size"/> bytes count, so that nothing is allocated per datagram.
/// Used by one thread at a time.
/// </remarks>
public interface IDatagramSocket : IDisposable
{
    /// <summary>The local address with the port really bound; null before the first bind or send.</summary>
    EndPoint? LocalEndPoint { get; }

    /// <summary>Datagrams that the system did not take for sending, since the socket was opened: its buffer was full, or there was no way to the receiver.</summary>
    long UnsentDatagrams => 0;

    /// <summary>Bytes that the system buffers for received datagrams, which may be less than was asked for; 0 = not known.</summary>
    int ReceiveBufferBytes => 0;

    /// <summary>Bytes that the system buffers for datagrams to send, which may be less than was asked for; 0 = not known.</summary>
    int SendBufferBytes => 0;

    /// <summary>Takes the next datagram that has arrived, without waiting.</summary>
    /// <param name="buffer">Filled from its start. A datagram longer than the buffer is dropped, never cut.</param>
    /// <param name="from">Filled with the sender's address; reused from call to call.</param>
    /// <param name="bytes">The datagram's length.</param>
    /// <returns>
    /// What came: a datagram, one that was too long, nothing, or a failure of the path that a connected socket learned of (for example port unreachable).
    /// Only <see cref="DatagramResult.Empty"/> says that there is no more for now.
    /// </returns>
    DatagramResult Receive(Span<byte> buffer, SocketAddress from, out int bytes);

    /// <summary>Sends or queues a datagram. One that the network cannot take now is lost, as on any network.</summary>
    /// <param name="datagram">The bytes; copied or sent before the call returns.</param>
    /// <param name="to">The receiver.</param>
    void Send(ReadOnlySpan<byte> datagram, SocketAddress to);

    /// <summary>Brings what <see cref="Send"/> queued to the network, in as few system calls as possible.</summary>
    void Flush();
}

/// <summary>What <see cref="IDatagramSocket.Receive"/> found.</summary>
public enum DatagramResult : byte
{
    /// <summary>Nothing has arrived.</summary>
    Empty = 0,

    /// <summary>A datagram was taken.</summary>
    Datagram = 1,

    /// <summary>The path to the peer failed; only the socket of a client reports it.</summary>
    Unreachable = 2,

    /// <summary>A datagram came that is longer than the buffer; it was dropped. Others may be behind it.</summary>
    Oversized = 3,
}
