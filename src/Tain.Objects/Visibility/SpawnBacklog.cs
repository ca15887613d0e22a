using System.Numerics;

namespace Tain;

/// <summary>
/// The objects that one connection shall have and has not been sent yet. At first they stand in the order in which they were listed; once they are put in order, what
/// is most important comes first. An object is known by its <see cref="NetworkIdentity.SpawnSlot"/>: whether it waits is one bit. What is the same for all newcomers is not
/// listed: it waits as a copy of the bits of <see cref="CommonObjects"/>, whose order it goes along.
/// </summary>
internal sealed class SpawnBacklog
{
    private const int SmallestCapacity = 64;

    private Entry[] _entries = new Entry[SmallestCapacity];
    private readonly SlotSet _waiting = new();
    private readonly SlotSet _listed = new();

    /// <summary>How many objects wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>How many entries there are: also of objects that do not wait any more.</summary>
    public int Listed { get; private set; }

    /// <summary>Whether the first entry is the most important one.</summary>
    public bool IsOrdered { get; private set; }

    public int Capacity => _entries.Length;

    /// <summary>Whether the connection was given the common objects as one. Some of them may have been sent since.</summary>
    public bool HasCommon { get; private set; }

    /// <summary>The netId from which common objects are still to be looked for.</summary>
    public uint NextCommon { get; set; }

    /// <summary>An entry by its place; until they are put in order, places are the order of listing.</summary>
    public Entry this[int place] => _entries[place];

    public bool Contains(int slot) => _waiting.Contains(slot);

    /// <summary>Whether an object waits that has no entry of its own.</summary>
    public bool IsUnlisted(int slot) => _waiting.Contains(slot) && !_listed.Contains(slot);

    /// <summary>The lowest slot of an object that waits, from another one on; -1 when there is none.</summary>
    public int NextWaiting(int from) => _waiting.Next(from);

    /// <summary>All of a set wait from now on, in the order that all newcomers go along.</summary>
    public void AddCommon(SlotSet slots)
    {
        _waiting.AddAll(slots);
        HasCommon = true;
        NextCommon = 0;
    }

    /// <summary>Makes room for that many entries more at once.</summary>
    public void Reserve(int entries)
    {
        if (Listed + entries > _entries.Length) Array.Resize(ref _entries, (int)BitOperations.RoundUpToPowerOf2((uint)(Listed + entries)));
    }

    /// <summary>Lists an object, which does not wait by that alone.</summary>
    public void List(int slot, uint netId, float priority)
    {
        if (!_listed.Add(slot)) return;
        if (Listed == _entries.Length) Array.Resize(ref _entries, _entries.Length * 2);
        _entries[Listed] = new Entry(priority, netId, slot);
        Listed++;
        if (IsOrdered) Rise(Listed - 1);
    }

    /// <summary>A listed object waits from now on.</summary>
    /// <returns>False when it did before.</returns>
    public bool Add(int slot) => _waiting.Add(slot);

    /// <summary>The object does not wait any more: it was sent, or is not for the connection now.</summary>
    /// <returns>False when it did not wait.</returns>
    public bool Remove(int slot) => _waiting.Remove(slot);

    public void SetPriority(int place, float priority) => _entries[place] = _entries[place] with { Priority = priority };

    /// <summary>Puts the entries in order, by priorities that all have one by now. It takes time in proportion to their number.</summary>
    public void Order()
    {
        for (int place = Listed / 2 - 1; place >= 0; place--) Sink(place);
        IsOrdered = true;
    }

    /// <summary>Takes the first entry out.</summary>
    public void TakeFirst()
    {
        _listed.Remove(_entries[0].Slot);
        _entries[0] = _entries[--Listed];
        if (Listed > 1) Sink(0);
    }

    public void Clear()
    {
        _waiting.Clear();
        _listed.Clear();
        Listed = 0;
        IsOrdered = false;
        HasCommon = false;
    }

    /// <summary>Drops the entries of objects that do not wait any more.</summary>
    public void DropOthers()
    {
        if (Listed == 0) return;
        int kept = 0;
        _listed.Clear();
        for (int place = 0; place < Listed; place++)
        {
            if (!Contains(_entries[place].Slot)) continue;
            _listed.Add(_entries[place].Slot);
            _entries[kept++] = _entries[place];
        }
        Listed = kept;
        if (IsOrdered) Order();
    }

    // A heap whose first entry goes out first.
    private void Rise(int place)
    {
        Entry entry = _entries[place];
        while (place > 0)
        {
            int parent = (place - 1) / 2;
            if (!entry.IsBefore(_entries[parent])) break;
            _entries[place] = _entries[parent];
            place = parent;
        }
        _entries[place] = entry;
    }

    private void Sink(int place)
    {
        Entry entry = _entries[place];
        while (true)
        {
            int child = place * 2 + 1;
            if (child >= Listed) break;
            if (child + 1 < Listed && _entries[child + 1].IsBefore(_entries[child])) child++;
            if (!_entries[child].IsBefore(entry)) break;
            _entries[place] = _entries[child];
            place = child;
        }
        _entries[place] = entry;
    }

    /// <summary>One object's place in the order.</summary>
    /// <param name="Priority">What is higher goes out earlier; <see cref="NotAsked"/> before anybody was asked.</param>
    /// <param name="NetId">Decides between equals: what was spawned earlier goes out earlier.</param>
    /// <param name="Slot">Which object.</param>
    public readonly record struct Entry(float Priority, uint NetId, int Slot)
    {
        public const float NotAsked = float.NaN;

        /// <summary>Goes out before everything else, whatever else was sent in this tick.</summary>
        public const float Urgent = float.PositiveInfinity;

        public bool IsBefore(in Entry other) => Priority > other.Priority || (Priority == other.Priority && NetId < other.NetId);
    }
}
