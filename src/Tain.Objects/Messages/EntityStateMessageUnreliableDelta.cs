namespace Tain;

/// <summary>
/// What changed in <see cref="SyncMethod.Hybrid"/> components since a baseline, either direction, unreliable channel.
/// Wire: byte baselineTick, VarUInt netId, VarUInt(length + 1) and the identity payload (deltas).
/// </summary>
[WireName("Mirror.EntityStateMessageUnreliableDelta")]
public struct EntityStateMessageUnreliableDelta : NetworkMessage
{
    /// <summary>Tells which baseline this builds on.</summary>
    public byte baselineTick;

    /// <summary>The object.</summary>
    public uint netId;

    /// <summary>The identity payload. On receipt it is valid until the handler returns.</summary>
    public ArraySegment<byte> payload;

    internal static void Write(NetworkWriter writer, EntityStateMessageUnreliableDelta message)
    {
        writer.WriteByte(message.baselineTick);
        writer.WriteVarUInt(message.netId);
        writer.WriteArraySegmentAndSize(message.payload);
    }

    internal static EntityStateMessageUnreliableDelta Read(NetworkReader reader) => new()
    {
        baselineTick = reader.ReadByte(),
        netId = reader.ReadVarUInt(),
        payload = reader.ReadArraySegmentAndSize(),
    };
}
