using System.Diagnostics;

namespace Tain.Transports;

/// <summary>
/// Finds a segment by its number in one step. It holds numbers of one window, <c>first</c> to <c>first + capacity - 1</c>, and starts small:
/// most peers never have more than a few segments under way, and a window's worth of slots for each would cost a server 64 KB per player.
/// </summary>
internal sealed class SegmentRing
{
    private const int InitialSlots = 16;

    private KcpSegment?[] _slots = new KcpSegment?[InitialSlots];

    public int Count { get; private set; }

    public KcpSegment? Find(SequenceNumber number)
    {
        KcpSegment? segment = _slots[Slot(number)];
        return segment is not null && segment.Sequence == number ? segment : null;
    }

    /// <summary>Adds a segment whose number is not yet held.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="first">The lowest number that is or may still be held. The caller's window bounds the distance, and with it the memory.</param>
    public void Add(KcpSegment segment, SequenceNumber first)
    {
        int distance = segment.Sequence - first;
        Debug.Assert(distance >= 0, "The window's first number is the lowest.");
        if (distance >= _slots.Length) Grow(distance + 1);
        Debug.Assert(_slots[Slot(segment.Sequence)] is null, "Two numbers of one window never share a slot.");
        _slots[Slot(segment.Sequence)] = segment;
        Count++;
    }

    public void Remove(KcpSegment segment)
    {
        Debug.Assert(ReferenceEquals(Find(segment.Sequence), segment), "Only what is held is removed.");
        _slots[Slot(segment.Sequence)] = null;
        Count--;
    }

    /// <summary>Gives all segments to the pool and shrinks to the initial size, so that a reused peer does not keep a predecessor's memory.</summary>
    public void Clear(KcpSegmentPool pool)
    {
        for (int i = 0; Count > 0; i++)
        {
            if (_slots[i] is not { } segment) continue;
            Remove(segment);
            pool.Return(segment);
        }
        if (_slots.Length > InitialSlots) _slots = new KcpSegment?[InitialSlots];
    }

    /// <summary>Forgets all segments without returning them; for a ring that only indexes a list which owns them.</summary>
    public void Forget()
    {
        if (_slots.Length > InitialSlots) _slots = new KcpSegment?[InitialSlots];
        else Array.Clear(_slots);
        Count = 0;
    }

    private int Slot(SequenceNumber number) => (int)(number.Value & (uint)(_slots.Length - 1));

    private void Grow(int needed)
    {
        KcpSegment?[] before = _slots;
        _slots = new KcpSegment?[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)needed)];
        foreach (KcpSegment? segment in before)
        {
            if (segment is not null) _slots[Slot(segment.Sequence)] = segment;
        }
    }
}
