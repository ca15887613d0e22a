using System.Buffers.Binary;

namespace Tain.Transports;

/// <summary>Behind a reliable packet's header when its fragment bit is set. Wire: u16 id of the whole, u16 this part, from 0, u16 how many parts.</summary>
internal readonly record struct FragmentHeader(ushort Id, ushort Part, ushort Total)
{
    public const int SizeBytes = 3 * sizeof(ushort);

    /// <summary>Where a fragment's data begins in its packet.</summary>
    public const int DataAt = LiteNetWire.ChanneledHeaderBytes + SizeBytes;

    public static bool TryRead(ReadOnlySpan<byte> packet, out FragmentHeader header)
    {
        header = default;
        if (packet.Length <= DataAt) return false;
        ReadOnlySpan<byte> bytes = packet[LiteNetWire.ChanneledHeaderBytes..];
        header = new FragmentHeader(
            BinaryPrimitives.ReadUInt16LittleEndian(bytes), BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]));
        return true;
    }

    public void Write(Span<byte> packet)
    {
        Span<byte> bytes = packet[LiteNetWire.ChanneledHeaderBytes..];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, Id);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], Part);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], Total);
    }
}
