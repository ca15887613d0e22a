namespace Tain;

/// <summary>
/// Small numbers of the objects that are spawned on a server. They are used again, unlike netIds, so that a set of objects is a row of bits, however long the server runs.
/// </summary>
internal sealed class SpawnSlots
{
    /// <summary>The number of an object that is not spawned on a server.</summary>
    public const int None = -1;

    private readonly Stack<int> _free = new();
    private NetworkIdentity?[] _objects = new NetworkIdentity?[64];
    private int _used;

    /// <summary>The objects about which a client that gets the world is asked one by one: all but those that a group of the game decides about.</summary>
    public SlotSet Single { get; } = new();

    /// <summary>Those of <see cref="Single"/> that everybody is given without a question, as long as there is no rule.</summary>
    public CommonObjects Common { get; } = new();

    /// <summary>The object that has a number now; null when none has it.</summary>
    public NetworkIdentity? this[int slot] => (uint)slot < (uint)_used ? _objects[slot] : null;

    public void Give(NetworkIdentity identity)
    {
        if (!_free.TryPop(out int slot))
        {
            if (_used == _objects.Length) Array.Resize(ref _objects, _objects.Length * 2);
            slot = _used++;
        }
        _objects[slot] = identity;
        identity.SpawnSlot = slot;
        Single.Add(slot);
    }

    /// <summary>Another group may decide about an object now, or something else about it that a newcomer has to be asked for.</summary>
    public void Judge(NetworkIdentity identity)
    {
        if (identity.SpawnSlot == None) return;
        Common.Judge(identity);
        if (identity is { visibility: Visibility.Default, observers.Group.Kind: GroupKind.Custom }) Single.Remove(identity.SpawnSlot);
        else Single.Add(identity.SpawnSlot);
    }

    /// <summary>Copies the objects of <see cref="Single"/> to the start of an array that has room for them.</summary>
    /// <param name="target">The array.</param>
    /// <param name="withoutCommon">Whether to leave out those of <see cref="Common"/>.</param>
    /// <returns>How many.</returns>
    public int CopySinglesTo(NetworkIdentity[] target, bool withoutCommon)
    {
        int count = 0;
        SlotSet? except = withoutCommon ? Common.Slots : null;
        for (int slot = Single.Next(0, except); slot >= 0; slot = Single.Next(slot + 1, except)) target[count++] = _objects[slot]!;
        return count;
    }

    public void TakeBack(NetworkIdentity identity)
    {
        if (identity.SpawnSlot == None) return;
        _objects[identity.SpawnSlot] = null;
        Single.Remove(identity.SpawnSlot);
        Common.Remove(identity);
        _free.Push(identity.SpawnSlot);
        identity.SpawnSlot = None;
        // From the beginning again, so that the order of slots is that of spawning.
        if (_free.Count != _used) return;
        _free.Clear();
        _used = 0;
    }
}
