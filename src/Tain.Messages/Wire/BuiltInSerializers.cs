using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Tain.Messages;
using System.Runtime.CompilerServices;

namespace Tain;

// Enters the built-in types into Writer<T> and Reader<T>, before anything of this assembly runs: just what a woven assembly does for its own types.
// This is also the list of what Mirror's weaver picks for a type: int, uint, long and ulong are variable-length, their nullables are not.
internal static class BuiltInSerializers
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Tables must be full before a game's own module initializer can refer to them, and nobody may have to call an Init method.")]
    internal static void Register()
    {
        RegisterPrimitives();
        RegisterValues();
        RegisterNullables();
        RegisterMessages();
    }

    private static void RegisterPrimitives()
    {
        Writer<byte>.write = NetworkWriterExtensions.WriteByte;
        Reader<byte>.read = NetworkReaderExtensions.ReadByte;
        Writer<sbyte>.write = NetworkWriterExtensions.WriteSByte;
        Reader<sbyte>.read = NetworkReaderExtensions.ReadSByte;
        Writer<char>.write = NetworkWriterExtensions.WriteChar;
        Reader<char>.read = NetworkReaderExtensions.ReadChar;
        Writer<bool>.write = NetworkWriterExtensions.WriteBool;
        Reader<bool>.read = NetworkReaderExtensions.ReadBool;
        Writer<short>.write = NetworkWriterExtensions.WriteShort;
        Reader<short>.read = NetworkReaderExtensions.ReadShort;
        Writer<ushort>.write = NetworkWriterExtensions.WriteUShort;
        Reader<ushort>.read = NetworkReaderExtensions.ReadUShort;
        Writer<int>.write = NetworkWriterExtensions.WriteVarInt;
        Reader<int>.read = NetworkReaderExtensions.ReadVarInt;
        Writer<uint>.write = NetworkWriterExtensions.WriteVarUInt;
        Reader<uint>.read = NetworkReaderExtensions.ReadVarUInt;
        Writer<long>.write = NetworkWriterExtensions.WriteVarLong;
        Reader<long>.read = NetworkReaderExtensions.ReadVarLong;
        Writer<ulong>.write = NetworkWriterExtensions.WriteVarULong;
        Reader<ulong>.read = NetworkReaderExtensions.ReadVarULong;
        Writer<float>.write = NetworkWriterExtensions.WriteFloat;
        Reader<float>.read = NetworkReaderExtensions.ReadFloat;
        Writer<double>.write = NetworkWriterExtensions.WriteDouble;
        Reader<double>.read = NetworkReaderExtensions.ReadDouble;
        Writer<decimal>.write = NetworkWriterExtensions.WriteDecimal;
        Reader<decimal>.read = NetworkReaderExtensions.ReadDecimal;
        Writer<Half>.write = NetworkWriterExtensions.WriteHalf;
        Reader<Half>.read = NetworkReaderExtensions.ReadHalf;
        Writer<string?>.write = NetworkWriterExtensions.WriteString;
        Reader<string?>.read = NetworkReaderExtensions.ReadString;
        Writer<byte[]?>.write = NetworkWriterExtensions.WriteBytesAndSize;
        Reader<byte[]?>.read = NetworkReaderExtensions.ReadBytesAndSize;
        Writer<ArraySegment<byte>>.write = NetworkWriterExtensions.WriteArraySegmentAndSize;
        Reader<ArraySegment<byte>>.read = NetworkReaderExtensions.ReadArraySegmentAndSize;
        Writer<Uri?>.write = NetworkWriterExtensions.WriteUri;
        Reader<Uri?>.read = NetworkReaderExtensions.ReadUri;
        Writer<Texture2D?>.write = NetworkWriterExtensions.WriteTexture2D;
        Reader<Texture2D?>.read = NetworkReaderExtensions.ReadTexture2D;
        Writer<Sprite?>.write = NetworkWriterExtensions.WriteSprite;
        Reader<Sprite?>.read = NetworkReaderExtensions.ReadSprite;
    }

    private static void RegisterValues()
    {
        Writer<Vector2>.write = NetworkWriterExtensions.WriteVector2;
        Reader<Vector2>.read = NetworkReaderExtensions.ReadVector2;
        Writer<Vector3>.write = NetworkWriterExtensions.WriteVector3;
        Reader<Vector3>.read = NetworkReaderExtensions.ReadVector3;
        Writer<Vector4>.write = NetworkWriterExtensions.WriteVector4;
        Reader<Vector4>.read = NetworkReaderExtensions.ReadVector4;
        Writer<Vector2Int>.write = NetworkWriterExtensions.WriteVector2Int;
        Reader<Vector2Int>.read = NetworkReaderExtensions.ReadVector2Int;
        Writer<Vector3Int>.write = NetworkWriterExtensions.WriteVector3Int;
        Reader<Vector3Int>.read = NetworkReaderExtensions.ReadVector3Int;
        Writer<Color>.write = NetworkWriterExtensions.WriteColor;
        Reader<Color>.read = NetworkReaderExtensions.ReadColor;
        Writer<Color32>.write = NetworkWriterExtensions.WriteColor32;
        Reader<Color32>.read = NetworkReaderExtensions.ReadColor32;
        Writer<Quaternion>.write = NetworkWriterExtensions.WriteQuaternion;
        Reader<Quaternion>.read = NetworkReaderExtensions.ReadQuaternion;
        Writer<Rect>.write = NetworkWriterExtensions.WriteRect;
        Reader<Rect>.read = NetworkReaderExtensions.ReadRect;
        Writer<Plane>.write = NetworkWriterExtensions.WritePlane;
        Reader<Plane>.read = NetworkReaderExtensions.ReadPlane;
        Writer<Ray>.write = NetworkWriterExtensions.WriteRay;
        Reader<Ray>.read = NetworkReaderExtensions.ReadRay;
        Writer<LayerMask>.write = NetworkWriterExtensions.WriteLayerMask;
        Reader<LayerMask>.read = NetworkReaderExtensions.ReadLayerMask;
        Writer<Matrix4x4>.write = NetworkWriterExtensions.WriteMatrix4x4;
        Reader<Matrix4x4>.read = NetworkReaderExtensions.ReadMatrix4x4;
        Writer<Guid>.write = NetworkWriterExtensions.WriteGuid;
        Reader<Guid>.read = NetworkReaderExtensions.ReadGuid;
        Writer<DateTime>.write = NetworkWriterExtensions.WriteDateTime;
        Reader<DateTime>.read = NetworkReaderExtensions.ReadDateTime;
    }

    private static void RegisterNullables()
    {
        Writer<byte?>.write = NetworkWriterExtensions.WriteByteNullable;
        Reader<byte?>.read = NetworkReaderExtensions.ReadByteNullable;
        Writer<sbyte?>.write = NetworkWriterExtensions.WriteSByteNullable;
        Reader<sbyte?>.read = NetworkReaderExtensions.ReadSByteNullable;
        Writer<char?>.write = NetworkWriterExtensions.WriteCharNullable;
        Reader<char?>.read = NetworkReaderExtensions.ReadCharNullable;
        Writer<bool?>.write = NetworkWriterExtensions.WriteBoolNullable;
        Reader<bool?>.read = NetworkReaderExtensions.ReadBoolNullable;
        Writer<short?>.write = NetworkWriterExtensions.WriteShortNullable;
        Reader<short?>.read = NetworkReaderExtensions.ReadShortNullable;
        Writer<ushort?>.write = NetworkWriterExtensions.WriteUShortNullable;
        Reader<ushort?>.read = NetworkReaderExtensions.ReadUShortNullable;
        Writer<int?>.write = NetworkWriterExtensions.WriteIntNullable;
        Reader<int?>.read = NetworkReaderExtensions.ReadIntNullable;
        Writer<uint?>.write = NetworkWriterExtensions.WriteUIntNullable;
        Reader<uint?>.read = NetworkReaderExtensions.ReadUIntNullable;
        Writer<long?>.write = NetworkWriterExtensions.WriteLongNullable;
        Reader<long?>.read = NetworkReaderExtensions.ReadLongNullable;
        Writer<ulong?>.write = NetworkWriterExtensions.WriteULongNullable;
        Reader<ulong?>.read = NetworkReaderExtensions.ReadULongNullable;
        Writer<float?>.write = NetworkWriterExtensions.WriteFloatNullable;
        Reader<float?>.read = NetworkReaderExtensions.ReadFloatNullable;
        Writer<double?>.write = NetworkWriterExtensions.WriteDoubleNullable;
        Reader<double?>.read = NetworkReaderExtensions.ReadDoubleNullable;
        Writer<decimal?>.write = NetworkWriterExtensions.WriteDecimalNullable;
        Reader<decimal?>.read = NetworkReaderExtensions.ReadDecimalNullable;
        Writer<Vector2?>.write = NetworkWriterExtensions.WriteVector2Nullable;
        Reader<Vector2?>.read = NetworkReaderExtensions.ReadVector2Nullable;
        Writer<Vector3?>.write = NetworkWriterExtensions.WriteVector3Nullable;
        Reader<Vector3?>.read = NetworkReaderExtensions.ReadVector3Nullable;
        Writer<Vector4?>.write = NetworkWriterExtensions.WriteVector4Nullable;
        Reader<Vector4?>.read = NetworkReaderExtensions.ReadVector4Nullable;
        Writer<Vector2Int?>.write = NetworkWriterExtensions.WriteVector2IntNullable;
        Reader<Vector2Int?>.read = NetworkReaderExtensions.ReadVector2IntNullable;
        Writer<Vector3Int?>.write = NetworkWriterExtensions.WriteVector3IntNullable;
        Reader<Vector3Int?>.read = NetworkReaderExtensions.ReadVector3IntNullable;
        Writer<Color?>.write = NetworkWriterExtensions.WriteColorNullable;
        Reader<Color?>.read = NetworkReaderExtensions.ReadColorNullable;
        Writer<Color32?>.write = NetworkWriterExtensions.WriteColor32Nullable;
        Reader<Color32?>.read = NetworkReaderExtensions.ReadColor32Nullable;
        Writer<Quaternion?>.write = NetworkWriterExtensions.WriteQuaternionNullable;
        Reader<Quaternion?>.read = NetworkReaderExtensions.ReadQuaternionNullable;
        Writer<Rect?>.write = NetworkWriterExtensions.WriteRectNullable;
        Reader<Rect?>.read = NetworkReaderExtensions.ReadRectNullable;
        Writer<Plane?>.write = NetworkWriterExtensions.WritePlaneNullable;
        Reader<Plane?>.read = NetworkReaderExtensions.ReadPlaneNullable;
        Writer<Ray?>.write = NetworkWriterExtensions.WriteRayNullable;
        Reader<Ray?>.read = NetworkReaderExtensions.ReadRayNullable;
        Writer<LayerMask?>.write = NetworkWriterExtensions.WriteLayerMaskNullable;
        Reader<LayerMask?>.read = NetworkReaderExtensions.ReadLayerMaskNullable;
        Writer<Matrix4x4?>.write = NetworkWriterExtensions.WriteMatrix4x4Nullable;
        Reader<Matrix4x4?>.read = NetworkReaderExtensions.ReadMatrix4x4Nullable;
        Writer<Guid?>.write = NetworkWriterExtensions.WriteGuidNullable;
        Reader<Guid?>.read = NetworkReaderExtensions.ReadGuidNullable;
        Writer<DateTime?>.write = NetworkWriterExtensions.WriteDateTimeNullable;
        Reader<DateTime?>.read = NetworkReaderExtensions.ReadDateTimeNullable;
    }

    private static void RegisterMessages()
    {
        Writer<NetworkPingMessage>.write = NetworkPingMessage.Write;
        Reader<NetworkPingMessage>.read = NetworkPingMessage.Read;
        Writer<NetworkPongMessage>.write = NetworkPongMessage.Write;
        Reader<NetworkPongMessage>.read = NetworkPongMessage.Read;
        Writer<TimeSnapshotMessage>.write = TimeSnapshotMessage.Write;
        Reader<TimeSnapshotMessage>.read = TimeSnapshotMessage.Read;
        Writer<LargeBegin>.write = LargeBegin.Write;
        Reader<LargeBegin>.read = LargeBegin.Read;
        Writer<LargePart>.write = LargePart.Write;
        Reader<LargePart>.read = LargePart.Read;
        Writer<LargeEnd>.write = LargeEnd.Write;
        Reader<LargeEnd>.read = LargeEnd.Read;
        Writer<LargeCredit>.write = LargeCredit.Write;
        Reader<LargeCredit>.read = LargeCredit.Read;
        Writer<LargeStop>.write = LargeStop.Write;
        Reader<LargeStop>.read = LargeStop.Read;
    }
}
