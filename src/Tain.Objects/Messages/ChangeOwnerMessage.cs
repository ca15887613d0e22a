namespace Tain;

/// <summary>Server to client: the receiver begins or ceases to own an object. Wire: VarUInt netId, byte spawnFlags.</summary>
[WireName("Mirror.ChangeOwnerMessage")]
public struct ChangeOwnerMessage : NetworkMessage
{
    /// <summary>The object.</summary>
    public uint netId;

    /// <summary>What the object is to the receiver from now on.</summary>
    public SpawnFlags spawnFlags;

    /// <summary>True when the receiver owns the object.</summary>
    public readonly bool isOwner => (spawnFlags & SpawnFlags.isOwner) != 0;

    /// <summary>True when the object is the receiver's player.</summary>
    public readonly bool isLocalPlayer => (spawnFlags & SpawnFlags.isLocalPlayer) != 0;

    internal static void Write(NetworkWriter writer, ChangeOwnerMessage message)
    {
        writer.WriteVarUInt(message.netId);
        writer.WriteByte((byte)message.spawnFlags);
    }

    internal static ChangeOwnerMessage Read(NetworkReader reader) => new()
    {
        netId = reader.ReadVarUInt(),
        spawnFlags = (SpawnFlags)reader.ReadByte(),
    };
}
