using System.Buffers.Binary;

namespace Tain.Transports;

/// <summary>Answers a ping. Wire: header, u16 the ping's number, i64 the sender's clock (.NET ticks of UTC).</summary>
internal readonly record struct PongPacket(ushort Number, long UtcTicks)
{
    public const int SizeBytes = LiteNetWire.HeaderBytes + sizeof(ushort) + sizeof(long);

    public static bool TryRead(ReadOnlySpan<byte> packet, out PongPacket pong)
    {
        pong = default;
        if (packet.Length < SizeBytes) return false;
        pong = new PongPacket(BinaryPrimitives.ReadUInt16LittleEndian(packet[1..]), BinaryPrimitives.ReadInt64LittleEndian(packet[3..]));
        return true;
    }

    public void Write(Span<byte> packet, byte connectionNumber)
    {
        packet[0] = new LiteNetHeader(LiteNetProperty.Pong, connectionNumber).ToByte();
        BinaryPrimitives.WriteUInt16LittleEndian(packet[1..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(packet[3..], UtcTicks);
    }
}
