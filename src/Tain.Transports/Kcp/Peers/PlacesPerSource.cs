namespace Tain.Transports;

/// <summary>Counts what one source (an IPv4 address, an IPv6 /64) holds, and how much is held in all, against two limits.</summary>
/// <param name="limit">Places in all.</param>
/// <param name="limitPerSource">Places of one source.</param>
internal sealed class PlacesPerSource(int limit, int limitPerSource)
{
    private readonly Dictionary<ulong, int> _perSource = [];

    public int Limit => limit;

    public int Count { get; private set; }

    public bool IsFull => Count >= limit;

    public bool HasRoomFor(ulong source) => !IsFull && _perSource.GetValueOrDefault(source) < limitPerSource;

    public void Take(ulong source)
    {
        Count++;
        _perSource[source] = _perSource.GetValueOrDefault(source) + 1;
    }

    public void Release(ulong source)
    {
        Count--;
        int left = _perSource[source] - 1;
        if (left == 0) _perSource.Remove(source);
        else _perSource[source] = left;
    }
}
