namespace Tain.Messages;

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
