namespace Tain;

/// <summary>
/// The changes of a collection that have not been sent yet, and, on the receiving side, how many of the changes that will come are contained in the content
/// already: a new observer gets the content of now, and then, like everybody, the changes of this tick.
/// </summary>
internal sealed class ChangeLog<TChange>
{
    private readonly List<TChange> _changes = [];

    // Of the changes to come, counted from the next delta on; of a Hybrid component, whose deltas repeat all changes since a baseline, counted from that baseline on.
    private uint _ahead;

    public int Count => _changes.Count;

    public TChange this[int index] => _changes[index];

    public void Add(TChange change) => _changes.Add(change);

    public void Clear() => _changes.Clear();

    public void Reset()
    {
        _changes.Clear();
        _ahead = 0;
    }

    public void WritePending(NetworkWriter writer) => writer.WriteUInt((uint)_changes.Count);

    /// <summary>Reads what follows the content of a spawn message: whatever was recorded here before belongs to another life of the object.</summary>
    public void ReadPending(NetworkReader reader)
    {
        _changes.Clear();
        uint ahead = reader.ReadUInt();
        // More changes than any message holds would be waited for for ever, and all that come be taken for known.
        if (ahead > NetworkReader.AllocationLimit) throw new InvalidDataException($"A sync collection announces that {ahead} changes to come are contained in it; {NetworkReader.AllocationLimit} is the limit.");
        _ahead = ahead;
    }

    /// <summary>
    /// Reads what follows the content of a baseline. The changes it names were in the deltas before; the sender has forgotten them, and the next delta holds none of them.
    /// </summary>
    public void ReadBaselinePending(NetworkReader reader)
    {
        reader.ReadUInt();
        Reset();
    }

    /// <summary>How many of the changes at the front of a received delta are contained in the content already.</summary>
    /// <param name="count">How many changes the delta holds.</param>
    /// <param name="isCumulative">Whether the delta repeats all changes since a baseline, as those of Hybrid components do.</param>
    public uint TakeKnown(uint count, bool isCumulative)
    {
        if (isCumulative)
        {
            // A record that shrank was begun anew.
            uint repeated = count < _ahead ? 0 : _ahead;
            _ahead = count;
            return repeated;
        }
        uint known = Math.Min(count, _ahead);
        _ahead -= known;
        return known;
    }

    /// <summary>What was announced to be contained already will not come: the sender tells this side nothing more, or begins anew.</summary>
    public void ForgetAnnounced() => _ahead = 0;

    /// <summary>Reads a count of elements. It is not believed further than the bytes that could hold it, but elements may be of no size at all.</summary>
    public static uint ReadElementCount(NetworkReader reader)
    {
        uint count = reader.ReadUInt();
        reader.CheckElementCount(count);
        return count;
    }

    /// <summary>Reads a count of changes, each of which takes a byte at least.</summary>
    public static uint ReadChangeCount(NetworkReader reader)
    {
        uint count = reader.ReadUInt();
        if (count > reader.Remaining) throw new EndOfStreamException($"{count} changes of a sync collection are announced and {reader.Remaining} bytes are left.");
        return count;
    }
}
