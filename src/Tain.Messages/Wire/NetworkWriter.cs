using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Tain;

/// <summary>
/// Writes values one after the other into an array of its own that grows as needed. What each type looks like is said by the methods of
/// <see cref="NetworkWriterExtensions"/> and, for <see cref="Write{T}"/>, by the table <see cref="Writer{T}"/>. Reuse writers: see <see cref="NetworkWriterPool"/>.
/// </summary>
public class NetworkWriter
{
    /// <summary>The longest string, in bytes of UTF-8: its length plus one must fit into a ushort.</summary>
    public const ushort MaxStringLength = ushort.MaxValue - 1;

    /// <summary>The first size of the array: the payload of an Ethernet frame, which most batches stay under.</summary>
    public const int DefaultCapacity = 1500;

    private byte[] _buffer;
    private int _position;

    /// <summary>Makes an empty writer.</summary>
    public NetworkWriter() : this(DefaultCapacity)
    {
    }

    /// <summary>Makes an empty writer with a first size.</summary>
    /// <param name="capacity">The first size in bytes.</param>
    public NetworkWriter(int capacity) => _buffer = capacity == 0 ? [] : new byte[capacity];

    /// <summary>Where the next byte goes, and the number of bytes written. Set it back to overwrite, forward to leave room that is filled later.</summary>
    public int Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            if (value > _buffer.Length) Grow(value);
            _position = value;
        }
    }

    /// <summary>The size of the array in bytes.</summary>
    public int Capacity => _buffer.Length;

    /// <summary>Forgets what was written; keeps the array.</summary>
    public void Reset() => _position = 0;

    /// <summary>What was written. Borrowed: valid until the next write.</summary>
    /// <returns>A view into the writer's array.</returns>
    public ReadOnlySpan<byte> ToSpan() => new(_buffer, 0, _position);

    /// <summary>What was written. Borrowed: valid until the next write.</summary>
    /// <returns>A view into the writer's array.</returns>
    public ArraySegment<byte> ToArraySegment() => new(_buffer, 0, _position);

    /// <summary>A copy of what was written.</summary>
    /// <returns>An array that the caller owns.</returns>
    public byte[] ToArray() => ToSpan().ToArray();

    /// <summary>What was written, see <see cref="ToArraySegment"/>.</summary>
    /// <param name="writer">The writer.</param>
    public static implicit operator ArraySegment<byte>(NetworkWriter writer) => writer.ToArraySegment();

    /// <summary>Writes a byte.</summary>
    /// <param name="value">The byte.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value)
    {
        if (_position == _buffer.Length) Grow(_position + 1);
        _buffer[_position++] = value;
    }

    /// <summary>Writes bytes as they are, without their count.</summary>
    /// <param name="bytes">The bytes.</param>
    public void WriteBytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    /// <summary>Writes a part of an array as it is, without its count.</summary>
    /// <param name="array">The array.</param>
    /// <param name="offset">The first byte.</param>
    /// <param name="count">How many bytes.</param>
    public void WriteBytes(byte[] array, int offset, int count) => WriteBytes(array.AsSpan(offset, count));

    /// <summary>Writes a value by the entry of its type in <see cref="Writer{T}"/>. There, int, uint, long and ulong are variable-length.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException">The type has no entry; the text says what to do.</exception>
    public void Write<T>(T value) => Writer<T>.Required(this, value);

    /// <summary>Moves on by <paramref name="count"/> bytes and gives them to be filled. For writers of fixed-size values: one check instead of one per field.</summary>
    /// <param name="count">How many bytes.</param>
    /// <returns>The bytes, with what was there before. Borrowed: valid until the next write.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Reserve(int count)
    {
        Debug.Assert(count >= 0, "A count of bytes cannot be negative.");
        int end = _position + count;
        if ((uint)end > (uint)_buffer.Length) Grow(end);
        Span<byte> room = _buffer.AsSpan(_position, count);
        _position = end;
        return room;
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{Convert.ToHexString(ToSpan())} @ {_position}/{Capacity}]";

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int needed)
    {
        // A negative size is an overflow of int; an array could not be that large anyway.
        if (needed < 0 || needed > Array.MaxLength) throw new InvalidOperationException("A NetworkWriter cannot hold more than 2 GB.");
        long doubled = Math.Min(Math.Max(_buffer.Length * 2L, 16), Array.MaxLength);
        Array.Resize(ref _buffer, (int)Math.Max(needed, doubled));
    }
}
