namespace Tain.Transports;

/// <summary>
/// The sockets that a server holds, counted in all and per source (an IPv4 address, an IPv6 /64), from their accept until they are closed: that is longer than the
/// connection, whose peer may take its time to say goodbye. Thread-safe.
/// </summary>
/// <param name="limit">Sockets in all.</param>
/// <param name="limitPerSource">Sockets of one source.</param>
internal sealed class StreamPlaces(int limit, int limitPerSource)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, int> _perSource = [];
    private int _count;

    /// <summary>Takes a place.</summary>
    /// <returns>Why there is none; null when it was taken.</returns>
    public StreamRefusal? TryTake(ulong source)
    {
        lock (_gate)
        {
            if (_count >= limit) return StreamRefusal.ServerFull;
            int already = _perSource.GetValueOrDefault(source);
            if (already >= limitPerSource) return StreamRefusal.TooManyFromOneAddress;
            _count++;
            _perSource[source] = already + 1;
            return null;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Release(ulong source)
    {
        lock (_gate)
        {
            _count--;
            int left = _perSource[source] - 1;
            if (left == 0) _perSource.Remove(source);
            else _perSource[source] = left;
        }
    }
}
