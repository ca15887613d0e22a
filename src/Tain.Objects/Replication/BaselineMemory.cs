namespace Tain;

/// <summary>
/// What the receiver of Hybrid state remembers per object: which baseline it has, and how new the last delta was. Deltas come by the unreliable channel, out of
/// order and more than once; one that builds on another baseline cannot be applied.
/// </summary>
internal struct BaselineMemory
{
    private byte _tick;
    private double _lastDeltaTime;

    /// <summary>A baseline came. The delta of its frame is contained in it; Mirror's server stamps that delta with the new tick for all but the first receiver.</summary>
    public void OnBaseline(byte tick, double sentAt)
    {
        _tick = tick;
        _lastDeltaTime = Math.Max(_lastDeltaTime, sentAt);
    }

    /// <summary>The server tells which baseline deltas build on, without one: what the object came with is as good.</summary>
    public void OnTick(byte tick) => _tick = tick;

    /// <summary>
    /// The object appeared. What was sent before is older than what it came with; what was sent in the same frame is newer. A server may have been started anew since an
    /// object of the scene was seen last, so the clock is taken over even when it is behind.
    /// </summary>
    public void OnSpawn(double sentAt) => _lastDeltaTime = Math.BitDecrement(sentAt);

    /// <summary>Whether a delta can be applied; if so it is remembered as the newest.</summary>
    public bool Accept(byte tick, double sentAt)
    {
        if (sentAt <= _lastDeltaTime || tick != _tick) return false;
        _lastDeltaTime = sentAt;
        return true;
    }
}
