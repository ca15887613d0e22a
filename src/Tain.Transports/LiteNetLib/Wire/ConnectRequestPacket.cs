using System.Buffers.Binary;
using System.Net;

namespace Tain.Transports;

/// <summary>
/// Asks for a connection. Wire: header, i32 protocol, i64 connect time (identifies the attempt, and a newer one is larger), u8 length of the address (16 or 28),
/// the address that the client calls (a raw socket address; the server does not use it), then data of the user: here Mirror's key, i32 bytes and UTF-8.
/// </summary>
internal readonly record struct ConnectRequestPacket(byte ConnectionNumber, long ConnectTime)
{
    private const int AddressAt = LiteNetWire.HeaderBytes + sizeof(int) + sizeof(long) + 1;
    private const int IPv4AddressBytes = 16;
    private const int IPv6AddressBytes = 28;

    /// <summary>The protocol of a request of whatever version: it stands at the same place in all of them.</summary>
    public static bool TryReadProtocol(ReadOnlySpan<byte> datagram, out int protocol)
    {
        protocol = 0;
        if (datagram.Length < LiteNetWire.HeaderBytes + sizeof(int) + sizeof(long)) return false;
        protocol = BinaryPrimitives.ReadInt32LittleEndian(datagram[LiteNetWire.HeaderBytes..]);
        return true;
    }

    public static bool TryRead(ReadOnlySpan<byte> datagram, out ConnectRequestPacket request, out ReadOnlySpan<byte> data)
    {
        request = default;
        data = default;
        if (datagram.Length < AddressAt) return false;
        int addressBytes = datagram[AddressAt - 1];
        if (addressBytes is not (IPv4AddressBytes or IPv6AddressBytes) || datagram.Length < AddressAt + addressBytes) return false;
        request = new ConnectRequestPacket(
            LiteNetHeader.From(datagram[0]).ConnectionNumber,
            BinaryPrimitives.ReadInt64LittleEndian(datagram[(LiteNetWire.HeaderBytes + sizeof(int))..]));
        data = datagram[(AddressAt + addressBytes)..];
        return true;
    }

    /// <summary>Writes the request.</summary>
    /// <returns>Its length.</returns>
    public int Write(Span<byte> datagram, SocketAddress target, ReadOnlySpan<byte> data)
    {
        // Only the length is looked at, so an address that is none of IP's (a relay's, a simulation's) goes as an empty IPv4 one.
        bool isIP = target.Size is IPv4AddressBytes or IPv6AddressBytes;
        int addressBytes = isIP ? target.Size : IPv4AddressBytes;
        datagram[0] = new LiteNetHeader(LiteNetProperty.ConnectRequest, ConnectionNumber).ToByte();
        BinaryPrimitives.WriteInt32LittleEndian(datagram[LiteNetWire.HeaderBytes..], LiteNetWire.ProtocolId);
        BinaryPrimitives.WriteInt64LittleEndian(datagram[(LiteNetWire.HeaderBytes + sizeof(int))..], ConnectTime);
        datagram[AddressAt - 1] = (byte)addressBytes;
        Span<byte> address = datagram.Slice(AddressAt, addressBytes);
        if (isIP) target.Buffer.Span[..addressBytes].CopyTo(address);
        else address.Clear();
        data.CopyTo(datagram[(AddressAt + addressBytes)..]);
        return AddressAt + addressBytes + data.Length;
    }
}
