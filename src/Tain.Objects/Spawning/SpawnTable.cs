namespace Tain;

/// <summary>The objects that exist on this side of the network, by their number. The server's table also gives out the numbers.</summary>
internal sealed class SpawnTable
{
    private readonly Dictionary<uint, NetworkIdentity> _objects = [];
    private uint _lastNetId;

    public IReadOnlyDictionary<uint, NetworkIdentity> ByNetId => _objects;

    /// <summary>Enumerates without allocation.</summary>
    public Dictionary<uint, NetworkIdentity>.ValueCollection Objects => _objects.Values;

    public int Count => _objects.Count;

    /// <summary>The server's table: small numbers of the objects.</summary>
    public SpawnSlots Slots => field ??= new SpawnSlots();

    /// <summary>Never used again while the server runs, so that a late message cannot reach a new object.</summary>
    public uint NextNetId() => ++_lastNetId;

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
