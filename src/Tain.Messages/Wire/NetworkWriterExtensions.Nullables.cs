using System.Numerics;

namespace Tain;

// The nullable forms: one byte, 0 for null or 1, then the value at its fixed size. Also int? is fixed, although int is variable-length elsewhere.
public static partial class NetworkWriterExtensions
{
    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteByte"/> does.</summary>
    public static void WriteByteNullable(this NetworkWriter writer, byte? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteByte(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteSByte"/> does.</summary>
    public static void WriteSByteNullable(this NetworkWriter writer, sbyte? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteSByte(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteChar"/> does.</summary>
    public static void WriteCharNullable(this NetworkWriter writer, char? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteChar(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteBool"/> does.</summary>
    public static void WriteBoolNullable(this NetworkWriter writer, bool? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteBool(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteShort"/> does.</summary>
    public static void WriteShortNullable(this NetworkWriter writer, short? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteShort(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteUShort"/> does.</summary>
    public static void WriteUShortNullable(this NetworkWriter writer, ushort? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteUShort(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteInt"/> does.</summary>
    public static void WriteIntNullable(this NetworkWriter writer, int? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteInt(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteUInt"/> does.</summary>
    public static void WriteUIntNullable(this NetworkWriter writer, uint? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteUInt(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteLong"/> does.</summary>
    public static void WriteLongNullable(this NetworkWriter writer, long? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteLong(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteULong"/> does.</summary>
    public static void WriteULongNullable(this NetworkWriter writer, ulong? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteULong(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteFloat"/> does.</summary>
    public static void WriteFloatNullable(this NetworkWriter writer, float? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteFloat(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteDouble"/> does.</summary>
    public static void WriteDoubleNullable(this NetworkWriter writer, double? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteDouble(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteDecimal"/> does.</summary>
    public static void WriteDecimalNullable(this NetworkWriter writer, decimal? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteDecimal(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteVector2"/> does.</summary>
    public static void WriteVector2Nullable(this NetworkWriter writer, Vector2? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteVector2(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteVector3"/> does.</summary>
    public static void WriteVector3Nullable(this NetworkWriter writer, Vector3? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteVector3(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteVector4"/> does.</summary>
    public static void WriteVector4Nullable(this NetworkWriter writer, Vector4? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteVector4(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteVector2Int"/> does.</summary>
    public static void WriteVector2IntNullable(this NetworkWriter writer, Vector2Int? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteVector2Int(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteVector3Int"/> does.</summary>
    public static void WriteVector3IntNullable(this NetworkWriter writer, Vector3Int? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteVector3Int(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteColor"/> does.</summary>
    public static void WriteColorNullable(this NetworkWriter writer, Color? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteColor(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteColor32"/> does.</summary>
    public static void WriteColor32Nullable(this NetworkWriter writer, Color32? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteColor32(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteQuaternion"/> does.</summary>
    public static void WriteQuaternionNullable(this NetworkWriter writer, Quaternion? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteQuaternion(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteRect"/> does.</summary>
    public static void WriteRectNullable(this NetworkWriter writer, Rect? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteRect(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WritePlane"/> does.</summary>
    public static void WritePlaneNullable(this NetworkWriter writer, Plane? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WritePlane(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteRay"/> does.</summary>
    public static void WriteRayNullable(this NetworkWriter writer, Ray? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteRay(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteLayerMask"/> does.</summary>
    public static void WriteLayerMaskNullable(this NetworkWriter writer, LayerMask? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteLayerMask(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteMatrix4x4"/> does.</summary>
    public static void WriteMatrix4x4Nullable(this NetworkWriter writer, Matrix4x4? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteMatrix4x4(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteGuid"/> does.</summary>
    public static void WriteGuidNullable(this NetworkWriter writer, Guid? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteGuid(value.GetValueOrDefault());
    }

    /// <summary>Writes a flag and, unless null, the value as <see cref="WriteDateTime"/> does.</summary>
    public static void WriteDateTimeNullable(this NetworkWriter writer, DateTime? value)
    {
        if (writer.WritePresence(value.HasValue)) writer.WriteDateTime(value.GetValueOrDefault());
    }

    private static bool WritePresence(this NetworkWriter writer, bool isPresent)
    {
        writer.WriteBool(isPresent);
        return isPresent;
    }
}
