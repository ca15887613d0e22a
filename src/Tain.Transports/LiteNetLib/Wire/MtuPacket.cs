using System.Buffers.Binary;

namespace Tain.Transports;

/// <summary>Asks whether a datagram of its own size arrives, and the same bytes back with another property. Wire: header, i32 size, filling, i32 size again.</summary>
internal static class MtuPacket
{
    /// <summary>The size that a whole and honest one claims.</summary>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out int bytes)
    {
        bytes = datagram.Length;
        return bytes is >= LiteNetWire.MinMtu and <= LiteNetWire.MaxDatagramBytes
            && BinaryPrimitives.ReadInt32LittleEndian(datagram[LiteNetWire.HeaderBytes..]) == bytes
            && BinaryPrimitives.ReadInt32LittleEndian(datagram[(bytes - sizeof(int))..]) == bytes;
    }

    /// <summary>Fills the datagram.</summary>
    public static void Write(Span<byte> datagram, LiteNetProperty property, byte connectionNumber)
    {
        datagram.Clear();
        datagram[0] = new LiteNetHeader(property, connectionNumber).ToByte();
        BinaryPrimitives.WriteInt32LittleEndian(datagram[LiteNetWire.HeaderBytes..], datagram.Length);
        BinaryPrimitives.WriteInt32LittleEndian(datagram[(datagram.Length - sizeof(int))..], datagram.Length);
    }
}
