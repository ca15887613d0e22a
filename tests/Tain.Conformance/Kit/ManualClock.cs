namespace Tain.Conformance.Kit;

/// <summary>A clock that stands where it was set. Its ticks are fine enough for the recordings' times to be exact.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => 1L << 30;

    public double Seconds
    {
        get => _ticks / (double)TimestampFrequency;
        set => _ticks = (long)Math.Round(value * TimestampFrequency);
    }

    public override long GetTimestamp() => _ticks;
}
