namespace Tain;

/// <summary>Spawn messages of a world that is not complete yet, in the order of arrival. They are copies: the packets they came in are gone.</summary>
internal sealed class PendingSpawns
{
    private readonly List<SpawnMessage> _messages = [];

    public int Count => _messages.Count;

    public void Keep(SpawnMessage message)
    {
        if (message.payload.Array is not null) message.payload = new ArraySegment<byte>(message.payload.ToArray());
        int known = _messages.FindIndex(pending => pending.netId == message.netId);
        // The newest state of an object is the one to apply.
        if (known >= 0) _messages[known] = message;
        else _messages.Add(message);
    }

    public void Forget(uint netId) => _messages.RemoveAll(pending => pending.netId == netId);

    /// <summary>Takes all, and begins anew.</summary>
    public SpawnMessage[] TakeAll()
    {
        SpawnMessage[] all = [.. _messages];
        _messages.Clear();
        return all;
    }
}
