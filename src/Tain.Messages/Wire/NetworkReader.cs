using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Tain;

/// <summary>
/// Reads what a <see cref="NetworkWriter"/> wrote. Reading past the end throws <see cref="EndOfStreamException"/> and consumes nothing, as games' own readers
/// expect from Mirror; the border catches it once per message. A reader only borrows its bytes.
/// </summary>
public class NetworkReader
{
    /// <summary>The most elements that a received array, list or set may announce.</summary>
    public const int AllocationLimit = 1024 * 1024 * 16;

    /// <summary>
    /// How many elements of collections may take no bytes at all, such as structs without fields, in what one reader is given to read. Of others the bytes are the limit.
    /// </summary>
    public const int EmptyElementsLimit = 1024;

    private byte[] _array = [];
    private int _emptyElements;
    private int _start;
    private int _position;
    private int _end;

    /// <summary>Makes a reader without bytes.</summary>
    public NetworkReader()
    {
    }

    /// <summary>Makes a reader of a part of an array.</summary>
    /// <param name="segment">The bytes. Borrowed.</param>
    public NetworkReader(ArraySegment<byte> segment) => SetBuffer(segment);

    /// <summary>Makes a reader of an array.</summary>
    /// <param name="bytes">The bytes. Borrowed.</param>
    public NetworkReader(byte[] bytes) => SetBuffer(bytes);

    /// <summary>
    /// What values that name something elsewhere are looked up in, such as references to networked objects; null when there is nothing. Endpoints set it on the
    /// readers that they hand out, see <see cref="Tain.Messages.EndpointOptions.ReaderContext"/>.
    /// </summary>
    public object? Context { get; set; }

