namespace Tain.Messages;

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
