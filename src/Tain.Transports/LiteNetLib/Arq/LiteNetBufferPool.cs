using System.Diagnostics;

namespace Tain.Transports;

/// <summary>
/// Buffers for all peers of one endpoint, so that a warm endpoint allocates nothing per packet. Two sizes, because most batches of a game are far smaller than a datagram.
/// What is kept for reuse is bounded; beyond that the collector takes over.
/// </summary>
internal sealed class LiteNetBufferPool
{
    /// <summary>Room of a small buffer: headers and an input or a few state changes.</summary>
    public const int SmallBytes = 160;

    // Kept for reuse: 16,384 large ones are 24 MB, what one burst to a thousand players takes; small ones cost a third of that.
    private const int MaxIdleLarge = 16_384;
    private const int MaxIdleSmall = 49_152;

    private readonly FreeList _small = new(MaxIdleSmall);
    private readonly FreeList _large = new(MaxIdleLarge);

    /// <summary>Buffers that are out of the pool; 0 once every peer is released.</summary>
    public int Rented { get; private set; }

    /// <summary>Takes a buffer whose packet has so many bytes, of whatever content.</summary>
    public LiteNetBuffer Rent(int bytes)
    {
        Debug.Assert(bytes <= LiteNetWire.MaxDatagramBytes, "A packet fits one datagram; the caller makes fragments.");
        Rented++;
        LiteNetBuffer buffer = bytes <= SmallBytes ? _small.Take() ?? new LiteNetBuffer(SmallBytes) : _large.Take() ?? new LiteNetBuffer(LiteNetWire.MaxDatagramBytes);
        buffer.Length = bytes;
        buffer.Transmissions = 0;
        return buffer;
    }

    public void Return(LiteNetBuffer buffer)
    {
        Debug.Assert(buffer.Next is null, "A returned buffer is on no list any more.");
        Rented--;
        (buffer.CapacityBytes == SmallBytes ? _small : _large).Put(buffer);
    }

    private sealed class FreeList(int limit)
    {
        private LiteNetBuffer? _first;
        private int _count;

        public LiteNetBuffer? Take()
        {
            if (_first is not { } buffer) return null;
            _first = buffer.Next;
            buffer.Next = null;
            _count--;
            return buffer;
        }

        public void Put(LiteNetBuffer buffer)
        {
            if (_count == limit) return;
            buffer.Next = _first;
            _first = buffer;
            _count++;
        }
    }
}
