namespace Tain.Messages;

/// <summary>The next bytes of it. Wire: varuint transfer, then content to the end of the message.</summary>
[WireName("Tain.LargePart")]
internal readonly record struct LargePart(uint Transfer, ArraySegment<byte> Content) : NetworkMessage
{
    internal const int MaxOverheadBytes = NetworkMessages.IdSize + 5;

    internal static void Write(NetworkWriter writer, LargePart message)
    {
        writer.WriteVarUInt(message.Transfer);
        writer.WriteBytes(message.Content);
    }

    internal static LargePart Read(NetworkReader reader)
    {
        uint transfer = reader.ReadVarUInt();
        return new LargePart(transfer, reader.ReadBytesSegment(reader.Remaining));
    }
}
