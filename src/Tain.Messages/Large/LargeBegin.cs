namespace Tain.Messages;

// The five messages by which two Tain peers carry one that no packet holds. Mirror's peers never see them, unless a game sends them a large message.
// Numbers are Mirror's variable-length ones. Transfers are counted from 1 per connection and direction;
// a server among whose worlds clients move counts on from the milliseconds of their common clock, so that the next world's numbers are above the last one's.

/// <summary>A large message follows. Wire: varuint transfer, u16 message id, varuint bytes of content.</summary>
[WireName("Tain.LargeBegin")]
internal readonly record struct LargeBegin(uint Transfer, ushort MessageId, uint TotalBytes) : NetworkMessage
{
    internal static void Write(NetworkWriter writer, LargeBegin message)
    {
        writer.WriteVarUInt(message.Transfer);
        writer.WriteUShort(message.MessageId);
        writer.WriteVarUInt(message.TotalBytes);
    }

    internal static LargeBegin Read(NetworkReader reader) => new(reader.ReadVarUInt(), reader.ReadUShort(), reader.ReadVarUInt());
}
