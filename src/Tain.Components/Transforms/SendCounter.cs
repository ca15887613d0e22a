namespace Tain;

/// <summary>Lets a component send at every n-th send interval of the network.</summary>
internal struct SendCounter
{
    private double _lastTime;
    private uint _intervals;
    private bool _hasCounted;
    private bool _isPaused;

    /// <summary>Counts. Asked once per frame.</summary>
    /// <param name="localTime">The time of the frame in seconds.</param>
    /// <param name="sendInterval">The network's send interval in seconds.</param>
    /// <param name="multiplier">How many of them make one of the component's.</param>
    /// <returns>True in the frame in which one of the component's intervals ends.</returns>
    public bool IsDue(double localTime, float sendInterval, uint multiplier)
    {
        if (!AccurateInterval.Elapsed(localTime, sendInterval, ref _lastTime)) return false;
        _hasCounted = true;
        // The multiplier may shrink meanwhile, so the counter can be past it.
        if (++_intervals < multiplier) return false;
        _intervals = 0;
        return true;
    }

    /// <summary>Whether one of the component's intervals ended before this frame, and the next one has not begun to count.</summary>
    /// <param name="multiplier">How many of the network's intervals make one of the component's.</param>
    public readonly bool HasEnded(uint multiplier) => _hasCounted && (_intervals == 0 || _intervals >= multiplier);

    /// <summary>Nobody will ask for a while.</summary>
    public void Pause() => _isPaused = true;

    /// <summary>The intervals of a pause count, so what begins to move after a long rest is sent at once.</summary>
    public void Resume(double localTime, float sendInterval, uint multiplier)
    {
        if (!_isPaused) return;
        _isPaused = false;
        if (sendInterval <= 0) return;
        // The interval that ends now is not missed yet.
        double missed = Math.Floor(localTime / sendInterval) - Math.Round(_lastTime / sendInterval) - 1;
        if (missed > 0) _intervals = (uint)Math.Min(multiplier, _intervals + missed);
    }
}
