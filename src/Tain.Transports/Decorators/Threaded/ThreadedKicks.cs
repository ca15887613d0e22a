namespace Tain.Transports;

/// <summary>
/// Connections that the game has ended and the network's side has not yet. Apart from the requests, because an end must not be lost when those are full;
/// it holds each connection at most once.
/// </summary>
internal sealed class ThreadedKicks
{
    private readonly Lock _gate = new();
    private readonly Queue<(int ConnectionId, int Session)> _kicks = new();

    /// <summary>
    /// How many wait. The network's side asks before it looks how many requests wait, and takes no more: what was sent to these connections is among those requests, while one that is ended
    /// meanwhile may have been sent something since.
    /// </summary>
    public int Count
    {
        get
        {
            lock (_gate) return _kicks.Count;
        }
    }

    public void Add(int connectionId, int session)
    {
        lock (_gate) _kicks.Enqueue((connectionId, session));
    }

    public bool TryTake(out int connectionId, out int session)
    {
        lock (_gate)
        {
            bool any = _kicks.TryDequeue(out (int ConnectionId, int Session) kick);
            (connectionId, session) = kick;
            return any;
        }
    }
}
