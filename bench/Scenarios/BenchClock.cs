namespace Tain.Bench;

/// <summary>A clock that moves one send interval per tick, so that every tick sends.</summary>
internal sealed class BenchClock : TimeProvider
{
    public const int Rate = 64;

    private long _ticks;

    public override long TimestampFrequency => Rate;

    public override long GetTimestamp() => _ticks;

    public void Advance() => _ticks++;
}
