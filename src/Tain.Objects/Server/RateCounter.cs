namespace Tain;

/// <summary>Counts how often something happens in a second.</summary>
internal struct RateCounter
{
    private double _since;
    private int _count;

    /// <summary>The last whole second's count; 0 before there was one.</summary>
    public int PerSecond { get; private set; }

    /// <summary>It happened.</summary>
    /// <param name="now">Seconds, never going back.</param>
    public void Count(double now)
    {
        _count++;
        double elapsed = now - _since;
        if (elapsed < 1) return;
        PerSecond = (int)Math.Round(_count / elapsed);
        _since = now;
        _count = 0;
    }
}
