namespace Tain.Tests;

/// <summary>A clock that moves when told; its unit is a power of two, so that frames of 1/64 s are exact.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => 1L << 20;

    public override long GetTimestamp() => _now;

    public void Advance(double seconds) => _now += (long)(seconds * TimestampFrequency);

    public void Set(double seconds) => _now = (long)(seconds * TimestampFrequency);
}
