namespace Tain.Transports.Kit;

/// <summary>A clock that moves when the test says so. Other threads may read it. Its timers are the system's.</summary>
public sealed class ManualClock : TimeProvider
{
    private long _ticks;

    public long NowMs => GetTimestamp() / TimeSpan.TicksPerMillisecond;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + new TimeSpan(GetTimestamp());

    public void AdvanceMs(long milliseconds) => Interlocked.Add(ref _ticks, milliseconds * TimeSpan.TicksPerMillisecond);
}
