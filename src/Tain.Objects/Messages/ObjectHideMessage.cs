namespace Tain;

/// <summary>Server to client: the object lives on but is out of this client's sight. Wire: VarUInt netId.</summary>
[WireName("Mirror.ObjectHideMessage")]
public struct ObjectHideMessage : NetworkMessage
{
    /// <summary>The object.</summary>
    public uint netId;

    internal static void Write(NetworkWriter writer, ObjectHideMessage message) => writer.WriteVarUInt(message.netId);

    internal static ObjectHideMessage Read(NetworkReader reader) => new() { netId = reader.ReadVarUInt() };
}
