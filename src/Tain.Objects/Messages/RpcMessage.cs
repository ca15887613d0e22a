namespace Tain;

/// <summary>
/// Server to client: runs a ClientRpc or TargetRpc.
/// Wire: VarUInt netId, byte componentIndex, ushort functionHash, VarUInt(length + 1) and the parameters.
/// </summary>
[WireName("Mirror.RpcMessage")]
public struct RpcMessage : NetworkMessage
{
    /// <summary>The object called.</summary>
    public uint netId;

    /// <summary>The component of the object.</summary>
    public byte componentIndex;

    /// <summary>16 bits of the hash of the function's full name.</summary>
    public ushort functionHash;

    /// <summary>The parameters, in order. On receipt it is valid until the handler returns.</summary>
    public ArraySegment<byte> payload;

    internal static void Write(NetworkWriter writer, RpcMessage message)
    {
        writer.WriteVarUInt(message.netId);
        writer.WriteByte(message.componentIndex);
        writer.WriteUShort(message.functionHash);
        writer.WriteArraySegmentAndSize(message.payload);
    }

    internal static RpcMessage Read(NetworkReader reader) => new()
    {
        netId = reader.ReadVarUInt(),
        componentIndex = reader.ReadByte(),
        functionHash = reader.ReadUShort(),
        payload = reader.ReadArraySegmentAndSize(),
    };
}
