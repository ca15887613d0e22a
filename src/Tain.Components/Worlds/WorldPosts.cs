namespace Tain;

/// <summary>What others want done in a world, until its next turn. Bounded, and closed when the world ends.</summary>
internal sealed class WorldPosts(string world, int capacity, WorldLog log)
{
    private readonly Lock _gate = new();
    private readonly Queue<Action<World>> _waiting = new();
    private long _refused;
    private bool _isClosed;

    /// <summary>Posts that found no room.</summary>
    public long Refused
    {
        get
        {
            lock (_gate) return _refused;
        }
    }

    public bool TryAdd(Action<World> action)
    {
        lock (_gate)
        {
            if (_isClosed) return false;
            if (_waiting.Count < capacity)
            {
                _waiting.Enqueue(action);
                return true;
            }
            _refused++;
            return false;
        }
    }

    /// <summary>Runs those that wait now; what they post themselves comes in the next turn.</summary>
    public void RunAll(World target)
    {
        int left;
        lock (_gate) left = _waiting.Count;
        for (; left > 0; left--)
        {
            Action<World> action;
            lock (_gate) action = _waiting.Dequeue();
            try
            {
                action(target);
            }
            catch (Exception exception)
            {
                log.PostFailed(world, exception);
            }
        }
    }

    /// <summary>Takes no more. What was taken still runs, with the last <see cref="RunAll"/>: who was told that it will relies on it.</summary>
    public void Close()
    {
        lock (_gate) _isClosed = true;
    }

    /// <summary>Takes no more, and drops what waits: there is no world that it could run in.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _isClosed = true;
            _waiting.Clear();
        }
    }
}
