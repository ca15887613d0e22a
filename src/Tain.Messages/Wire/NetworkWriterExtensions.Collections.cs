namespace Tain;

// Collections: their count plus one as a variable-length integer, 0 for null, then the elements as Writer<T> writes them.
public static partial class NetworkWriterExtensions
{
    /// <summary>Writes the number of bytes and the bytes; null is told from empty.</summary>
    public static void WriteBytesAndSize(this NetworkWriter writer, byte[]? value)
    {
        if (value is null) writer.WriteNoCollection();
        else writer.WriteBytesAndSize(value, 0, value.Length);
    }

    /// <summary>Writes the number of bytes and the bytes of a part of an array.</summary>
    public static void WriteBytesAndSize(this NetworkWriter writer, byte[] value, int offset, int count) => writer.WriteBytesAndSize(value.AsSpan(offset, count));

    /// <summary>Writes the number of bytes and the bytes.</summary>
    public static void WriteBytesAndSize(this NetworkWriter writer, ReadOnlySpan<byte> value)
    {
        ulong count = (uint)value.Length + 1UL;
        int countBytes = VarIntCoding.Size(count);
        Span<byte> target = writer.Reserve(countBytes + value.Length);
        VarIntCoding.Write(target, count);
        value.CopyTo(target[countBytes..]);
    }

    /// <summary>Writes the number of bytes and the bytes. A segment without array is null; an empty one of an array is not.</summary>
    public static void WriteArraySegmentAndSize(this NetworkWriter writer, ArraySegment<byte> value)
    {
        if (value.Array is null) writer.WriteNoCollection();
        else writer.WriteBytesAndSize(value.AsSpan());
    }

    /// <summary>Writes a part of an array. Unlike other collections it cannot be null on the wire: without array it is empty.</summary>
    public static void WriteArraySegment<T>(this NetworkWriter writer, ArraySegment<T> value) => writer.WriteElements<T>(value.AsSpan());

    /// <summary>Writes an array or null.</summary>
    /// <exception cref="IndexOutOfRangeException">More than <see cref="NetworkReader.AllocationLimit"/> elements, which no reader takes.</exception>
    public static void WriteArray<T>(this NetworkWriter writer, T[]? value)
    {
        if (value is null)
        {
            writer.WriteNoCollection();
            return;
        }

        CheckCount(value.Length);
        writer.WriteElements<T>(value);
    }

    /// <summary>Writes a list or null.</summary>
    /// <exception cref="IndexOutOfRangeException">More than <see cref="NetworkReader.AllocationLimit"/> elements, which no reader takes.</exception>
    public static void WriteList<T>(this NetworkWriter writer, List<T>? value)
    {
        if (value is null)
        {
            writer.WriteNoCollection();
            return;
        }

        CheckCount(value.Count);
        Action<NetworkWriter, T> write = Writer<T>.Required;
        writer.WriteCount(value.Count);
        foreach (T element in value) write(writer, element);
    }

    /// <summary>Writes a set or null, in the order of its enumeration.</summary>
    /// <exception cref="IndexOutOfRangeException">More than <see cref="NetworkReader.AllocationLimit"/> elements, which no reader takes.</exception>
    public static void WriteHashSet<T>(this NetworkWriter writer, HashSet<T>? value)
    {
        if (value is null)
        {
            writer.WriteNoCollection();
            return;
        }

        CheckCount(value.Count);
        Action<NetworkWriter, T> write = Writer<T>.Required;
        writer.WriteCount(value.Count);
        foreach (T element in value) write(writer, element);
    }

    private static void WriteElements<T>(this NetworkWriter writer, ReadOnlySpan<T> elements)
    {
        Action<NetworkWriter, T> write = Writer<T>.Required;
        writer.WriteCount(elements.Length);
        foreach (T element in elements) write(writer, element);
    }

    private static void WriteCount(this NetworkWriter writer, int count) => writer.WriteVarUInt((uint)count + 1);

    private static void WriteNoCollection(this NetworkWriter writer) => writer.WriteByte(0);

    private static void CheckCount(int count)
    {
        if (count > NetworkReader.AllocationLimit)
            throw new IndexOutOfRangeException($"A collection of {count} elements is too long: at most {NetworkReader.AllocationLimit} can be written.");
    }
}
