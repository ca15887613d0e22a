namespace Tain;

/// <summary>Server to client: the object is gone. Wire: VarUInt netId.</summary>
[WireName("Mirror.ObjectDestroyMessage")]
public struct ObjectDestroyMessage : NetworkMessage
{
    /// <summary>The object.</summary>
    public uint netId;

    internal static void Write(NetworkWriter writer, ObjectDestroyMessage message) => writer.WriteVarUInt(message.netId);

    internal static ObjectDestroyMessage Read(NetworkReader reader) => new() { netId = reader.ReadVarUInt() };
}
