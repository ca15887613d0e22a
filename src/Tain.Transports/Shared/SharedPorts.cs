namespace Tain.Transports;

/// <summary>The worlds that listen on a shared port, by name, and which of them has listened longest. For all threads.</summary>
internal sealed class SharedPorts
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SharedPort> _byName = [];
    private readonly List<SharedPort> _inOrder = [];

    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _inOrder.Count == 0;
        }
    }

    /// <summary>The one that has listened longest.</summary>
    public SharedPort? Oldest
    {
        get
        {
            lock (_gate) return _inOrder.Count == 0 ? null : _inOrder[0];
        }
    }

    public SharedPort? Find(string world)
    {
        lock (_gate) return _byName.GetValueOrDefault(world);
    }

    public void Add(SharedPort port)
    {
        lock (_gate)
        {
            _byName.Add(port.World, port);
            _inOrder.Add(port);
        }
    }

    public void Remove(SharedPort port)
    {
        lock (_gate)
        {
            if (_inOrder.Remove(port)) _byName.Remove(port.World);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _byName.Clear();
            _inOrder.Clear();
        }
    }

    /// <summary>Tells the worlds that nothing comes any more.</summary>
    public void FailAll()
    {
        lock (_gate)
        {
            foreach (SharedPort port in _inOrder) port.Box.Fail();
        }
    }

    /// <summary>Fills a list with all of them.</summary>
    public void CopyTo(List<SharedPort> list)
    {
        list.Clear();
        lock (_gate) list.AddRange(_inOrder);
    }

    public string[] Names()
    {
        lock (_gate) return [.. _byName.Keys];
    }
}
