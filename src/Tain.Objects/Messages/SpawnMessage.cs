using System.Numerics;

namespace Tain;

/// <summary>
/// Server to client: an object comes into sight, with its whole state.
/// Wire: VarUInt netId, byte spawnFlags, VarUInt sceneId, VarUInt assetId, Vector3 position, Quaternion rotation, Vector3 scale, VarUInt(length + 1) and the identity payload.
/// </summary>
[WireName("Mirror.SpawnMessage")]
public struct SpawnMessage : NetworkMessage
{
    /// <summary>The object.</summary>
    public uint netId;

    /// <summary>What the object is to the receiver.</summary>
    public SpawnFlags spawnFlags;

    /// <summary>The id of an object that is part of the scene; 0 for an instance of a prefab.</summary>
    public ulong sceneId;

    /// <summary>The id of the prefab.</summary>
    public uint assetId;

    /// <summary>The local position.</summary>
    public Vector3 position;

    /// <summary>The local rotation.</summary>
    public Quaternion rotation;

    /// <summary>The local scale.</summary>
    public Vector3 scale;

    /// <summary>The identity payload: the initial state of the components. On receipt it is valid until the handler returns.</summary>
    public ArraySegment<byte> payload;

    /// <summary>True when the receiver owns the object.</summary>
    public readonly bool isOwner => (spawnFlags & SpawnFlags.isOwner) != 0;

    /// <summary>True when the object is the receiver's player.</summary>
    public readonly bool isLocalPlayer => (spawnFlags & SpawnFlags.isLocalPlayer) != 0;

    internal static void Write(NetworkWriter writer, SpawnMessage message)
    {
        writer.WriteVarUInt(message.netId);
        writer.WriteByte((byte)message.spawnFlags);
        writer.WriteVarULong(message.sceneId);
        writer.WriteVarUInt(message.assetId);
        writer.WriteVector3(message.position);
        writer.WriteQuaternion(message.rotation);
        writer.WriteVector3(message.scale);
        writer.WriteArraySegmentAndSize(message.payload);
    }

    internal static SpawnMessage Read(NetworkReader reader) => new()
    {
        netId = reader.ReadVarUInt(),
        spawnFlags = (SpawnFlags)reader.ReadByte(),
        sceneId = reader.ReadVarULong(),
        assetId = reader.ReadVarUInt(),
        position = reader.ReadVector3(),
        rotation = reader.ReadQuaternion(),
        scale = reader.ReadVector3(),
        payload = reader.ReadArraySegmentAndSize(),
    };
}
