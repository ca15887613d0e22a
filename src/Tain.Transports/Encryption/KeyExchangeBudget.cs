namespace Tain.Transports;

/// <summary>
/// Allows so many key exchanges per second, the only costly thing that a stranger can ask for. As many may come at once as belong to 50 ms, so that a crowd is let in over
/// several ticks and none of them takes long; that is also how often clients repeat what was put off.
/// </summary>
internal sealed class KeyExchangeBudget(int perSecond)
{
    private const long MsPerSecond = 1_000;
    private const long MostSavedMs = 50;

    // In thousandths of an exchange, so that a millisecond is worth perSecond of them.
    private readonly long _most = Math.Max(MsPerSecond, perSecond * MostSavedMs);
    private long _saved = Math.Max(MsPerSecond, perSecond * MostSavedMs);
    private long _lastMs;

    public bool TryTake(long nowMs)
    {
        _saved = Math.Min(_most, _saved + (Math.Min(nowMs - _lastMs, MsPerSecond) * perSecond));
        _lastMs = nowMs;
        if (_saved < MsPerSecond) return false;
        _saved -= MsPerSecond;
        return true;
    }
}
