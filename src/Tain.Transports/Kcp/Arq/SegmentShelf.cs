namespace Tain.Transports;

/// <summary>
/// The idle segments of one size. It keeps as many as were in use at once in the last half minute to minute, because the traffic of games comes in waves: whoever gives back
/// after every wave allocates at the next. More than that, what one burst left behind, goes to the collector.
/// </summary>
internal sealed class SegmentShelf(int segmentBytes, int limit)
{
    // Below this there is nothing to gain.
    private const int FloorBytes = 64 * 1024;

    private readonly int _floor = FloorBytes / segmentBytes;
    private KcpSegment? _first;
    private int _inUse;
    private int _peak;
    private int _peakBefore;

    public int SegmentBytes { get; } = segmentBytes;

    public int Count { get; private set; }

    public KcpSegment Take()
    {
        _inUse++;
        _peak = Math.Max(_peak, _inUse);
        if (_first is not { } segment) return new KcpSegment(SegmentBytes);
        _first = segment.Next;
        segment.Next = null;
        Count--;
        return segment;
    }

    public void Put(KcpSegment segment)
    {
        _inUse--;
        if (Count == limit) return;
        segment.Next = _first;
        _first = segment;
        Count++;
    }

    /// <summary>Ends one stretch of time and begins the next; what neither this one nor the one before needed is let go.</summary>
    public void Review()
    {
        int needed = Math.Max(Math.Max(_peak, _peakBefore), _floor);
        _peakBefore = _peak;
        _peak = _inUse;
        while (_first is { } spare && _inUse + Count > needed)
        {
            _first = spare.Next;
            spare.Next = null;      // or the survivors of an older generation would keep the younger alive
            Count--;
        }
    }
}
