namespace Tain;

/// <summary>
/// Changed state of the components whose method is <see cref="SyncMethod.Reliable"/>, either direction, reliable channel.
/// Wire: VarUInt netId, VarUInt(length + 1) and the identity payload (deltas).
/// </summary>
[WireName("Mirror.EntityStateMessage")]
public struct EntityStateMessage : NetworkMessage
{
    /// <summary>The object.</summary>
    public uint netId;

    /// <summary>The identity payload. On receipt it is valid until the handler returns.</summary>
    public ArraySegment<byte> payload;

    internal static void Write(NetworkWriter writer, EntityStateMessage message)
    {
        writer.WriteVarUInt(message.netId);
        writer.WriteArraySegmentAndSize(message.payload);
    }

    internal static EntityStateMessage Read(NetworkReader reader) => new()
    {
        netId = reader.ReadVarUInt(),
        payload = reader.ReadArraySegmentAndSize(),
    };
}
