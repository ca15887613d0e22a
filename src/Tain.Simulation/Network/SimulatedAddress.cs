using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Tain.Simulation;

/// <summary>An IPv4 address and port as one comparable value; the simulated network's own form of a <see cref="SocketAddress"/>.</summary>
internal readonly record struct SimulatedAddress(uint Ip, ushort Port)
{
    // Layout of a socket address on every platform of .NET: 2 bytes of family, the port in network order, then for IPv4 the address in network order,
    // for IPv6 4 bytes of flow and 16 of address, whose last 4 are the IPv4 address when it is a mapped one.
    private const int PortOffset = 2;
    private const int Ipv4Offset = 4;
    private const int MappedOffset = 20;
    private const int Ipv4Bytes = 16;
    private const uint LoopbackNet = 127;

    private static readonly byte[] s_template = [.. new IPEndPoint(IPAddress.Any, 0).Serialize().Buffer.Span[..Ipv4Bytes]];

    public bool IsLoopback => Ip >> 24 == LoopbackNet;

    public static SimulatedAddress Of(EndPoint endPoint)
    {
        if (endPoint is not IPEndPoint ip)
            throw new ArgumentException($"A simulated network knows IP addresses only, not {endPoint.GetType().Name}. Resolve the name first.", nameof(endPoint));
        if (IPAddress.IsLoopback(ip.Address)) return new SimulatedAddress((LoopbackNet << 24) | 1, (ushort)ip.Port);
        return Of(ip.Serialize());
    }

    public static SimulatedAddress Of(SocketAddress address)
    {
        ReadOnlySpan<byte> bytes = address.Buffer.Span;
        int ipOffset = address.Family == AddressFamily.InterNetworkV6 ? MappedOffset : Ipv4Offset;
        return new SimulatedAddress(BinaryPrimitives.ReadUInt32BigEndian(bytes[ipOffset..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[PortOffset..]));
    }

    public void WriteTo(SocketAddress address)
    {
        Span<byte> bytes = address.Buffer.Span;
        s_template.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[PortOffset..], Port);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[Ipv4Offset..], Ip);
        address.Size = Ipv4Bytes;
    }

    public IPEndPoint ToEndPoint() => new(ToIPAddress(Ip), Port);

    public static IPAddress ToIPAddress(uint ip)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, ip);
        return new IPAddress(bytes);
    }
}
