namespace Tain.Transports;

/// <summary>
/// Segments that arrived since the last flush and are to be acknowledged, duplicates included: an earlier acknowledgement may be what got lost.
/// Bounded, because a peer chooses how many duplicates it sends between two flushes; what does not fit is acknowledged by the next header's
/// expected number or resent by the peer.
/// </summary>
internal sealed class AckList(int limit)
{
    private const int InitialEntries = 16;

    private Entry[] _entries = new Entry[InitialEntries];

    public int Count { get; private set; }

    public ref readonly Entry this[int index] => ref _entries[index];

    public void Add(SequenceNumber sequence, KcpTime timestamp)
    {
        if (Count == limit) return;
        if (Count == _entries.Length) Array.Resize(ref _entries, Math.Min(limit, Count * 2));
        _entries[Count++] = new Entry(sequence, timestamp);
    }

    public void Clear() => Count = 0;

    /// <summary>Empties the list and gives back memory that a burst took.</summary>
    public void Reset()
    {
        Count = 0;
        if (_entries.Length > InitialEntries) _entries = new Entry[InitialEntries];
    }

    public readonly record struct Entry(SequenceNumber Sequence, KcpTime Timestamp);
}
