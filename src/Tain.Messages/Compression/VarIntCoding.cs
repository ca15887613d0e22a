using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Tain;

// Variable-length integers as SQLite4 codes them (docs/mirror/wire-messages.md 2.2): small numbers take one byte, and the first byte tells the length.
// Pure functions over spans, shared by NetworkWriter/NetworkReader and by the batches, which need no reader.
internal static class VarIntCoding
{
    public const int MaxSizeBytes = 9;

    /// <summary>The largest value that is its own first and only byte.</summary>
    public const byte OneByteMax = 240;

    private const ulong TwoBytesMax = 2287;
    private const ulong ThreeBytesMax = 67823;
    private const byte ThreeBytes = 249;

    /// <summary>The first byte of the forms that hold 3 to 8 bytes little endian is this plus the number of those bytes.</summary>
    private const int PlainLengthBase = 247;

    /// <summary>How many bytes a value takes, 1 to 9.</summary>
    public static int Size(ulong value) => value switch
    {
        <= OneByteMax => 1,
        <= TwoBytesMax => 2,
        <= ThreeBytesMax => 3,
        _ => 1 + PlainLength(value),
    };

    /// <summary>Writes a value in its shortest form; <paramref name="target"/> must have room for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(Span<byte> target, ulong value)
    {
        if (value > OneByteMax) return WriteLong(target, value);
        target[0] = (byte)value;
        return 1;
    }

    /// <summary>Reads a value, also when it is not in its shortest form. False, and nothing read, when it is cut off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> source, out ulong value, out int sizeBytes)
    {
        if (!source.IsEmpty && source[0] <= OneByteMax)
        {
            value = source[0];
            sizeBytes = 1;
            return true;
        }

        return TryReadLong(source, out value, out sizeBytes);
    }

    /// <summary>Folds the sign into the lowest bit, so that small negative numbers stay short.</summary>
    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    /// <summary>The reverse of <see cref="ZigZag"/>.</summary>
    public static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    // Only for values above the three-byte range, so at least three bytes.
    private static int PlainLength(ulong value) => (64 - System.Numerics.BitOperations.LeadingZeroCount(value) + 7) / 8;

    private static int WriteLong(Span<byte> target, ulong value)
    {
        if (value <= TwoBytesMax)
        {
            uint rest = (uint)(value - OneByteMax);
            target[1] = (byte)rest;
            target[0] = (byte)((rest >> 8) + 241);
            return 2;
        }

        if (value <= ThreeBytesMax)
        {
            // The only big-endian number of the protocol.
            BinaryPrimitives.WriteUInt16BigEndian(target[1..], (ushort)(value - (TwoBytesMax + 1)));
            target[0] = ThreeBytes;
            return 3;
        }

        int length = PlainLength(value);
        WritePlain(target.Slice(1, length), value);
        target[0] = (byte)(PlainLengthBase + length);
        return 1 + length;
    }

    private static bool TryReadLong(ReadOnlySpan<byte> source, out ulong value, out int sizeBytes)
    {
        value = 0;
        sizeBytes = 0;
        if (source.IsEmpty) return false;

        byte first = source[0];
        int size = first < ThreeBytes ? 2 : first == ThreeBytes ? 3 : 1 + first - PlainLengthBase;
        if (source.Length < size) return false;

        sizeBytes = size;
        if (size == 2) value = OneByteMax + ((ulong)(first - 241) << 8) + source[1];
        else if (first == ThreeBytes) value = TwoBytesMax + 1 + BinaryPrimitives.ReadUInt16BigEndian(source[1..]);
        else value = ReadPlain(source[1..size]);
        return true;
    }

    // 3 to 8 bytes, little endian, without a loop: from 4 bytes on the first four and the last four, which may overlap.
    private static void WritePlain(Span<byte> target, ulong value)
    {
        if (target.Length == 3)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)value);
            target[2] = (byte)(value >> 16);
            return;
        }

        int last = target.Length - sizeof(uint);
        BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)value);
        BinaryPrimitives.WriteUInt32LittleEndian(target[last..], (uint)(value >> (8 * last)));
    }

    private static ulong ReadPlain(ReadOnlySpan<byte> source)
    {
        if (source.Length == 3) return BinaryPrimitives.ReadUInt16LittleEndian(source) | ((ulong)source[2] << 16);
        int last = source.Length - sizeof(uint);
        return BinaryPrimitives.ReadUInt32LittleEndian(source) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(source[last..]) << (8 * last));
    }
}
