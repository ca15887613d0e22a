using System.Net;

namespace Tain.Discovery;

/// <summary>What discovery needs of a network: datagrams to everybody and to one. Calls never block and never throw for what the network did.</summary>
internal interface IDiscoverySocket : IDisposable
{
    /// <summary>Takes the next datagram that has arrived.</summary>
    /// <param name="buffer">Filled from its start; a longer datagram is dropped.</param>
    /// <param name="from">Filled with the sender's address; reused from call to call.</param>
    /// <param name="bytes">The datagram's length.</param>
    /// <returns>What came.</returns>
    DiscoveryReceive Receive(Span<byte> buffer, SocketAddress from, out int bytes);

    /// <summary>Sends a datagram to one address or to a broadcast address.</summary>
    /// <returns>False when the system did not take it.</returns>
    bool TrySend(ReadOnlySpan<byte> datagram, IPEndPoint to);
}

/// <summary>What <see cref="IDiscoverySocket.Receive"/> found.</summary>
internal enum DiscoveryReceive : byte
{
    /// <summary>Nothing has arrived.</summary>
    Empty = 0,

    /// <summary>A datagram was taken.</summary>
    Datagram = 1,

    /// <summary>The socket failed.</summary>
    Failed = 2,
}
