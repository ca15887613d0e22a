using System.Diagnostics.CodeAnalysis;

namespace Tain.Simulation;

/// <summary>
/// A clock that stands still until it is told to move. It jumps from one timer to the next, so an hour costs as long as its work.
/// Everything that takes a <see cref="TimeProvider"/> runs on it: transports, servers, <c>Task.Delay</c>.
/// </summary>
/// <remarks>Used by one thread. Timers that are due at the same moment fire in the order in which they were set.</remarks>
public sealed class SimulatedClock : TimeProvider
{
    private static readonly DateTimeOffset s_start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<SimulatedTimer, WakeUp> _timers = new();
    private ulong _settings;

    /// <summary>How far the clock has moved since it was made.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>How many timers have fired.</summary>
    public long Steps { get; private set; }

    /// <summary>When the next timer is due, measured as <see cref="Elapsed"/>; null when none is set.</summary>
    public TimeSpan? NextWakeUp => _timers.TryPeek(out _, out WakeUp next) ? new TimeSpan(next.Ticks) : null;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => s_start + Elapsed;

    /// <summary>Moves the clock; timers that become due on the way fire at their own moments.</summary>
    /// <param name="time">How far, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        TimeSpan end = Elapsed + time;
        while (FireNext(end))
        {
        }

        Elapsed = end;
    }

    /// <summary>Jumps to the next timer and fires it, unless it lies beyond the end.</summary>
    /// <param name="end">The last moment to jump to, measured as <see cref="Elapsed"/>.</param>
    /// <returns>True when a timer fired; false when none is due until then (the clock has not moved).</returns>
    public bool FireNext(TimeSpan end)
    {
        if (!_timers.TryPeek(out SimulatedTimer? timer, out WakeUp due) || due.Ticks > end.Ticks) return false;
        _timers.Dequeue();

        // A timer set in the past fires now: the clock never goes back.
        if (due.Ticks > Elapsed.Ticks) Elapsed = new TimeSpan(due.Ticks);
        Steps++;
        timer.Fire();
        return true;
    }

    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1062", Justification = "The timer checks.")]
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new SimulatedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    internal void Set(SimulatedTimer timer, long dueTicks) => _timers.Enqueue(timer, new WakeUp(dueTicks, _settings++));

    internal void Clear(SimulatedTimer timer) => _timers.Remove(timer, out _, out _);

    // Order by time, then by order of setting: without the second, equal times would fire in the heap's order.
    private readonly record struct WakeUp(long Ticks, ulong Setting) : IComparable<WakeUp>
    {
        public int CompareTo(WakeUp other) => Ticks != other.Ticks ? Ticks.CompareTo(other.Ticks) : Setting.CompareTo(other.Setting);
    }
}
