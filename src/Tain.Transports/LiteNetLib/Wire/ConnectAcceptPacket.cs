using System.Buffers.Binary;

namespace Tain.Transports;

/// <summary>
/// Grants a connection. Wire: header, i64 connect time of the request, u8 the connection's number, u8 0 or 1 ("the peer was used before"; 0.9.x always sends 0).
/// </summary>
internal readonly record struct ConnectAcceptPacket(long ConnectTime, byte ConnectionNumber)
{
    public const int SizeBytes = LiteNetWire.HeaderBytes + sizeof(long) + 1 + 1;

    public static bool TryRead(ReadOnlySpan<byte> datagram, out ConnectAcceptPacket accept)
    {
        accept = default;
        if (datagram.Length != SizeBytes || datagram[9] >= LiteNetWire.ConnectionNumbers || datagram[10] > 1) return false;
        accept = new ConnectAcceptPacket(BinaryPrimitives.ReadInt64LittleEndian(datagram[1..]), datagram[9]);
        return true;
    }

    public void Write(Span<byte> datagram)
    {
        datagram[0] = new LiteNetHeader(LiteNetProperty.ConnectAccept, 0).ToByte();
        BinaryPrimitives.WriteInt64LittleEndian(datagram[1..], ConnectTime);
        datagram[9] = ConnectionNumber;
        datagram[10] = 0;
    }
}
