using System.Buffers.Binary;

namespace Tain.Transports;

/// <summary>
/// Acknowledges a window of 64 packets. Wire: header, u16 the window's first number, u8 channel, 9 bytes of bits: number n is bit n mod 64, counted from the first
/// byte's lowest bit; the ninth byte is always 0.
/// </summary>
internal readonly record struct AckPacket(LiteNetSequence WindowStart, ulong Received)
{
    public const int SizeBytes = LiteNetWire.ChanneledHeaderBytes + sizeof(ulong) + 1;

    public static bool TryRead(ReadOnlySpan<byte> packet, out AckPacket ack)
    {
        ack = default;
        if (packet.Length != SizeBytes) return false;
        ushort start = BinaryPrimitives.ReadUInt16LittleEndian(packet[1..]);
        if (start >= LiteNetSequence.Count) return false;
        ack = new AckPacket(new LiteNetSequence(start), BinaryPrimitives.ReadUInt64LittleEndian(packet[LiteNetWire.ChanneledHeaderBytes..]));
        return true;
    }

    public void Write(Span<byte> packet, byte connectionNumber)
    {
        packet[0] = new LiteNetHeader(LiteNetProperty.Ack, connectionNumber).ToByte();
        BinaryPrimitives.WriteUInt16LittleEndian(packet[1..], WindowStart.Value);
        packet[3] = LiteNetWire.ReliableOrderedChannel;
        BinaryPrimitives.WriteUInt64LittleEndian(packet[LiteNetWire.ChanneledHeaderBytes..], Received);
        packet[SizeBytes - 1] = 0;
    }
}
