namespace Tain;

/// <summary>
/// What the receiver of Hybrid state remembers per object: which baseline it has, and how new the last delta was. Deltas come by the unreliable channel, out of
/// order and more than once; one that builds on another baseline cannot be applied.
/// </summary>
internal struct BaselineMemory
{
    private byte _tick;
    private double _lastDeltaTime;

    public void OnBaseline(byte tick) => _tick = tick;

    /// <summary>Whether a delta can be applied; if so it is remembered as the newest.</summary>
    public bool Accept(byte tick, double sentAt)
    {
        if (sentAt <= _lastDeltaTime || tick != _tick) return false;
        _lastDeltaTime = sentAt;
        return true;
    }
}
