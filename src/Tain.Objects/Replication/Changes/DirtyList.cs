namespace Tain;

/// <summary>
/// The objects that changed since they were last sent. The tick visits these and no others, so an idle object costs nothing however many there are.
/// An object whose components may not be sent yet (syncInterval) leaves the list and is put back when its time has come.
/// </summary>
internal sealed class DirtyList
{
    private readonly PriorityQueue<NetworkIdentity, double> _waiting = new();

    // Two lists that change places, so that what changes during a visit belongs to the next one.
    private List<NetworkIdentity> _listed = [];
    private List<NetworkIdentity> _visited = [];

    public int Count => _listed.Count;

    /// <summary>True while several threads write state: a script that is asked for the state of one object may change another.</summary>
    public bool IsShared { get; set; }

    public void Add(NetworkIdentity identity)
    {
        if (identity.DirtyMark.IsListed) return;
        if (IsShared)
        {
            lock (_waiting) AddNow(identity);
        }
        else
        {
            AddNow(identity);
        }
    }

    /// <summary>Puts an object back on the list at a time, unless an earlier time was asked for already.</summary>
    public void AddAt(NetworkIdentity identity, double time)
    {
        ref DirtyMark mark = ref identity.DirtyMark;
        if (mark.WakesAt != 0 && mark.WakesAt <= time) return;
        mark.WakesAt = time;
        _waiting.Enqueue(identity, time);
    }

    /// <summary>Takes the list of this tick. It is valid until the next call, and may hold objects that are gone by now.</summary>
    public List<NetworkIdentity> Take(double now)
    {
        WakeDue(now);
        _visited.Clear();
        (_listed, _visited) = (_visited, _listed);
        int count = 0;
        for (int i = 0; i < _visited.Count; i++)
        {
            NetworkIdentity identity = _visited[i];
            // One that was spawned anew since it was listed forgot that, and may stand here twice.
            if (!identity.DirtyMark.IsListed) continue;
            identity.DirtyMark.IsListed = false;
            _visited[count++] = identity;
        }
        _visited.RemoveRange(count, _visited.Count - count);
        return _visited;
    }

    public void Clear()
    {
        foreach (NetworkIdentity identity in _listed) identity.DirtyMark = default;
        while (_waiting.TryDequeue(out NetworkIdentity? identity, out _)) identity.DirtyMark = default;
        _listed.Clear();
        _visited.Clear();
    }

    private void AddNow(NetworkIdentity identity)
    {
        if (identity.DirtyMark.IsListed) return;
        identity.DirtyMark.IsListed = true;
        _listed.Add(identity);
    }

    private void WakeDue(double now)
    {
        while (_waiting.TryPeek(out NetworkIdentity? identity, out double time) && time <= now)
        {
            _waiting.Dequeue();
            identity.DirtyMark.WakesAt = 0;
            if (ReferenceEquals(identity.DirtyList, this)) Add(identity);
        }
    }
}
