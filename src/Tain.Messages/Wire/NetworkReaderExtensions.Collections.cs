using System.Runtime.CompilerServices;

namespace Tain;

// Collections from the wire. What they announce is never believed: room is made for what the bytes at hand can plausibly hold, and grows only while elements
// really come. So a packet of ten bytes cannot make us allocate for sixteen million elements.
public static partial class NetworkReaderExtensions
{
    /// <summary>Room that is always made at once, so that short collections of small elements need no growing.</summary>
    private const int MinRoomElements = 64;

    /// <summary>Reads bytes into an array of their own.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static byte[] ReadBytes(this NetworkReader reader, int count) => reader.ReadSpan(count).ToArray();

    /// <summary>Reads a count and that many bytes into an array of their own, or null.</summary>
    /// <exception cref="OverflowException">The count is above 2^31.</exception>
    public static byte[]? ReadBytesAndSize(this NetworkReader reader)
    {
        // As wide as it came: cut to 32 bits, 2^32 + 1 would pass for an empty array.
        ulong countPlusOne = reader.ReadVarULong();
        if (countPlusOne == 0) return null;
        int count = checked((int)(countPlusOne - 1));
        if (count > NetworkReader.AllocationLimit) throw new EndOfStreamException($"{count} bytes are announced; at most {NetworkReader.AllocationLimit} are read.");
        return reader.ReadBytes(count);
    }

    /// <summary>Reads a count and that many bytes without copying. The view is valid as long as the packet is, in a handler until it returns.</summary>
    /// <exception cref="OverflowException">The count is above 2^31.</exception>
    public static ArraySegment<byte> ReadArraySegmentAndSize(this NetworkReader reader)
    {
        ulong countPlusOne = reader.ReadVarULong();
        return countPlusOne == 0 ? default : reader.ReadBytesSegment(checked((int)(countPlusOne - 1)));
    }

    /// <summary>Reads an array and wraps it.</summary>
    /// <exception cref="InvalidDataException">It is null, which no writer sends.</exception>
    public static ArraySegment<T> ReadArraySegment<T>(this NetworkReader reader) =>
        new(reader.ReadArray<T>() ?? throw new InvalidDataException("An array segment cannot be null on the wire."));

    /// <summary>Reads an array or null.</summary>
    public static T[]? ReadArray<T>(this NetworkReader reader)
    {
        if (!reader.TryReadCount(out int count)) return null;
        Func<NetworkReader, T> read = Reader<T>.Required;
        var elements = new T[reader.Room<T>(count)];
        for (int i = 0; i < count; i++)
        {
            if (i == elements.Length) Array.Resize(ref elements, (int)Math.Min(count, elements.Length * 2L));
            elements[i] = reader.ReadElement(read);
        }

        return elements;
    }

    /// <summary>Reads a list or null.</summary>
    public static List<T>? ReadList<T>(this NetworkReader reader)
    {
        if (!reader.TryReadCount(out int count)) return null;
        Func<NetworkReader, T> read = Reader<T>.Required;
        var elements = new List<T>(reader.Room<T>(count));
        for (int i = 0; i < count; i++) elements.Add(reader.ReadElement(read));
        return elements;
    }

    /// <summary>Reads a set or null; equal elements count once.</summary>
    public static HashSet<T>? ReadHashSet<T>(this NetworkReader reader)
    {
        if (!reader.TryReadCount(out int count)) return null;
        Func<NetworkReader, T> read = Reader<T>.Required;
        var elements = new HashSet<T>(reader.Room<T>(count));
        for (int i = 0; i < count; i++) elements.Add(reader.ReadElement(read));
        return elements;
    }

    private static bool TryReadCount(this NetworkReader reader, out int count)
    {
        // Elements may be collections again, as deep as the sender likes.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        ulong countPlusOne = reader.ReadVarULong();
        count = 0;
        if (countPlusOne == 0) return false;
        reader.CheckElementCount((long)Math.Min(countPlusOne - 1, long.MaxValue));
        count = (int)(countPlusOne - 1);
        return true;
    }

    // Elements may take more room in memory than on the wire, and less.
    private static int Room<T>(this NetworkReader reader, int count) =>
        Math.Min(count, Math.Max(MinRoomElements, reader.Remaining / Unsafe.SizeOf<T>()));
}
