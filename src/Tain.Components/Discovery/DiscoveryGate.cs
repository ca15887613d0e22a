using System.Buffers.Binary;
using System.Net;

namespace Tain.Discovery;

/// <summary>Decides which datagrams are worth reading: those of this game, from the local network, and not too many from one address. Sans-IO, and without an exception whatever comes.</summary>
internal sealed class DiscoveryGate(DiscoveryDrops drops, int burst, double perSecond)
{
    /// <summary>The handshake in front of every datagram: 64 bits, little endian.</summary>
    public const int HandshakeBytes = sizeof(long);

    private readonly SourceRates _rates = new(burst, perSecond);

    /// <summary>Whether to read on behind the handshake.</summary>
    /// <param name="datagram">The whole datagram.</param>
    /// <param name="handshake">This game's number.</param>
    /// <param name="from">The sender.</param>
    /// <param name="now">Seconds; never goes back.</param>
    /// <param name="source">The sender, when it is let in.</param>
    public bool TryEnter(ReadOnlySpan<byte> datagram, long handshake, SocketAddress from, double now, out IPEndPoint source)
    {
        source = null!;
        // The cheapest question first: on a busy network most datagrams are other games'.
        if (datagram.Length < HandshakeBytes || BinaryPrimitives.ReadInt64LittleEndian(datagram) != handshake) return Drop(DiscoveryDropReason.OtherHandshake);
        source = (IPEndPoint)new IPEndPoint(IPAddress.Any, 0).Create(from);
        if (!LocalNetwork.Contains(source.Address)) return Drop(DiscoveryDropReason.NotLocal);
        return _rates.TryTake(source.Address, now) || Drop(DiscoveryDropReason.TooMany);
    }

    private bool Drop(DiscoveryDropReason reason)
    {
        drops.Count(reason);
        return false;
    }
}
