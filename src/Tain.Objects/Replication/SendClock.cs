namespace Tain;

/// <summary>Tells when it is time to send again. It works on a grid, so that small delays do not add up, and a long stall is followed by one tick, not by many.</summary>
internal struct SendClock(int rate)
{
    private double _last;

    /// <summary>Seconds between two sends; 0 for every frame. A float as Mirror's, for the same grid.</summary>
    public float Interval { get; } = rate is > 0 and < int.MaxValue ? 1f / rate : 0;

    /// <summary>Whether a send is due; if so, the next one is scheduled.</summary>
    public bool Elapsed(double now) => AccurateInterval.Elapsed(now, Interval, ref _last);
}
