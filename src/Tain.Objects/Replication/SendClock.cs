namespace Tain;

/// <summary>Tells when it is time to send again. It works on a grid, so that small delays do not add up, and a long stall is followed by one tick, not by many.</summary>
internal struct SendClock
{
    private double _last;

    public SendClock(int rate) => SetRate(rate);

    /// <summary>How many times per second.</summary>
    public int Rate { get; private set; }

    /// <summary>Seconds between two sends; 0 for every frame. A float as Mirror's, for the same grid.</summary>
    public float Interval { get; private set; }

    /// <summary>Changes the rate; the last send keeps its place.</summary>
    public void SetRate(int rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        Rate = rate;
        Interval = rate < int.MaxValue ? 1f / rate : 0;
    }

    /// <summary>Whether a send is due; if so, the next one is scheduled.</summary>
    public bool Elapsed(double now) => AccurateInterval.Elapsed(now, Interval, ref _last);
}
