using System.Diagnostics;

namespace Tain.Transports;

/// <summary>Segments in order, linked through themselves: joining and leaving at any place is one step and allocates nothing.</summary>
internal sealed class SegmentList
{
    public KcpSegment? First { get; private set; }

    public KcpSegment? Last { get; private set; }

    public int Count { get; private set; }

    public void AddLast(KcpSegment segment)
    {
        Debug.Assert(segment.Next is null && segment.Previous is null, "A segment is on one list at a time.");
        segment.Previous = Last;
        if (Last is null) First = segment;
        else Last.Next = segment;
        Last = segment;
        Count++;
    }

    public void Remove(KcpSegment segment)
    {
        if (segment.Previous is null) First = segment.Next;
        else segment.Previous.Next = segment.Next;
        if (segment.Next is null) Last = segment.Previous;
        else segment.Next.Previous = segment.Previous;
        segment.Next = null;
        segment.Previous = null;
        Count--;
    }

    public void Clear(KcpSegmentPool pool)
    {
        while (First is { } segment)
        {
            Remove(segment);
            pool.Return(segment);
        }
    }
}
