namespace Tain.Simulation;

/// <summary>A timer on a <see cref="SimulatedClock"/>. It fires inside the clock's advance, on the thread that advances it.</summary>
internal sealed class SimulatedTimer(SimulatedClock clock, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private bool _isSet;
    private bool _isDisposed;
    private long _dueTicks;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
        if (_isDisposed) return false;
        Clear();
        _period = period;
        if (dueTime != Timeout.InfiniteTimeSpan) SetAt(clock.Elapsed.Ticks + dueTime.Ticks);
        return true;
    }

    // The period is measured from the due time, not from the firing: a repeated timer does not drift.
    public void Fire()
    {
        _isSet = false;
        if (_period > TimeSpan.Zero) SetAt(_dueTicks + _period.Ticks);
        callback(state);
    }

    public void Dispose()
    {
        Clear();
        _isDisposed = true;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void SetAt(long ticks)
    {
        _dueTicks = ticks;
        _isSet = true;
        clock.Set(this, ticks);
    }

    private void Clear()
    {
        if (_isSet) clock.Clear(this);
        _isSet = false;
    }
}
