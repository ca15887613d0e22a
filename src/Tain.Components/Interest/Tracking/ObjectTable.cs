using System.Diagnostics.CodeAnalysis;

namespace Tain;

/// <summary>What a rule remembers about each object, by netId. Records are used again, so that spawning allocates nothing once warm.</summary>
internal sealed class ObjectTable<TObject> where TObject : InterestObject, new()
{
    private readonly Dictionary<uint, TObject> _byNetId = [];
    private readonly Stack<TObject> _spare = new();

    public int Count => _byNetId.Count;

    /// <summary>Enumerates without allocation. Nothing may be added or removed meanwhile.</summary>
    public Dictionary<uint, TObject>.ValueCollection All => _byNetId.Values;

    public bool TryGet(NetworkIdentity identity, [NotNullWhen(true)] out TObject? known) =>
        _byNetId.TryGetValue(identity.netId, out known) && ReferenceEquals(known.Identity, identity);

    public TObject Add(NetworkIdentity identity)
    {
        if (!_spare.TryPop(out TObject? known)) known = new TObject();
        known.Identity = identity;
        _byNetId[identity.netId] = known;
        return known;
    }

    public void Remove(TObject known, uint netId)
    {
        _byNetId.Remove(netId);
        known.StopTracking();
        known.Identity = null;
        _spare.Push(known);
    }

    /// <summary>A copy, for callers that show something to somebody: some of its records may be spare when their turn comes.</summary>
    public TObject[] Snapshot() => [.. _byNetId.Values];

    /// <summary>Takes out those that are not spawned any more.</summary>
    public List<TObject> TakeGone(NetworkServer server)
    {
        var gone = new List<TObject>();
        foreach ((uint netId, TObject known) in _byNetId)
        {
            if (server.spawned.TryGetValue(netId, out NetworkIdentity? spawned) && ReferenceEquals(spawned, known.Identity)) continue;
            known.StopTracking();
            gone.Add(known);
            _byNetId.Remove(netId);
        }
        return gone;
    }

    public void Clear()
    {
        foreach (TObject known in _byNetId.Values) known.StopTracking();
        _byNetId.Clear();
        _spare.Clear();
    }
}