    /// <summary>How many bytes were read. Set it to read some again or to pass over some.</summary>
    public int Position
    {
        get => _position - _start;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Capacity);
            _position = _start + value;
        }
    }

    /// <summary>How many bytes are left.</summary>
    public int Remaining => _end - _position;

    /// <summary>How many bytes there were in all.</summary>
    public int Capacity => _end - _start;

    /// <summary>Begins to read other bytes.</summary>
    /// <param name="segment">The bytes. Borrowed.</param>
    public void SetBuffer(ArraySegment<byte> segment)
    {
        _array = segment.Array ?? [];
        _start = segment.Offset;
        _position = segment.Offset;
        _end = segment.Offset + segment.Count;
        _emptyElements = 0;
    }

    /// <summary>Begins to read other bytes.</summary>
    /// <param name="bytes">The bytes. Borrowed.</param>
    public void SetBuffer(byte[] bytes) => SetBuffer(new ArraySegment<byte>(bytes));

    /// <summary>Reads a byte.</summary>
    /// <returns>The byte.</returns>
    /// <exception cref="EndOfStreamException">Nothing is left.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadByte()
    {
        if (_position >= _end) ThrowEndOfStream(1);
        return _array[_position++];
    }

    /// <summary>Reads the byte in front of an object that may be null. What the weaver makes for classes begins with it.</summary>
    /// <returns>False: the object is null.</returns>
    /// <exception cref="EndOfStreamException">Nothing is left.</exception>
    /// <exception cref="InsufficientExecutionStackException">Objects are nested deeper than the stack allows. A byte a level is all that it takes to send that.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool ReadIsPresent()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return ReadByte() != 0;
    }

    /// <summary>
    /// Refuses a count of elements that the bytes at hand cannot hold, before anything is made for them. To be called behind the count, by whatever reads a collection.
    /// </summary>
    /// <param name="count">How many elements are announced.</param>
    /// <exception cref="EndOfStreamException">
    /// There are more than <see cref="AllocationLimit"/>, or more than bytes are left and more than <see cref="EmptyElementsLimit"/>.
    /// </exception>
    public void CheckElementCount(long count)
    {
        if (count <= Math.Min(Math.Max(Remaining, EmptyElementsLimit), AllocationLimit)) return;
        throw new EndOfStreamException(
            $"A collection of {count} elements is announced and {Remaining} bytes are left; at most {AllocationLimit} are read, and {EmptyElementsLimit} of those that take no bytes.");
    }

    /// <summary>Reads an element of a collection. Those that take no bytes are counted, for nothing else would end a collection of them.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>The element.</returns>
    /// <exception cref="EndOfStreamException">Nothing is left, or there were more than <see cref="EmptyElementsLimit"/> without bytes.</exception>
    /// <exception cref="InvalidOperationException">The type has no entry; the text says what to do.</exception>
    public T ReadElement<T>() => ReadElement(Reader<T>.Required);

    internal T ReadElement<T>(Func<NetworkReader, T> read)
    {
        int start = _position;
        T element = read(this);
        if (_position == start && ++_emptyElements > EmptyElementsLimit)
            throw new EndOfStreamException($"More than {EmptyElementsLimit} elements take no bytes; so many are read at most.");
        return element;
    }

    /// <summary>Reads bytes without copying.</summary>
    /// <param name="count">How many.</param>
    /// <returns>A view into the received packet: valid as long as the reader's bytes are, in a handler until it returns.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="EndOfStreamException">Fewer are left.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> ReadSpan(int count)
    {
        Require(count);
        var bytes = new ReadOnlySpan<byte>(_array, _position, count);
        _position += count;
        return bytes;
    }

    /// <summary>Reads bytes without copying; see <see cref="ReadSpan"/>.</summary>
    /// <param name="count">How many.</param>
    /// <returns>A view into the received packet.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="EndOfStreamException">Fewer are left.</exception>
    public ArraySegment<byte> ReadBytesSegment(int count)
    {
        Require(count);
        var bytes = new ArraySegment<byte>(_array, _position, count);
        _position += count;
        return bytes;
    }

    /// <summary>Reads bytes into an array.</summary>
    /// <param name="bytes">Where to, from its beginning.</param>
    /// <param name="count">How many; not more than the array holds.</param>
    /// <returns>The same array.</returns>
    /// <exception cref="EndOfStreamException">Fewer are left, or the array is too small.</exception>
    public byte[] ReadBytes(byte[] bytes, int count)
    {
        if (count > bytes.Length) throw new EndOfStreamException($"Cannot read {count} bytes into an array of {bytes.Length}.");
        ReadSpan(count).CopyTo(bytes);
        return bytes;
    }

    /// <summary>Reads a value by the entry of its type in <see cref="Reader{T}"/>.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidOperationException">The type has no entry; the text says what to do.</exception>
    public T Read<T>() => Reader<T>.Required(this);

    /// <summary>Reads a variable-length number where a broken one is a value and not an exception.</summary>
    /// <param name="value">The number.</param>
    /// <returns>False when it is cut off; nothing is read then.</returns>
    public bool TryReadVarULong(out ulong value)
    {
        // Most numbers are small: ids of few objects, lengths, counts.
        int position = _position;
        byte[] array = _array;
        if (position < _end && (uint)position < (uint)array.Length && array[position] <= VarIntCoding.OneByteMax)
        {
            value = array[position];
            _position = position + 1;
            return true;
        }

        if (!VarIntCoding.TryRead(PeekRemaining(), out value, out int sizeBytes)) return false;
        _position += sizeBytes;
        return true;
    }

    /// <summary>The bytes that are left, without reading them.</summary>
    /// <returns>A view into the received packet.</returns>
    public ReadOnlySpan<byte> PeekRemaining() => new(_array, _position, Remaining);

    /// <inheritdoc/>
    public override string ToString() => $"[{Convert.ToHexString(_array, _start, Capacity)} @ {Position}/{Capacity}]";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Require(int count)
    {
        // The sum is not formed: a hostile count could overflow it.
        if ((uint)count > (uint)Remaining) ThrowEndOfStream(count);
    }

    [DoesNotReturn]
    private void ThrowEndOfStream(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        throw new EndOfStreamException($"Cannot read {count} bytes at {Position}: {Remaining} of {Capacity} are left.");
    }
}
