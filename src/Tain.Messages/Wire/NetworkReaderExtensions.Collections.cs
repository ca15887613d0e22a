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
        uint countPlusOne = reader.ReadVarUInt();
        if (countPlusOne == 0) return null;
        int count = checked((int)(countPlusOne - 1));
        if (count > NetworkReader.AllocationLimit) ThrowTooMany(count);
        return reader.ReadBytes(count);
    }

    /// <summary>Reads a count and that many bytes without copying. The view is valid as long as the packet is, in a handler until it returns.</summary>
    /// <exception cref="OverflowException">The count is above 2^31.</exception>
    public static ArraySegment<byte> ReadArraySegmentAndSize(this NetworkReader reader)
    {
        uint countPlusOne = reader.ReadVarUInt();
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
            elements[i] = read(reader);
        }

        return elements;
    }

    /// <summary>Reads a list or null.</summary>
    public static List<T>? ReadList<T>(this NetworkReader reader)
    {
        if (!reader.TryReadCount(out int count)) return null;
        Func<NetworkReader, T> read = Reader<T>.Required;
        var elements = new List<T>(reader.Room<T>(count));
        for (int i = 0; i < count; i++) elements.Add(read(reader));
        return elements;
    }

    /// <summary>Reads a set or null; equal elements count once.</summary>
    public static HashSet<T>? ReadHashSet<T>(this NetworkReader reader)
    {
        if (!reader.TryReadCount(out int count)) return null;
        Func<NetworkReader, T> read = Reader<T>.Required;
        var elements = new HashSet<T>(reader.Room<T>(count));
        for (int i = 0; i < count; i++) elements.Add(read(reader));
        return elements;
    }

    private static bool TryReadCount(this NetworkReader reader, out int count)
    {
        // Elements may be collections again, as deep as the sender likes.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        uint countPlusOne = reader.ReadVarUInt();
        count = (int)(countPlusOne - 1);
        if (countPlusOne == 0) return false;
        if ((uint)count > NetworkReader.AllocationLimit) ThrowTooMany((uint)count);
        return true;
    }

    // Not "count or an exception when fewer bytes remain": a struct without fields takes no bytes at all.
    private static int Room<T>(this NetworkReader reader, int count) =>
        Math.Min(count, Math.Max(MinRoomElements, reader.Remaining / Unsafe.SizeOf<T>()));

    private static void ThrowTooMany(long count) => throw new EndOfStreamException(
        $"A collection of {count} elements is announced; at most {NetworkReader.AllocationLimit} are read.");
}
