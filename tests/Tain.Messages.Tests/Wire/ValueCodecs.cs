using System.Numerics;
using System.Text.Json;
using R = Tain.NetworkReaderExtensions;
using W = Tain.NetworkWriterExtensions;

namespace Tain.Tests.Wire;

/// <summary>All built-in writers of this floor by name. The four that refer to networked objects are of the Objects floor.</summary>
internal static class ValueCodecs
{
    /// <summary>Writers that Tain.Objects brings, and Tain.Objects.Tests holds against the recordings.</summary>
    public static readonly HashSet<string> OfObjects = ["NetworkIdentity", "NetworkBehaviour", "Transform", "GameObject"];

    public static readonly Dictionary<string, ValueCodec> ByName = All().ToDictionary(codec => codec.Name);

    private static IEnumerable<ValueCodec> All() =>
    [
        new ValueCodec<byte>("Byte", j => j.GetByte(), W.WriteByte, R.ReadByte),
        new ValueCodec<sbyte>("SByte", j => j.GetSByte(), W.WriteSByte, R.ReadSByte),
        new ValueCodec<char>("Char", j => j.GetString()![0], W.WriteChar, R.ReadChar),
        new ValueCodec<bool>("Bool", j => j.GetBoolean(), W.WriteBool, R.ReadBool),
        new ValueCodec<short>("Short", j => j.GetInt16(), W.WriteShort, R.ReadShort),
        new ValueCodec<ushort>("UShort", j => j.GetUInt16(), W.WriteUShort, R.ReadUShort),
        new ValueCodec<int>("Int", j => j.GetInt32(), W.WriteInt, R.ReadInt),
        new ValueCodec<uint>("UInt", j => j.GetUInt32(), W.WriteUInt, R.ReadUInt),
        new ValueCodec<long>("Long", j => j.Long(), W.WriteLong, R.ReadLong),
        new ValueCodec<ulong>("ULong", j => j.ULong(), W.WriteULong, R.ReadULong),
        new ValueCodec<float>("Float", j => j.Float(), W.WriteFloat, R.ReadFloat),
        new ValueCodec<double>("Double", j => j.Double(), W.WriteDouble, R.ReadDouble),
        new ValueCodec<decimal>("Decimal", j => j.Decimal(), W.WriteDecimal, R.ReadDecimal),
        new ValueCodec<Vector2>("Vector2", j => j.Vector2(), W.WriteVector2, R.ReadVector2),
        new ValueCodec<Vector3>("Vector3", j => j.Vector3(), W.WriteVector3, R.ReadVector3),
        new ValueCodec<Vector4>("Vector4", j => j.Vector4(), W.WriteVector4, R.ReadVector4),
        new ValueCodec<Vector2Int>("Vector2Int", j => j.Vector2Int(), W.WriteVector2Int, R.ReadVector2Int),
        new ValueCodec<Vector3Int>("Vector3Int", j => j.Vector3Int(), W.WriteVector3Int, R.ReadVector3Int),
        new ValueCodec<Color>("Color", j => j.Color(), W.WriteColor, R.ReadColor),
        new ValueCodec<Color32>("Color32", j => j.Color32(), W.WriteColor32, R.ReadColor32),
        new ValueCodec<Quaternion>("Quaternion", j => j.Quaternion(), W.WriteQuaternion, R.ReadQuaternion),
        new ValueCodec<Rect>("Rect", j => j.Rect(), W.WriteRect, R.ReadRect),
        new ValueCodec<Plane>("Plane", j => j.Plane(), W.WritePlane, R.ReadPlane),
        new ValueCodec<Ray>("Ray", j => j.Ray(), W.WriteRay, R.ReadRay),
        new ValueCodec<LayerMask>("LayerMask", j => j.LayerMask(), W.WriteLayerMask, R.ReadLayerMask),
        new ValueCodec<Matrix4x4>("Matrix4x4", j => j.Matrix4x4(), W.WriteMatrix4x4, R.ReadMatrix4x4),
        new ValueCodec<Guid>("Guid", j => j.GetGuid(), W.WriteGuid, R.ReadGuid),
        new ValueCodec<DateTime>("DateTime", j => j.DateTime(), W.WriteDateTime, R.ReadDateTime),
        new ValueCodec<int>("VarInt", j => j.GetInt32(), W.WriteVarInt, R.ReadVarInt),
        new ValueCodec<uint>("VarUInt", j => j.GetUInt32(), W.WriteVarUInt, R.ReadVarUInt),
        new ValueCodec<long>("VarLong", j => j.Long(), W.WriteVarLong, R.ReadVarLong),
        new ValueCodec<ulong>("VarULong", j => j.ULong(), W.WriteVarULong, R.ReadVarULong),
        new ValueCodec<Half>("Half", j => (Half)j.Double(), W.WriteHalf, R.ReadHalf),
        new ValueCodec<string?>("String", j => j.GetString(), W.WriteString, R.ReadString),
        new ValueCodec<byte[]?>("BytesAndSize", j => j.ByteArray(), W.WriteBytesAndSize, R.ReadBytesAndSize),
        new ValueCodec<ArraySegment<byte>>("ArraySegmentAndSize", j => j.ByteSegment(), W.WriteArraySegmentAndSize, R.ReadArraySegmentAndSize),
        new ValueCodec<Uri?>("Uri", j => j.Uri(), W.WriteUri, R.ReadUri),
        new ValueCodec<Texture2D?>("Texture2D", j => j.Texture2D(), W.WriteTexture2D, R.ReadTexture2D),
        new ValueCodec<Sprite?>("Sprite", j => j.Sprite(), W.WriteSprite, R.ReadSprite),
        new ValueCodec<byte?>("ByteNullable", j => OrNull(j, v => v.GetByte()), W.WriteByteNullable, R.ReadByteNullable),
        new ValueCodec<sbyte?>("SByteNullable", j => OrNull(j, v => v.GetSByte()), W.WriteSByteNullable, R.ReadSByteNullable),
        new ValueCodec<char?>("CharNullable", j => OrNull(j, v => v.GetString()![0]), W.WriteCharNullable, R.ReadCharNullable),
        new ValueCodec<bool?>("BoolNullable", j => OrNull(j, v => v.GetBoolean()), W.WriteBoolNullable, R.ReadBoolNullable),
        new ValueCodec<short?>("ShortNullable", j => OrNull(j, v => v.GetInt16()), W.WriteShortNullable, R.ReadShortNullable),
        new ValueCodec<ushort?>("UShortNullable", j => OrNull(j, v => v.GetUInt16()), W.WriteUShortNullable, R.ReadUShortNullable),
        new ValueCodec<int?>("IntNullable", j => OrNull(j, v => v.GetInt32()), W.WriteIntNullable, R.ReadIntNullable),
        new ValueCodec<uint?>("UIntNullable", j => OrNull(j, v => v.GetUInt32()), W.WriteUIntNullable, R.ReadUIntNullable),
        new ValueCodec<long?>("LongNullable", j => OrNull(j, v => v.Long()), W.WriteLongNullable, R.ReadLongNullable),
        new ValueCodec<ulong?>("ULongNullable", j => OrNull(j, v => v.ULong()), W.WriteULongNullable, R.ReadULongNullable),
        new ValueCodec<float?>("FloatNullable", j => OrNull(j, v => v.Float()), W.WriteFloatNullable, R.ReadFloatNullable),
        new ValueCodec<double?>("DoubleNullable", j => OrNull(j, v => v.Double()), W.WriteDoubleNullable, R.ReadDoubleNullable),
        new ValueCodec<decimal?>("DecimalNullable", j => OrNull(j, v => v.Decimal()), W.WriteDecimalNullable, R.ReadDecimalNullable),
        new ValueCodec<Vector2?>("Vector2Nullable", j => OrNull(j, v => v.Vector2()), W.WriteVector2Nullable, R.ReadVector2Nullable),
        new ValueCodec<Vector3?>("Vector3Nullable", j => OrNull(j, v => v.Vector3()), W.WriteVector3Nullable, R.ReadVector3Nullable),
        new ValueCodec<Vector4?>("Vector4Nullable", j => OrNull(j, v => v.Vector4()), W.WriteVector4Nullable, R.ReadVector4Nullable),
        new ValueCodec<Vector2Int?>("Vector2IntNullable", j => OrNull(j, v => v.Vector2Int()), W.WriteVector2IntNullable, R.ReadVector2IntNullable),
        new ValueCodec<Vector3Int?>("Vector3IntNullable", j => OrNull(j, v => v.Vector3Int()), W.WriteVector3IntNullable, R.ReadVector3IntNullable),
        new ValueCodec<Color?>("ColorNullable", j => OrNull(j, v => v.Color()), W.WriteColorNullable, R.ReadColorNullable),
        new ValueCodec<Color32?>("Color32Nullable", j => OrNull(j, v => v.Color32()), W.WriteColor32Nullable, R.ReadColor32Nullable),
        new ValueCodec<Quaternion?>("QuaternionNullable", j => OrNull(j, v => v.Quaternion()), W.WriteQuaternionNullable, R.ReadQuaternionNullable),
        new ValueCodec<Rect?>("RectNullable", j => OrNull(j, v => v.Rect()), W.WriteRectNullable, R.ReadRectNullable),
        new ValueCodec<Plane?>("PlaneNullable", j => OrNull(j, v => v.Plane()), W.WritePlaneNullable, R.ReadPlaneNullable),
        new ValueCodec<Ray?>("RayNullable", j => OrNull(j, v => v.Ray()), W.WriteRayNullable, R.ReadRayNullable),
        new ValueCodec<LayerMask?>("LayerMaskNullable", j => OrNull(j, v => v.LayerMask()), W.WriteLayerMaskNullable, R.ReadLayerMaskNullable),
        new ValueCodec<Matrix4x4?>("Matrix4x4Nullable", j => OrNull(j, v => v.Matrix4x4()), W.WriteMatrix4x4Nullable, R.ReadMatrix4x4Nullable),
        new ValueCodec<Guid?>("GuidNullable", j => OrNull(j, v => v.GetGuid()), W.WriteGuidNullable, R.ReadGuidNullable),
        new ValueCodec<DateTime?>("DateTimeNullable", j => OrNull(j, v => v.DateTime()), W.WriteDateTimeNullable, R.ReadDateTimeNullable),
    ];

    private static T? OrNull<T>(JsonElement json, Func<JsonElement, T> parse) where T : struct => json.ValueKind == JsonValueKind.Null ? null : parse(json);
}
