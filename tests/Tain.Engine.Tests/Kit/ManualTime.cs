namespace Tain.Engine.Tests;

/// <summary>A clock that moves when told. Its timers ring within <see cref="Advance"/>, never early.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private long _now = 1_000_000;

    public override long TimestampFrequency => 1_000_000;

    /// <summary>The granularity of timers: they ring at multiples of it, as in a browser.</summary>
    public TimeSpan Grain { get; init; } = TimeSpan.FromMilliseconds(1);

    public override long GetTimestamp() => _now;

    public void Advance(TimeSpan by)
    {
        long until = _now + (by.Ticks / 10);
        while (true)
        {
            ManualTimer? next = _timers.Where(timer => timer.RingsAt <= until).MinBy(timer => timer.RingsAt);
            if (next is null) break;
            _now = Math.Max(_now, next.RingsAt);
            next.Ring();
        }
        // A callback may have taken time itself.
        _now = Math.Max(_now, until);
    }

    /// <summary>What a slow callback does: time passes without timers ringing.</summary>
    public void Burn(TimeSpan by) => _now += by.Ticks / 10;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        _timers.Add(timer);
        return timer;
    }

    private sealed class ManualTimer(ManualTime time, Action ring) : ITimer
    {
        public long RingsAt { get; private set; } = long.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan) throw new NotSupportedException("One ring at a time.");
            long grain = time.Grain.Ticks / 10;
            RingsAt = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : (time._now + (dueTime.Ticks / 10) + grain - 1) / grain * grain;
            return true;
        }

        public void Ring()
        {
            RingsAt = long.MaxValue;
            ring();
        }

        public void Dispose() => time._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
