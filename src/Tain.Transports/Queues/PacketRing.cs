using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;

namespace Tain.Transports;

/// <summary>
/// A bounded first-in-first-out queue of packets in one array of bytes. It exists because a queue of pooled buffers allocates at every new peak,
/// while a ring allocates only when it doubles, and its limit is in bytes, which is what memory is made of.
/// </summary>
/// <remarks>
/// A packet lies contiguously, so that it can be borrowed in place; it stays untouched until <see cref="Drop"/>, also when the ring grows meanwhile.
/// Packets become visible to the reader with <see cref="Publish"/>. Not thread-safe: the owner locks where two threads meet.
/// </remarks>
internal sealed class PacketRing
{
    private const int HeaderBytes = 2 * sizeof(int);   // length, channel
    private const int Alignment = 8;
    private const int InitialBytes = 2048;

    private readonly int _maxBytes;
    private byte[] _buffer = [];
    private int _head;        // first byte of the oldest packet
    private int _tail;        // first free byte
    private int _wrapAt;      // where the upper part ends, when the packets go on at 0
    private bool _wrapped;
    private int _count;
    private int _published;

    /// <summary>Makes an empty ring, which holds no memory yet.</summary>
    /// <param name="maxBytes">The limit, headers of 8 bytes per packet included. It is rounded up to a power of two.</param>
    public PacketRing(int maxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxBytes, 1 << 30);
        _maxBytes = Math.Max(InitialBytes, (int)BitOperations.RoundUpToPowerOf2((uint)maxBytes));
    }

    /// <summary>Packets that a reader may take.</summary>
    public int Published => _published;

    /// <summary>All packets, published or not.</summary>
    public int Count => _count;

    /// <summary>Bytes in use, headers included.</summary>
    public int UsedBytes => _wrapped ? _wrapAt - _head + _tail : _tail - _head;

    /// <summary>Copies a packet to the end of the queue.</summary>
    /// <returns>False when it does not fit within the limit; nothing was changed then.</returns>
    public bool TryAppend(ReadOnlySpan<byte> data, Channel channel) => TryAppend([], data, channel);

    /// <summary>Copies a packet of two parts to the end of the queue.</summary>
    /// <returns>False when it does not fit within the limit; nothing was changed then.</returns>
    public bool TryAppend(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> data, Channel channel)
    {
        int length = prefix.Length + data.Length;
        int needed = SizeOf(length);
        if (needed > _maxBytes || !TryMakeRoom(needed)) return false;
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_tail), length);
        _buffer[_tail + sizeof(int)] = (byte)channel;
        prefix.CopyTo(_buffer.AsSpan(_tail + HeaderBytes));
        data.CopyTo(_buffer.AsSpan(_tail + HeaderBytes + prefix.Length));
        _tail += needed;
        _count++;
        return true;
    }

    /// <summary>Shows everything appended so far to the reader.</summary>
    public void Publish() => _published = _count;

    /// <summary>Borrows the oldest published packet; it is untouched until <see cref="Drop"/> or <see cref="Clear"/>.</summary>
    public bool TryPeek(out ReadOnlyMemory<byte> data, out Channel channel)
    {
        if (_published == 0)
        {
            data = default;
            channel = default;
            return false;
        }
        int length = BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(_head));
        channel = (Channel)_buffer[_head + sizeof(int)];
        data = _buffer.AsMemory(_head + HeaderBytes, length);
        return true;
    }

    /// <summary>Removes the oldest published packet.</summary>
    public void Drop()
    {
        Debug.Assert(_published > 0, "Only a packet that was peeked can be dropped.");
        _head += SizeOf(BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(_head)));
        _count--;
        _published--;
        if (_count == 0)
        {
            Clear();
        }
        else if (_wrapped && _head == _wrapAt)
        {
            _head = 0;
            _wrapped = false;
        }
    }

    /// <summary>Forgets all packets and keeps the memory.</summary>
    public void Clear()
    {
        _head = _tail = _count = _published = 0;
        _wrapped = false;
    }

    private static int SizeOf(int length) => HeaderBytes + ((length + Alignment - 1) & ~(Alignment - 1));

    private bool TryMakeRoom(int needed)
    {
        if (_wrapped)
        {
            if (_head - _tail >= needed) return true;
        }
        else if (_buffer.Length - _tail >= needed)
        {
            return true;
        }
        else if (_head >= needed)
        {
            _wrapAt = _tail;
            _tail = 0;
            _wrapped = true;
            return true;
        }
        return TryGrow(needed);
    }

    private bool TryGrow(int needed)
    {
        int upper = (_wrapped ? _wrapAt : _tail) - _head;
        int lower = _wrapped ? _tail : 0;
        long wanted = Math.Max(InitialBytes, Math.Max(2L * _buffer.Length, (long)upper + lower + needed));
        if (wanted > _maxBytes) return false;
        // A new array, never the old one moved in place: a borrowed packet keeps its bytes.
        var grown = new byte[(int)BitOperations.RoundUpToPowerOf2((uint)wanted)];
        _buffer.AsSpan(_head, upper).CopyTo(grown);
        _buffer.AsSpan(0, lower).CopyTo(grown.AsSpan(upper));
        _buffer = grown;
        _head = 0;
        _tail = upper + lower;
        _wrapped = false;
        return true;
    }
}
