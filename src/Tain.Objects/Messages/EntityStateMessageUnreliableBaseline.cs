namespace Tain;

/// <summary>
/// Full state of the changed components whose method is <see cref="SyncMethod.Hybrid"/>, either direction, reliable channel.
/// Wire: byte baselineTick, VarUInt netId, VarUInt(length + 1) and the identity payload (full state).
/// </summary>
[WireName("Mirror.EntityStateMessageUnreliableBaseline")]
public struct EntityStateMessageUnreliableBaseline : NetworkMessage
{
    /// <summary>Tells which baseline this is.</summary>
    public byte baselineTick;

    /// <summary>The object.</summary>
    public uint netId;

    /// <summary>The identity payload. On receipt it is valid until the handler returns.</summary>
    public ArraySegment<byte> payload;

    internal static void Write(NetworkWriter writer, EntityStateMessageUnreliableBaseline message)
    {
        writer.WriteByte(message.baselineTick);
        writer.WriteVarUInt(message.netId);
        writer.WriteArraySegmentAndSize(message.payload);
    }

    internal static EntityStateMessageUnreliableBaseline Read(NetworkReader reader) => new()
    {
        baselineTick = reader.ReadByte(),
        netId = reader.ReadVarUInt(),
        payload = reader.ReadArraySegmentAndSize(),
    };
}
