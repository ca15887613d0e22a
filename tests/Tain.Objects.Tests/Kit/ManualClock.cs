namespace Tain.Tests;

/// <summary>A clock that moves when told.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => 1L << 20;        // a power of two: frames of 1/64 s are exact

    public override long GetTimestamp() => _ticks;

    public void Advance(double seconds) => _ticks += (long)(seconds * TimestampFrequency);
}
