namespace Tain;

/// <summary>
/// The objects of one group that changed, in the order of their first change. They are linked through the objects themselves, so that a group costs nothing for it:
/// with individual audiences there are as many groups as objects.
/// </summary>
internal struct ChangedMembers
{
    private NetworkIdentity? _first;
    private NetworkIdentity? _last;

    public readonly bool IsEmpty => _first is null;

    public void Add(NetworkIdentity identity)
    {
        if (_last is null) _first = identity;
        else _last.NextChanged = identity;
        _last = identity;
    }

    /// <summary>Takes the first one out.</summary>
    public bool TryTake(out NetworkIdentity? identity)
    {
        identity = _first;
        if (identity is null) return false;
        _first = identity.NextChanged;
        identity.NextChanged = null;
        if (_first is null) _last = null;
        return true;
    }
}
