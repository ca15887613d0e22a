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
    }

    public void TakeBack(NetworkIdentity identity)
    {
        if (identity.SpawnSlot == None) return;
        _objects[identity.SpawnSlot] = null;
        _free.Push(identity.SpawnSlot);
        identity.SpawnSlot = None;
    }
}
