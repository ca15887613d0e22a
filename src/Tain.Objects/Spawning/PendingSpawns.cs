namespace Tain;

/// <summary>Spawn messages of a world that is not complete yet, in the order of arrival. They are copies: the packets they came in are gone.</summary>
internal sealed class PendingSpawns
{
    private readonly Dictionary<uint, SpawnMessage> _messages = [];
    private readonly List<uint> _order = [];

    public void Keep(SpawnMessage message)
    {
        if (message.payload.Array is not null) message.payload = new ArraySegment<byte>(message.payload.ToArray());
        if (!_messages.ContainsKey(message.netId)) _order.Add(message.netId);
        // The newest state of an object is the one to apply.
        _messages[message.netId] = message;
    }

    public bool Contains(uint netId) => _messages.ContainsKey(netId);

    /// <summary>An object that waits changes hands: it will be filled as what it is now.</summary>
    public void ChangeOwner(in ChangeOwnerMessage message)
    {
        if (_messages.TryGetValue(message.netId, out SpawnMessage waiting)) _messages[message.netId] = waiting with { spawnFlags = message.spawnFlags };
    }

    public void Forget(uint netId) => _messages.Remove(netId);

    public void Clear()
    {
        _messages.Clear();
        _order.Clear();
    }

    /// <summary>Takes all, and begins anew.</summary>
    public List<SpawnMessage> TakeAll()
    {
        var all = new List<SpawnMessage>(_messages.Count);
        foreach (uint netId in _order)
        {
            if (_messages.Remove(netId, out SpawnMessage message)) all.Add(message);
        }
        Clear();
        return all;
    }
}
