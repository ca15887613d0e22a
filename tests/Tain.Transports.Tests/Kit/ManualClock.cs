namespace Tain.Transports.Kit;

/// <summary>A clock that moves when the test says so.</summary>
public sealed class ManualClock : TimeProvider
{
    private long _ticks;

    public long NowMs => _ticks / TimeSpan.TicksPerMillisecond;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + new TimeSpan(_ticks);

    public void AdvanceMs(long milliseconds) => _ticks += milliseconds * TimeSpan.TicksPerMillisecond;
}
