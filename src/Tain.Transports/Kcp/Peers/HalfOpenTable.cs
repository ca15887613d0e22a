namespace Tain.Transports;

/// <summary>
/// The clients that have said Hello and not yet proved their address, oldest first. Two limits: one for all, where the oldest makes room
/// (in a flood of forged addresses a real client needs its place only for a round trip), and one per source, where the newcomer waits.
/// </summary>
internal sealed class HalfOpenTable(int limit, int limitPerSource)
{
    private readonly Dictionary<ulong, int> _perSource = [];
    private KcpServerPeer? _newest;

    public KcpServerPeer? Oldest { get; private set; }

    public int Count { get; private set; }

    public bool IsFull => Count >= limit;

    public bool HasRoomFor(ulong source) => _perSource.GetValueOrDefault(source) < limitPerSource;

    public void Add(KcpServerPeer peer)
    {
        peer.PreviousHalfOpen = _newest;
        if (_newest is null) Oldest = peer;
        else _newest.NextHalfOpen = peer;
        _newest = peer;
        Count++;
        _perSource[peer.SourceKey] = _perSource.GetValueOrDefault(peer.SourceKey) + 1;
    }

    public void Remove(KcpServerPeer peer)
    {
        if (peer.PreviousHalfOpen is null) Oldest = peer.NextHalfOpen;
        else peer.PreviousHalfOpen.NextHalfOpen = peer.NextHalfOpen;
        if (peer.NextHalfOpen is null) _newest = peer.PreviousHalfOpen;
        else peer.NextHalfOpen.PreviousHalfOpen = peer.PreviousHalfOpen;
        peer.NextHalfOpen = null;
        peer.PreviousHalfOpen = null;
        Count--;
        int left = _perSource[peer.SourceKey] - 1;
        if (left == 0) _perSource.Remove(peer.SourceKey);
        else _perSource[peer.SourceKey] = left;
    }
}
