namespace Tain.Messages;

// What two Tain peers say to each other about large messages. Mirror's peers never see them, unless a game sends them a large message.
// Numbers are Mirror's variable-length ones. Transfers are counted from 1 per connection and direction.

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

/// <summary>The receiver has so much of it; once more and with true when its handler has run. Wire: varuint transfer, varuint bytes, bool.</summary>
[WireName("Tain.LargeCredit")]
internal readonly record struct LargeCredit(uint Transfer, uint ReceivedBytes, bool IsHandled) : NetworkMessage
{
    internal static void Write(NetworkWriter writer, LargeCredit message)
    {
        writer.WriteVarUInt(message.Transfer);
        writer.WriteVarUInt(message.ReceivedBytes);
        writer.WriteBool(message.IsHandled);
    }

    internal static LargeCredit Read(NetworkReader reader) => new(reader.ReadVarUInt(), reader.ReadVarUInt(), reader.ReadBool());
}

/// <summary>It is not continued. Wire: varuint transfer, bool said by its sender, u8 reason.</summary>
[WireName("Tain.LargeStop")]
internal readonly record struct LargeStop(uint Transfer, bool BySender, LargeStopReason Reason) : NetworkMessage
{
    internal static void Write(NetworkWriter writer, LargeStop message)
    {
        writer.WriteVarUInt(message.Transfer);
        writer.WriteBool(message.BySender);
        writer.WriteByte((byte)message.Reason);
    }

    internal static LargeStop Read(NetworkReader reader) => new(reader.ReadVarUInt(), reader.ReadBool(), (LargeStopReason)reader.ReadByte());
}
