namespace Tain;

/// <summary>
/// The changes of a collection that have not been sent yet, and, on the receiving side, how many of the changes that will come are contained in the initial
/// content already: a new observer gets the content of now, and then, like everybody, the changes of this tick.
/// </summary>
internal sealed class ChangeLog<TChange>
{
    private readonly List<TChange> _changes = [];
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

    public void ReadPending(NetworkReader reader)
    {
        _changes.Clear();
        _ahead = reader.ReadUInt();
    }

    /// <summary>Whether a received change is news. The initial content was ahead of it otherwise.</summary>
    public bool IsNews()
    {
        if (_ahead == 0) return true;
        _ahead--;
        return false;
    }

    /// <summary>Reads a count of elements or changes. It is not believed further than the bytes that could hold it, but elements may be of no size at all.</summary>
    public static uint ReadCount(NetworkReader reader)
    {
        uint count = reader.ReadUInt();
        if (count > NetworkReader.AllocationLimit) throw new EndOfStreamException($"A sync collection announces {count} elements; {NetworkReader.AllocationLimit} is the limit.");
        return count;
    }
}
