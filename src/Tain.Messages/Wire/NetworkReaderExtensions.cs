using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Tain;

/// <summary>
/// Reads what <see cref="NetworkWriterExtensions"/> writes. All readers throw <see cref="EndOfStreamException"/> when the bytes end too soon, and then
/// consume nothing of that value; other exceptions are named where they occur.
/// </summary>
public static partial class NetworkReaderExtensions
{
    private const int NoTexture = -1;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads 1 byte.</summary>
    public static byte ReadByte(this NetworkReader reader) => reader.ReadByte();

    /// <summary>Reads 1 byte.</summary>
    public static sbyte ReadSByte(this NetworkReader reader) => (sbyte)reader.ReadByte();

    /// <summary>Reads 1 byte; anything but 0 is true.</summary>
    public static bool ReadBool(this NetworkReader reader) => reader.ReadByte() != 0;

    /// <summary>Reads 2 bytes: one UTF-16 code unit.</summary>
    public static char ReadChar(this NetworkReader reader) => (char)reader.ReadUShort();

    /// <summary>Reads 2 bytes.</summary>
    public static short ReadShort(this NetworkReader reader) => BinaryPrimitives.ReadInt16LittleEndian(reader.ReadSpan(sizeof(short)));

    /// <summary>Reads 2 bytes.</summary>
    public static ushort ReadUShort(this NetworkReader reader) => BinaryPrimitives.ReadUInt16LittleEndian(reader.ReadSpan(sizeof(ushort)));

    /// <summary>Reads 4 bytes.</summary>
    public static int ReadInt(this NetworkReader reader) => BinaryPrimitives.ReadInt32LittleEndian(reader.ReadSpan(sizeof(int)));

    /// <summary>Reads 4 bytes.</summary>
    public static uint ReadUInt(this NetworkReader reader) => BinaryPrimitives.ReadUInt32LittleEndian(reader.ReadSpan(sizeof(uint)));

    /// <summary>Reads 8 bytes.</summary>
    public static long ReadLong(this NetworkReader reader) => BinaryPrimitives.ReadInt64LittleEndian(reader.ReadSpan(sizeof(long)));

    /// <summary>Reads 8 bytes.</summary>
    public static ulong ReadULong(this NetworkReader reader) => BinaryPrimitives.ReadUInt64LittleEndian(reader.ReadSpan(sizeof(ulong)));

    /// <summary>Reads a signed variable-length integer; of one that is too large the lower 32 bits.</summary>
    public static int ReadVarInt(this NetworkReader reader) => unchecked((int)Compression.DecompressVarInt(reader));

    /// <summary>Reads a variable-length integer; of one that is too large the lower 32 bits.</summary>
    public static uint ReadVarUInt(this NetworkReader reader) => unchecked((uint)Compression.DecompressVarUInt(reader));

    /// <summary>Reads a signed variable-length integer.</summary>
    public static long ReadVarLong(this NetworkReader reader) => Compression.DecompressVarInt(reader);

    /// <summary>Reads a variable-length integer.</summary>
    public static ulong ReadVarULong(this NetworkReader reader) => Compression.DecompressVarUInt(reader);

    /// <summary>Reads 4 bytes.</summary>
    public static float ReadFloat(this NetworkReader reader) => BinaryPrimitives.ReadSingleLittleEndian(reader.ReadSpan(sizeof(float)));

    /// <summary>Reads 8 bytes.</summary>
    public static double ReadDouble(this NetworkReader reader) => BinaryPrimitives.ReadDoubleLittleEndian(reader.ReadSpan(sizeof(double)));

    /// <summary>Reads 2 bytes.</summary>
    public static Half ReadHalf(this NetworkReader reader) => BinaryPrimitives.ReadHalfLittleEndian(reader.ReadSpan(2));

    /// <summary>Reads 16 bytes.</summary>
    /// <exception cref="ArgumentException">The flags are no decimal's.</exception>
    public static decimal ReadDecimal(this NetworkReader reader)
    {
        ReadOnlySpan<byte> source = reader.ReadSpan(16);
        int flags = BinaryPrimitives.ReadInt32LittleEndian(source);
        int high = BinaryPrimitives.ReadInt32LittleEndian(source[4..]);
        int low = BinaryPrimitives.ReadInt32LittleEndian(source[8..]);
        int middle = BinaryPrimitives.ReadInt32LittleEndian(source[12..]);
        return new decimal([low, middle, high, flags]);
    }

    /// <summary>Reads 16 bytes.</summary>
    public static Guid ReadGuid(this NetworkReader reader) => new(reader.ReadSpan(16));

    /// <summary>Reads 8 bytes: an OLE automation date, of unspecified kind.</summary>
    /// <exception cref="ArgumentException">The number is no date.</exception>
    public static DateTime ReadDateTime(this NetworkReader reader) => DateTime.FromOADate(reader.ReadDouble());

    /// <summary>Reads a string or null.</summary>
    /// <exception cref="DecoderFallbackException">The bytes are no UTF-8.</exception>
    public static string? ReadString(this NetworkReader reader)
    {
        int start = reader.Position;
        int count = reader.ReadUShort();
        if (count == 0) return null;
        if (count - 1 > reader.Remaining)
        {
            reader.Position = start;
            throw new EndOfStreamException($"A string of {count - 1} bytes is announced, {reader.Remaining - sizeof(ushort)} are left.");
        }

        return Utf8.GetString(reader.ReadSpan(count - 1));
    }

    /// <summary>Reads a URI; null when the text is null or blank.</summary>
    /// <exception cref="UriFormatException">The text is no URI.</exception>
    public static Uri? ReadUri(this NetworkReader reader)
    {
        string? text = reader.ReadString();
        return string.IsNullOrWhiteSpace(text) ? null : new Uri(text);
    }

