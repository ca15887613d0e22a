using System.Diagnostics;

namespace Tain.Transports;

/// <summary>
/// Segments for all peers of one endpoint, so that a warm endpoint allocates nothing per packet. In three sizes, because most batches of a game
/// are far smaller than a datagram. What is kept for reuse is bounded.
/// </summary>
internal sealed class KcpSegmentPool
{
    /// <summary>Payload of a small segment: fits a ping, an input or a few state changes.</summary>
    public const int SmallBytes = 128;

    // The state of ten or twenty moving objects.
    private const int MediumBytes = 512;

    // Kept for reuse at most, of each size: what one burst to a thousand players takes.
    private const int MaxIdleBytes = 20_000_000;

    private const int ReviewMs = 30_000;

    private readonly SegmentShelf[] _shelves;
    private long _reviewedAtMs;

    /// <summary>Makes a pool that is empty.</summary>
    /// <param name="largeBytes">The longest payload of a segment.</param>
    public KcpSegmentPool(int largeBytes)
    {
        int[] sizes = largeBytes > MediumBytes ? [SmallBytes, MediumBytes, largeBytes] : [SmallBytes, Math.Max(largeBytes, SmallBytes)];
        _shelves = [.. sizes.Select(static bytes => new SegmentShelf(bytes, MaxIdleBytes / bytes))];
    }

    /// <summary>Segments that are out of the pool; 0 once every peer is reset.</summary>
    public int Rented { get; private set; }

    /// <summary>Payload memory of the segments that are out of the pool.</summary>
    public long RentedBytes { get; private set; }

    /// <summary>Segments that are kept for reuse.</summary>
    public int Idle => _shelves.Sum(static shelf => shelf.Count);

    /// <summary>Takes a segment with room for <paramref name="payloadBytes"/>; its other fields are as new.</summary>
    public KcpSegment Rent(int payloadBytes)
    {
        KcpSegment segment = ShelfFor(payloadBytes).Take();
        Rented++;
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
        ShelfFor(segment.CapacityBytes).Put(segment);
    }

    /// <summary>Looks from time to time whether more is kept than is used.</summary>
    public void ReviewIfDue(long nowMs)
    {
        if (nowMs - _reviewedAtMs < ReviewMs) return;
        _reviewedAtMs = nowMs;
        foreach (SegmentShelf shelf in _shelves) shelf.Review();
    }

    private SegmentShelf ShelfFor(int bytes)
    {
        foreach (SegmentShelf shelf in _shelves)
        {
            if (bytes <= shelf.SegmentBytes) return shelf;
        }
        throw new UnreachableException("A segment's payload fits one datagram; the caller fragments.");
    }
}
