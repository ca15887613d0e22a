using System.Diagnostics;

namespace Tain.Transports;

/// <summary>
/// Segments for all peers of one endpoint, so that a warm endpoint allocates nothing per packet. Two sizes, because most batches of a game
/// are far smaller than a datagram. What is kept for reuse is bounded; beyond that the collector takes over.
/// </summary>
internal sealed class KcpSegmentPool(int largeBytes)
{
    /// <summary>Payload of a small segment: fits a ping, an input or a few state changes.</summary>
    public const int SmallBytes = 128;

    // Kept for reuse: 20 MB, what one burst to a thousand players takes; small ones cost less than half of that.
    private const int MaxIdleLargeBytes = 20_000_000;
    private const int MaxIdleSmall = 65_536;

    private FreeList _small = new(MaxIdleSmall);
    private FreeList _large = new(MaxIdleLargeBytes / largeBytes);

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

    private struct FreeList(int limit)
    {
        private KcpSegment? _first;
        private int _count;

        public KcpSegment? Take()
        {
            if (_first is not { } segment) return null;
            _first = segment.Next;
            segment.Next = null;
            _count--;
            return segment;
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