    /// <summary>Reads 8 bytes.</summary>
    public static Vector2 ReadVector2(this NetworkReader reader)
    {
        ReadOnlySpan<byte> source = reader.ReadSpan(8);
        return new Vector2(Float(source, 0), Float(source, 4));
    }

    /// <summary>Reads 12 bytes.</summary>
    public static Vector3 ReadVector3(this NetworkReader reader)
    {
        ReadOnlySpan<byte> source = reader.ReadSpan(12);
        return new Vector3(Float(source, 0), Float(source, 4), Float(source, 8));
    }

    /// <summary>Reads 16 bytes.</summary>
    public static Vector4 ReadVector4(this NetworkReader reader)
    {
        ReadOnlySpan<byte> source = reader.ReadSpan(16);
        return new Vector4(Float(source, 0), Float(source, 4), Float(source, 8), Float(source, 12));
    }

    /// <summary>Reads 8 bytes.</summary>
    public static Vector2Int ReadVector2Int(this NetworkReader reader)
    {
        ReadOnlySpan<byte> source = reader.ReadSpan(8);
        return new Vector2Int(BinaryPrimitives.ReadInt32LittleEndian(source), BinaryPrimitives.ReadInt32LittleEndian(source[4..]));
    }

    /// <summary>Reads 12 bytes.</summary>
    public static Vector3Int ReadVector3Int(this NetworkReader reader)
    {
        ReadOnlySpan<byte> source = reader.ReadSpan(12);
        return new Vector3Int(
            BinaryPrimitives.ReadInt32LittleEndian(source), BinaryPrimitives.ReadInt32LittleEndian(source[4..]), BinaryPrimitives.ReadInt32LittleEndian(source[8..]));
    }

    /// <summary>Reads 16 bytes; nothing is normalized.</summary>
    public static Quaternion ReadQuaternion(this NetworkReader reader)
    {
        Vector4 value = reader.ReadVector4();
        return new Quaternion(value.X, value.Y, value.Z, value.W);
    }

    /// <summary>Reads 16 bytes.</summary>
    public static Color ReadColor(this NetworkReader reader)
    {
        Vector4 value = reader.ReadVector4();
        return new Color(value.X, value.Y, value.Z, value.W);
    }

    /// <summary>Reads 4 bytes.</summary>
    public static Color32 ReadColor32(this NetworkReader reader)
    {
        ReadOnlySpan<byte> source = reader.ReadSpan(4);
        return new Color32(source[0], source[1], source[2], source[3]);
    }

    /// <summary>Reads 16 bytes.</summary>
    public static Rect ReadRect(this NetworkReader reader)
    {
        Vector4 value = reader.ReadVector4();
        return new Rect(value.X, value.Y, value.Z, value.W);
    }

    /// <summary>Reads 16 bytes and normalizes the normal, as Unity's constructor does.</summary>
    public static Plane ReadPlane(this NetworkReader reader)
    {
        Vector4 value = reader.ReadVector4();
        return new Plane(Directions.Normalize(new Vector3(value.X, value.Y, value.Z)), value.W);
    }

    /// <summary>Reads 24 bytes and normalizes the direction.</summary>
    public static Ray ReadRay(this NetworkReader reader)
    {
        ReadOnlySpan<byte> source = reader.ReadSpan(24);
        return new Ray(new Vector3(Float(source, 0), Float(source, 4), Float(source, 8)), new Vector3(Float(source, 12), Float(source, 16), Float(source, 20)));
    }

    /// <summary>Reads 2 bytes: the lower 16 layers.</summary>
    public static LayerMask ReadLayerMask(this NetworkReader reader) => new(reader.ReadUShort());

    /// <summary>Reads 64 bytes, see <see cref="NetworkWriterExtensions.WriteMatrix4x4"/>.</summary>
    public static Matrix4x4 ReadMatrix4x4(this NetworkReader reader)
    {
        ReadOnlySpan<byte> s = reader.ReadSpan(64);
        return new Matrix4x4(
            Float(s, 0), Float(s, 4), Float(s, 8), Float(s, 12),
            Float(s, 16), Float(s, 20), Float(s, 24), Float(s, 28),
            Float(s, 32), Float(s, 36), Float(s, 40), Float(s, 44),
            Float(s, 48), Float(s, 52), Float(s, 56), Float(s, 60));
    }

    /// <summary>Reads a texture or null. Null also when a size is announced that no writer sends; its pixels are not consumed then, as in Mirror.</summary>
    /// <exception cref="InvalidDataException">The number of pixels does not fit the size.</exception>
    public static Texture2D? ReadTexture2D(this NetworkReader reader)
    {
        int width = reader.ReadShort();
        if (width == NoTexture) return null;
        int height = reader.ReadShort();
        if (width < 0 || height < 0) throw new InvalidDataException($"A texture cannot be {width} x {height}.");
        if (width * height > NetworkReader.AllocationLimit) return null;

        Color32[]? pixels = reader.ReadArray<Color32>();
        if (pixels is null || pixels.Length != width * height) throw new InvalidDataException($"{pixels?.Length ?? 0} pixels came for a texture of {width} x {height}.");
        return new Texture2D(width, height, pixels);
    }

    /// <summary>Reads a sprite or null.</summary>
    /// <exception cref="InvalidDataException">The texture is not right.</exception>
    public static Sprite? ReadSprite(this NetworkReader reader)
    {
        Texture2D? texture = reader.ReadTexture2D();
        return texture is null ? null : new Sprite(texture, reader.ReadRect(), reader.ReadVector2());
    }

    private static float Float(ReadOnlySpan<byte> source, int offset) => BinaryPrimitives.ReadSingleLittleEndian(source[offset..]);
}
