namespace Tain.Conformance.Kit;

/// <summary>A clock that stands where it was set.</summary>
/// <param name="frequency">Its ticks per second. The recorded runs were clocked in powers of two, and by default their times are exact; the sessions were clocked in 100 ns.</param>
internal sealed class ManualClock(long frequency = 1L << 30) : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => frequency;

    public double Seconds
    {
        get => _ticks / (double)TimestampFrequency;
        set => _ticks = (long)Math.Round(value * TimestampFrequency);
    }

    public override long GetTimestamp() => _ticks;
}
