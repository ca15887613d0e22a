namespace Tain;

/// <summary>Lets a component send at every n-th send interval of the network.</summary>
internal struct SendCounter
{
    private double _lastTime;
    private uint _intervals;

    /// <summary>Asked once per frame.</summary>
    /// <param name="localTime">The time of the frame in seconds.</param>
    /// <param name="sendInterval">The network's send interval in seconds.</param>
    /// <param name="multiplier">How many of them make one of the component's.</param>
    /// <returns>True when it is time to send.</returns>
    public bool IsDue(double localTime, float sendInterval, uint multiplier)
    {
        if (!AccurateInterval.Elapsed(localTime, sendInterval, ref _lastTime)) return false;
        // The multiplier may shrink meanwhile, so the counter can be past it.
        if (++_intervals < multiplier) return false;
        _intervals = 0;
        return true;
    }
}
