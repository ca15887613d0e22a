using System.Diagnostics;

namespace Tain.Transports;

/// <summary>
/// Segments for all peers of one endpoint, so that a warm endpoint allocates nothing per packet. Two sizes, because most batches of a game
/// are far smaller than a datagram. What is kept for reuse is bounded, and what a burst left behind is given back to the collector little by little.
/// </summary>
internal sealed class KcpSegmentPool(int largeBytes)
{
    /// <summary>Payload of a small segment: fits a ping, an input or a few state changes.</summary>
    public const int SmallBytes = 128;

    // Kept for reuse: 20 MB, what one burst to a thousand players takes; small ones cost less than half of that.
    private const int MaxIdleLargeBytes = 20_000_000;
    private const int MaxIdleSmall = 65_536;

    // How often it is looked (below half a megabyte there is nothing to gain) whether more is kept than is used.
    private const int ReviewMs = 4_000;

    private long _reviewedAtMs;
    private FreeList _small = new(MaxIdleSmall, floor: 2_048);
    private FreeList _large = new(MaxIdleLargeBytes / largeBytes, floor: 256);

    /// <summary>Segments that are out of the pool; 0 once every peer is reset.</summary>
    public int Rented { get; private set; }

    /// <summary>Payload memory of the segments that are out of the pool.</summary>
    public long RentedBytes { get; private set; }

    /// <summary>Takes a segment with room for <paramref name="payloadBytes"/>; its other fields are as new.</summary>
    public KcpSegment Rent(int payloadBytes)
    {
        Debug.Assert(payloadBytes <= largeBytes, "A segment's payload fits one datagram; the caller fragments.");
        Rented++;
        KcpSegment segment = payloadBytes <= SmallBytes
            ? _small.Take() ?? new KcpSegment(SmallBytes)
            : _large.Take() ?? new KcpSegment(largeBytes);
        RentedBytes += segment.CapacityBytes;
        segment.PayloadBytes = payloadBytes;
        segment.Transmissions = 0;
        segment.SkippedBy = 0;
        return segment;
    }

    public void Return(KcpSegment segment)
    {
        Debug.Assert(segment.Next is null && segment.Previous is null, "A returned segment is on no list any more.");
        Rented--;
        RentedBytes -= segment.CapacityBytes;
        if (segment.CapacityBytes == SmallBytes) _small.Put(segment);
        else _large.Put(segment);
    }

    /// <summary>Gives back half of what was not needed since the last review.</summary>
    public void ReviewIfDue(long nowMs)
    {
        if (nowMs - _reviewedAtMs < ReviewMs) return;
        _reviewedAtMs = nowMs;
        _small.Review();
        _large.Review();
    }

    /// <summary>Segments that are kept for reuse.</summary>
    public int Idle => _small.Count + _large.Count;

    private struct FreeList(int limit, int floor)
    {
        private KcpSegment? _first;
        private int _count;
        private int _leastCount;

        public readonly int Count => _count;

        public KcpSegment? Take()
        {
            if (_first is not { } segment) return null;
            _first = segment.Next;
            segment.Next = null;
            _count--;
            _leastCount = Math.Min(_leastCount, _count);
            return segment;
        }

        public void Review()
        {
            for (int spare = Math.Min(_leastCount / 2, _count - floor); spare > 0; spare--) Take();
            _leastCount = _count;
        }

        public void Put(KcpSegment segment)
        {
            if (_count == limit) return;
            segment.Next = _first;
            _first = segment;
            _count++;
        }
    }
}
