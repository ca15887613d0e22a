using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Tain;

/// <summary>How each built-in type looks on the wire (docs/mirror/wire-messages.md 2). Fixed sizes are little endian; names are Mirror's.</summary>
public static partial class NetworkWriterExtensions
{
    /// <summary>Strict: text that is no valid UTF-16 throws instead of travelling as something else.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes 1 byte.</summary>
    public static void WriteByte(this NetworkWriter writer, byte value) => writer.WriteByte(value);

    /// <summary>Writes 1 byte.</summary>
    public static void WriteSByte(this NetworkWriter writer, sbyte value) => writer.WriteByte((byte)value);

    /// <summary>Writes 1 byte, 0 or 1.</summary>
    public static void WriteBool(this NetworkWriter writer, bool value) => writer.WriteByte(value ? (byte)1 : (byte)0);

    /// <summary>Writes 2 bytes: one UTF-16 code unit.</summary>
    public static void WriteChar(this NetworkWriter writer, char value) => writer.WriteUShort(value);

    /// <summary>Writes 2 bytes.</summary>
    public static void WriteShort(this NetworkWriter writer, short value) => BinaryPrimitives.WriteInt16LittleEndian(writer.Reserve(sizeof(short)), value);

    /// <summary>Writes 2 bytes.</summary>
    public static void WriteUShort(this NetworkWriter writer, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(writer.Reserve(sizeof(ushort)), value);

    /// <summary>Writes 4 bytes. Woven code and <see cref="NetworkWriter.Write{T}"/> use <see cref="WriteVarInt"/> instead.</summary>
    public static void WriteInt(this NetworkWriter writer, int value) => BinaryPrimitives.WriteInt32LittleEndian(writer.Reserve(sizeof(int)), value);

    /// <summary>Writes 4 bytes. Woven code and <see cref="NetworkWriter.Write{T}"/> use <see cref="WriteVarUInt"/> instead.</summary>
    public static void WriteUInt(this NetworkWriter writer, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(writer.Reserve(sizeof(uint)), value);

    /// <summary>Writes 8 bytes. Woven code and <see cref="NetworkWriter.Write{T}"/> use <see cref="WriteVarLong"/> instead.</summary>
    public static void WriteLong(this NetworkWriter writer, long value) => BinaryPrimitives.WriteInt64LittleEndian(writer.Reserve(sizeof(long)), value);

    /// <summary>Writes 8 bytes. Woven code and <see cref="NetworkWriter.Write{T}"/> use <see cref="WriteVarULong"/> instead.</summary>
    public static void WriteULong(this NetworkWriter writer, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(writer.Reserve(sizeof(ulong)), value);

    /// <summary>Writes 1 to 5 bytes; small magnitudes are short.</summary>
    public static void WriteVarInt(this NetworkWriter writer, int value) => Compression.CompressVarInt(writer, value);

    /// <summary>Writes 1 to 5 bytes; small values are short.</summary>
    public static void WriteVarUInt(this NetworkWriter writer, uint value) => Compression.CompressVarUInt(writer, value);

    /// <summary>Writes 1 to 9 bytes; small magnitudes are short.</summary>
    public static void WriteVarLong(this NetworkWriter writer, long value) => Compression.CompressVarInt(writer, value);

    /// <summary>Writes 1 to 9 bytes; small values are short.</summary>
    public static void WriteVarULong(this NetworkWriter writer, ulong value) => Compression.CompressVarUInt(writer, value);

    /// <summary>Writes 4 bytes.</summary>
    public static void WriteFloat(this NetworkWriter writer, float value) => BinaryPrimitives.WriteSingleLittleEndian(writer.Reserve(sizeof(float)), value);

    /// <summary>Writes 8 bytes.</summary>
    public static void WriteDouble(this NetworkWriter writer, double value) => BinaryPrimitives.WriteDoubleLittleEndian(writer.Reserve(sizeof(double)), value);

    /// <summary>Writes 2 bytes.</summary>
    public static void WriteHalf(this NetworkWriter writer, Half value) => BinaryPrimitives.WriteHalfLittleEndian(writer.Reserve(2), value);

    /// <summary>Writes 16 bytes: flags, high, low, middle, which is how .NET keeps a decimal in memory.</summary>
    public static void WriteDecimal(this NetworkWriter writer, decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        Span<byte> target = writer.Reserve(16);
        BinaryPrimitives.WriteInt32LittleEndian(target, parts[3]);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], parts[2]);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], parts[0]);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], parts[1]);
    }

    /// <summary>Writes 16 bytes in the order of <see cref="Guid.ToByteArray()"/>.</summary>
    public static void WriteGuid(this NetworkWriter writer, Guid value) => value.TryWriteBytes(writer.Reserve(16));

    /// <summary>Writes 8 bytes: an OLE automation date. The kind is lost, and what is finer than about a millisecond.</summary>
    public static void WriteDateTime(this NetworkWriter writer, DateTime value) => writer.WriteDouble(value.ToOADate());

    /// <summary>Writes a ushort, the number of UTF-8 bytes plus one or 0 for null, and the bytes.</summary>
    /// <exception cref="IndexOutOfRangeException">More than <see cref="NetworkWriter.MaxStringLength"/> bytes.</exception>
    /// <exception cref="EncoderFallbackException">The text is no valid UTF-16.</exception>
    public static void WriteString(this NetworkWriter writer, string? value)
    {
        if (value is null)
        {
            writer.WriteUShort(0);
            return;
        }

        // Counting first leaves the writer untouched when the text is refused.
        int count = Utf8.GetByteCount(value);
        if (count > NetworkWriter.MaxStringLength) ThrowTooLong(count);
        Span<byte> target = writer.Reserve(sizeof(ushort) + count);
        BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)(count + 1));
        Utf8.GetBytes(value, target[sizeof(ushort)..]);
    }

    /// <summary>Writes the normal form of a URI as a string.</summary>
    public static void WriteUri(this NetworkWriter writer, Uri? value) => writer.WriteString(value?.ToString());

    /// <summary>Writes X and Y: 8 bytes.</summary>
    public static void WriteVector2(this NetworkWriter writer, Vector2 value) => WriteFloats(writer.Reserve(8), value.X, value.Y);

    /// <summary>Writes X, Y, Z: 12 bytes.</summary>
    public static void WriteVector3(this NetworkWriter writer, Vector3 value)
    {
        Span<byte> target = writer.Reserve(12);
        WriteFloats(target, value.X, value.Y);
        BinaryPrimitives.WriteSingleLittleEndian(target[8..], value.Z);
    }

    /// <summary>Writes X, Y, Z, W: 16 bytes.</summary>
    public static void WriteVector4(this NetworkWriter writer, Vector4 value) => WriteFloats(writer.Reserve(16), value.X, value.Y, value.Z, value.W);

    /// <summary>Writes x and y: 8 bytes.</summary>
    public static void WriteVector2Int(this NetworkWriter writer, Vector2Int value)
    {
        writer.WriteInt(value.x);
        writer.WriteInt(value.y);
    }

    /// <summary>Writes x, y, z: 12 bytes.</summary>
    public static void WriteVector3Int(this NetworkWriter writer, Vector3Int value)
    {
        writer.WriteInt(value.x);
        writer.WriteInt(value.y);
        writer.WriteInt(value.z);
    }

    /// <summary>Writes X, Y, Z, W: 16 bytes.</summary>
    public static void WriteQuaternion(this NetworkWriter writer, Quaternion value) => WriteFloats(writer.Reserve(16), value.X, value.Y, value.Z, value.W);

    /// <summary>Writes red, green, blue, opacity: 16 bytes.</summary>
    public static void WriteColor(this NetworkWriter writer, Color value) => WriteFloats(writer.Reserve(16), value.r, value.g, value.b, value.a);

    /// <summary>Writes red, green, blue, opacity: 4 bytes.</summary>
    public static void WriteColor32(this NetworkWriter writer, Color32 value)
    {
        Span<byte> target = writer.Reserve(4);
        target[0] = value.r;
        target[1] = value.g;
        target[2] = value.b;
        target[3] = value.a;
    }

    /// <summary>Writes position and size: 16 bytes.</summary>
    public static void WriteRect(this NetworkWriter writer, Rect value) => WriteFloats(writer.Reserve(16), value.x, value.y, value.width, value.height);

    /// <summary>Writes normal and distance: 16 bytes.</summary>
    public static void WritePlane(this NetworkWriter writer, Plane value) =>
        WriteFloats(writer.Reserve(16), value.Normal.X, value.Normal.Y, value.Normal.Z, value.D);

    /// <summary>Writes origin and direction: 24 bytes.</summary>
    public static void WriteRay(this NetworkWriter writer, Ray value)
    {
        writer.WriteVector3(value.origin);
        writer.WriteVector3(value.direction);
    }

    /// <summary>Writes the lower 16 layers: 2 bytes.</summary>
    public static void WriteLayerMask(this NetworkWriter writer, LayerMask value) => writer.WriteUShort(unchecked((ushort)value.value));

    /// <summary>Writes 64 bytes in the order of memory, which makes the same transformation on both sides: System.Numerics keeps rows where Unity keeps columns,
    /// and multiplies from the other side.</summary>
    public static void WriteMatrix4x4(this NetworkWriter writer, Matrix4x4 value)
    {
        Span<byte> target = writer.Reserve(64);
        WriteFloats(target, value.M11, value.M12, value.M13, value.M14);
        WriteFloats(target[16..], value.M21, value.M22, value.M23, value.M24);
        WriteFloats(target[32..], value.M31, value.M32, value.M33, value.M34);
        WriteFloats(target[48..], value.M41, value.M42, value.M43, value.M44);
    }

    /// <summary>Writes width, height (2 bytes each) and the pixels as an array; null is a width of -1 and nothing else.</summary>
    /// <exception cref="IndexOutOfRangeException">A side is above 32767, or there are more than <see cref="NetworkReader.AllocationLimit"/> pixels.</exception>
    public static void WriteTexture2D(this NetworkWriter writer, Texture2D? value)
    {
        if (value is null)
        {
            writer.WriteShort(-1);
            return;
        }

        if (value.width > short.MaxValue || value.height > short.MaxValue || value.pixels.Length > NetworkReader.AllocationLimit)
            throw new IndexOutOfRangeException($"A texture of {value.width} x {value.height} is too large to travel.");
        writer.WriteShort((short)value.width);
        writer.WriteShort((short)value.height);
        writer.WriteArray(value.pixels);
    }

    /// <summary>Writes texture, part and pivot; null is a null texture and nothing else.</summary>
    public static void WriteSprite(this NetworkWriter writer, Sprite? value)
    {
        writer.WriteTexture2D(value?.texture);
        if (value is null) return;
        writer.WriteRect(value.rect);
        writer.WriteVector2(value.pivot);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteFloats(Span<byte> target, float a, float b)
    {
        BinaryPrimitives.WriteSingleLittleEndian(target, a);
        BinaryPrimitives.WriteSingleLittleEndian(target[4..], b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteFloats(Span<byte> target, float a, float b, float c, float d)
    {
        WriteFloats(target, a, b);
        WriteFloats(target[8..], c, d);
    }

    private static void ThrowTooLong(int count) => throw new IndexOutOfRangeException(
        $"A string of {count} bytes is too long: at most {NetworkWriter.MaxStringLength} bytes of UTF-8 can be written.");
}
