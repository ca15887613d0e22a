using System.Numerics;

namespace Tain;

/// <summary>Writes and reads <see cref="SyncData"/> as Mirror does. Used by woven code, because it is an extension method.</summary>
public static class SyncDataReaderWriter
{
    /// <summary>Writes the flags and the parts that they name.</summary>
    public static void WriteSyncData(this NetworkWriter writer, SyncData data)
    {
        Changed changed = data.changedDataByte;
        writer.WriteByte((byte)changed);
        if ((changed & Changed.PosX) != 0) writer.WriteFloat(data.position.X);
        if ((changed & Changed.PosY) != 0) writer.WriteFloat(data.position.Y);
        if ((changed & Changed.PosZ) != 0) writer.WriteFloat(data.position.Z);
        if ((changed & Changed.CompressRot) != 0)
        {
            if ((changed & Changed.Rot) != 0) writer.WriteUInt(Compression.CompressQuaternion(data.quatRotation));
        }
        else
        {
            if ((changed & Changed.RotX) != 0) writer.WriteFloat(data.vecRotation.X);
            if ((changed & Changed.RotY) != 0) writer.WriteFloat(data.vecRotation.Y);
            if ((changed & Changed.RotZ) != 0) writer.WriteFloat(data.vecRotation.Z);
        }
        if ((changed & Changed.Scale) != 0) writer.WriteVector3(data.scale);
    }

    /// <summary>Reads what <see cref="WriteSyncData"/> wrote. Parts that were not sent are zero.</summary>
    /// <exception cref="EndOfStreamException">The bytes end before the data does.</exception>
    public static SyncData ReadSyncData(this NetworkReader reader)
    {
        var changed = (Changed)reader.ReadByte();
        var data = new SyncData { changedDataByte = changed, quatRotation = Quaternion.Identity };
        if ((changed & Changed.PosX) != 0) data.position.X = reader.ReadFloat();
        if ((changed & Changed.PosY) != 0) data.position.Y = reader.ReadFloat();
        if ((changed & Changed.PosZ) != 0) data.position.Z = reader.ReadFloat();
        if ((changed & Changed.CompressRot) != 0)
        {
            // Senders set all three flags or none; Mirror's reader asks for the first.
            if ((changed & Changed.RotX) != 0) data.quatRotation = Compression.DecompressQuaternion(reader.ReadUInt());
        }
        else
        {
            if ((changed & Changed.RotX) != 0) data.vecRotation.X = reader.ReadFloat();
            if ((changed & Changed.RotY) != 0) data.vecRotation.Y = reader.ReadFloat();
            if ((changed & Changed.RotZ) != 0) data.vecRotation.Z = reader.ReadFloat();
        }
        if ((changed & Changed.Scale) != 0) data.scale = reader.ReadVector3();
        return data;
    }
}
