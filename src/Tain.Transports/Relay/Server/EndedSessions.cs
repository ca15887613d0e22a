namespace Tain.Transports;

/// <summary>Sessions that ended a short while ago, so that their users hear "timeout" and not "invalid". Bounded, and a session's number may be used again at once.</summary>
internal sealed class EndedSessions(int limit)
{
    private const long KeptMs = 60_000;

    private readonly Dictionary<uint, long> _endedMs = [];
    private readonly Queue<(uint Id, long EndedMs)> _order = new();

    public void Add(uint id, long nowMs)
    {
        if (_order.Count >= limit) Drop();
        _endedMs[id] = nowMs;
        _order.Enqueue((id, nowMs));
    }

    public void Remove(uint id) => _endedMs.Remove(id);

    public bool Contains(uint id) => _endedMs.ContainsKey(id);

    public void Tick(long nowMs)
    {
        while (_order.TryPeek(out (uint Id, long EndedMs) oldest) && nowMs - oldest.EndedMs >= KeptMs) Drop();
    }

    // The number may have ended twice; only its own entry goes.
    private void Drop()
    {
        (uint id, long endedMs) = _order.Dequeue();
        if (_endedMs.TryGetValue(id, out long current) && current == endedMs) _endedMs.Remove(id);
    }
}
