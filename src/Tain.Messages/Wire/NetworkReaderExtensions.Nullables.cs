using System.Numerics;

namespace Tain;

// The nullable forms: one byte, 0 for null, then the value at its fixed size.
public static partial class NetworkReaderExtensions
{
    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadByte"/> does.</summary>
    public static byte? ReadByteNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadByte() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadSByte"/> does.</summary>
    public static sbyte? ReadSByteNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadSByte() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadChar"/> does.</summary>
    public static char? ReadCharNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadChar() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadBool"/> does.</summary>
    public static bool? ReadBoolNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadBool() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadShort"/> does.</summary>
    public static short? ReadShortNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadShort() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadUShort"/> does.</summary>
    public static ushort? ReadUShortNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadUShort() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadInt"/> does.</summary>
    public static int? ReadIntNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadInt() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadUInt"/> does.</summary>
    public static uint? ReadUIntNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadUInt() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadLong"/> does.</summary>
    public static long? ReadLongNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadLong() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadULong"/> does.</summary>
    public static ulong? ReadULongNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadULong() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadFloat"/> does.</summary>
    public static float? ReadFloatNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadFloat() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadDouble"/> does.</summary>
    public static double? ReadDoubleNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadDouble() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadDecimal"/> does.</summary>
    public static decimal? ReadDecimalNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadDecimal() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadVector2"/> does.</summary>
    public static Vector2? ReadVector2Nullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadVector2() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadVector3"/> does.</summary>
    public static Vector3? ReadVector3Nullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadVector3() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadVector4"/> does.</summary>
    public static Vector4? ReadVector4Nullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadVector4() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadVector2Int"/> does.</summary>
    public static Vector2Int? ReadVector2IntNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadVector2Int() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadVector3Int"/> does.</summary>
    public static Vector3Int? ReadVector3IntNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadVector3Int() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadColor"/> does.</summary>
    public static Color? ReadColorNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadColor() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadColor32"/> does.</summary>
    public static Color32? ReadColor32Nullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadColor32() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadQuaternion"/> does.</summary>
    public static Quaternion? ReadQuaternionNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadQuaternion() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadRect"/> does.</summary>
    public static Rect? ReadRectNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadRect() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadPlane"/> does.</summary>
    public static Plane? ReadPlaneNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadPlane() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadRay"/> does.</summary>
    public static Ray? ReadRayNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadRay() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadLayerMask"/> does.</summary>
    public static LayerMask? ReadLayerMaskNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadLayerMask() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadMatrix4x4"/> does.</summary>
    public static Matrix4x4? ReadMatrix4x4Nullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadMatrix4x4() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadGuid"/> does.</summary>
    public static Guid? ReadGuidNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadGuid() : null;

    /// <summary>Reads a flag and, unless it is 0, the value as <see cref="ReadDateTime"/> does.</summary>
    public static DateTime? ReadDateTimeNullable(this NetworkReader reader) => reader.ReadBool() ? reader.ReadDateTime() : null;
}
