namespace Tain;

/// <summary>The objects that exist on this side of the network, by their number. The server's table also gives out the numbers.</summary>
/// <param name="lastNetId">The number after which it begins to give out numbers.</param>
internal sealed class SpawnTable(uint lastNetId = 0)
{
    private readonly Dictionary<uint, NetworkIdentity> _objects = [];
    private uint _lastNetId = lastNetId;

    public IReadOnlyDictionary<uint, NetworkIdentity> ByNetId => _objects;

    /// <summary>Enumerates without allocation.</summary>
    public Dictionary<uint, NetworkIdentity>.ValueCollection Objects => _objects.Values;

    public int Count => _objects.Count;

    /// <summary>The server's table: small numbers of the objects.</summary>
    public SpawnSlots Slots => field ??= new SpawnSlots();

    /// <summary>
    /// Not used again before four billion others, so that a late message cannot reach a new object. A server that runs for years gets there: what is still in the world
    /// keeps its number then, and 0 stays the number of what is not spawned.
    /// </summary>
    public uint NextNetId()
    {
        do _lastNetId = _lastNetId == uint.MaxValue ? 1 : _lastNetId + 1;
        while (_objects.ContainsKey(_lastNetId));
        return _lastNetId;
    }

    public void RestartNetIds() => _lastNetId = 0;

    public NetworkIdentity? Find(uint netId) => _objects.GetValueOrDefault(netId);

    public void Add(uint netId, NetworkIdentity identity) => _objects[netId] = identity;

    public bool Remove(uint netId) => _objects.Remove(netId);

    public void Clear() => _objects.Clear();

    /// <summary>Copies the objects to the start of an array that has room for them.</summary>
    /// <returns>How many.</returns>
    public int CopyTo(NetworkIdentity[] target)
    {
        _objects.Values.CopyTo(target, 0);
        return _objects.Count;
    }

    /// <summary>A copy, for callers that change the table while they walk it.</summary>
    public NetworkIdentity[] Snapshot() => [.. _objects.Values];
}
