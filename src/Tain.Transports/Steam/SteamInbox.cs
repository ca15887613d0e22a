namespace Tain.Transports;

/// <summary>
/// Names of connections whose state has changed, until their endpoint asks how they stand now. Only names, because a report may be old when it is read; and from any thread,
/// because whoever runs the library's callbacks runs those of all endpoints.
/// </summary>
internal sealed class SteamInbox
{
    // More changes than this between two ticks are dropped: what they would tell is asked for again (see HasLost), and strangers among them time out in the library.
    private const int Capacity = 4_096;

    private readonly Queue<uint> _changed = new();
    private bool _hasLost;

    public void Add(uint connection)
    {
        lock (_changed)
        {
            if (_changed.Count < Capacity) _changed.Enqueue(connection);
            else _hasLost = true;
        }
    }

    public bool TryTake(out uint connection)
    {
        lock (_changed) return _changed.TryDequeue(out connection);
    }

    /// <summary>Whether changes were dropped since the last call.</summary>
    public bool TakeHasLost()
    {
        lock (_changed)
        {
            bool hasLost = _hasLost;
            _hasLost = false;
            return hasLost;
        }
    }

    public void Clear()
    {
        lock (_changed)
        {
            _changed.Clear();
            _hasLost = false;
        }
    }
}
