namespace Tain.Messages;

/// <summary>That was all. Wire: varuint transfer, then the first 16 bytes of the content's SHA-256.</summary>
[WireName("Tain.LargeEnd")]
internal readonly record struct LargeEnd(uint Transfer, UInt128 Hash) : NetworkMessage
{
    internal const int HashBytes = 16;

    internal static void Write(NetworkWriter writer, LargeEnd message)
    {
        writer.WriteVarUInt(message.Transfer);
        writer.WriteULong((ulong)message.Hash);
        writer.WriteULong((ulong)(message.Hash >> 64));
    }

    internal static LargeEnd Read(NetworkReader reader)
    {
        uint transfer = reader.ReadVarUInt();
        ulong low = reader.ReadULong();
        return new LargeEnd(transfer, new UInt128(reader.ReadULong(), low));
    }
}
