namespace Tain;

/// <summary>
/// Decides when an object that came to rest says once more where it is. Its last movement may have been lost, and as nothing changes any more, nothing else
/// would ever correct it. Mirror leaves it wrong; a few messages per rest are cheap, and look to a receiver like any others.
/// </summary>
internal struct RestRepeats
{
    // Seconds after the beginning of the rest. Losses come in bursts, so the second one keeps a distance.
    private static ReadOnlySpan<double> AfterSeconds => [0.5, 1.5];

    private double _restedSince;
    private int _done;

    public void Begin(double now)
    {
        _restedSince = now;
        _done = 0;
    }

    public bool IsDue(double now)
    {
        if (_done == AfterSeconds.Length || now < _restedSince + AfterSeconds[_done]) return false;
        _done++;
        return true;
    }
}
