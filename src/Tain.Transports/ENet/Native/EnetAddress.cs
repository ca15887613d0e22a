using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Tain.Transports;

/// <summary>ENet's address: IPv4 in network byte order, the port in the machine's. Stock ENet knows no IPv6.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct EnetAddress(uint Host, ushort Port)
{
    /// <summary>An address of the machine's own, on all its networks.</summary>
    public static EnetAddress Any(ushort port) => new(0, port);

    public static EnetAddress From(IPAddress address, int port)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetwork) throw new InvalidOperationException($"ENet reaches IPv4 addresses only, not {address}.");
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        address.TryWriteBytes(bytes, out _);
        return new EnetAddress(MemoryMarshal.Read<uint>(bytes), (ushort)port);
    }

    /// <summary>The address as text, without the port.</summary>
    public string ToText()
    {
        uint host = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(Host) : Host;
        return $"{host >> 24}.{(host >> 16) & 255}.{(host >> 8) & 255}.{host & 255}";
    }
}
