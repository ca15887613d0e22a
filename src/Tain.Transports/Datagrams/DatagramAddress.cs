using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Tain.Transports;

/// <summary>What datagram transports and the sockets under them need to know about a raw address, in one place.</summary>
public static class DatagramAddress
{
    /// <summary>
    /// Compares the bytes in use. <see cref="SocketAddress.Equals(object)"/> compares whole buffers, so that the same address in a longer buffer would be another.
    /// </summary>
    public static IEqualityComparer<SocketAddress> Comparer { get; } = new BytesInUseComparer();

    /// <summary>Bytes of the longest address that datagram sockets use (IPv6).</summary>
    internal static int MaxBytes { get; } = CreateEmpty().Size;

    /// <summary>An address that any datagram socket can fill in.</summary>
    /// <returns>An address with room for IPv6.</returns>
    public static SocketAddress CreateEmpty() => new(AddressFamily.InterNetworkV6);

    /// <summary>A copy to keep; the address that a receive filled in is overwritten by the next one.</summary>
    /// <param name="address">The address.</param>
    /// <returns>A new address of the same bytes.</returns>
    public static SocketAddress Copy(SocketAddress address)
    {
        var copy = new SocketAddress(address.Family, address.Size);
        address.Buffer.Span[..address.Size].CopyTo(copy.Buffer.Span);
        return copy;
    }

    /// <summary>The address as text without its port; IPv4 that came through an IPv6 socket reads as IPv4.</summary>
    /// <param name="address">The address.</param>
    /// <returns>For example <c>203.0.113.7</c> or <c>2001:db8::7</c>.</returns>
    public static string Text(SocketAddress address)
    {
        // Behind a relay: a number of the relay's, and no address that anybody knows. Written as the reference does.
        if (address.Family == AddressFamily.Unspecified) return "0.0.0.0";
        return ToIPAddress(address) is { } ip ? PeerAddress.Text(ip) : address.ToString();
    }

    /// <summary>
    /// A number that is the same for all ports of one source: an IPv4 address, or the first half of an IPv6 address, which one household gets as a whole.
    /// </summary>
    /// <param name="address">The address.</param>
    /// <returns>A number to count by; not an identity.</returns>
    public static ulong SourceKey(SocketAddress address)
    {
        ReadOnlySpan<byte> bytes = address.Buffer.Span;
        switch (address.Family)
        {
            case AddressFamily.InterNetwork:
                return BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
            case AddressFamily.InterNetworkV6:
                ReadOnlySpan<byte> ip = bytes.Slice(8, 16);
                bool isMapped = !ip[..10].ContainsAnyExcept((byte)0) && ip[10] == 0xff && ip[11] == 0xff;
                return isMapped ? BinaryPrimitives.ReadUInt32BigEndian(ip[12..]) : BinaryPrimitives.ReadUInt64BigEndian(ip);
            default:
                return (ulong)Comparer.GetHashCode(address);
        }
    }

    private static IPAddress? ToIPAddress(SocketAddress address) => address.Family switch
    {
        AddressFamily.InterNetwork => ((IPEndPoint)new IPEndPoint(IPAddress.Any, 0).Create(address)).Address,
        AddressFamily.InterNetworkV6 => ((IPEndPoint)new IPEndPoint(IPAddress.IPv6Any, 0).Create(address)).Address,
        _ => null,
    };

    private sealed class BytesInUseComparer : IEqualityComparer<SocketAddress>
    {
        public bool Equals(SocketAddress? left, SocketAddress? right) =>
            ReferenceEquals(left, right) || (left is not null && right is not null && InUse(left).SequenceEqual(InUse(right)));

        // Seeded per process by the runtime, so that nobody can choose addresses that collide.
        public int GetHashCode(SocketAddress address)
        {
            var hash = new HashCode();
            hash.AddBytes(InUse(address));
            return hash.ToHashCode();
        }

        private static ReadOnlySpan<byte> InUse(SocketAddress address) => address.Buffer.Span[..address.Size];
    }
}
