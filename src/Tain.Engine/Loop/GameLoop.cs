namespace Tain;

/// <summary>
/// Ticks a world in real time at a fixed rate. <see cref="TickDue"/> is the whole loop without waiting, for hosts that have a loop of their own;
/// <see cref="Run"/> and <see cref="RunAsync"/> put the waiting around it. Nothing else in the engine waits.
/// </summary>
/// <remarks>
/// Every tick counts for the same time, 1 / ticks per second. The timers below have a grain of a millisecond (16 in some browsers), but due times
/// lie on a grid, so the rate is exact and only the single tick comes a little late.
/// </remarks>
public sealed class GameLoop : IDisposable
{
    // A wait ends after this at the latest, so that a cancelled loop with a slow rate ends soon.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(1);

    private readonly Action<float> _tick;
    private readonly GameLoopOptions _options;
    private readonly LoopMeter _meter = new();
    private readonly LateTickReport _report;
    private readonly float _secondsPerTick;
    private readonly long _unitsPerTick;
    private TickPacer? _pacer;

    /// <summary>Makes a loop for a world.</summary>
    public GameLoop(World world, GameLoopOptions? options = null)
        : this((world ?? throw new ArgumentNullException(nameof(world))).Tick, options)
    {
    }

    /// <summary>Makes a loop for anything that ticks, such as several worlds one after the other.</summary>
    /// <param name="tick">Called for each tick with the seconds that it counts for. What it throws ends the loop.</param>
    /// <param name="options">Rate and bounds.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public GameLoop(Action<float> tick, GameLoopOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tick);
        _options = options ?? new GameLoopOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.TicksPerSecond, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.TicksPerSecond, 1000, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(_options.MaxCatchUpTicks, nameof(options));
        _tick = tick;
        _secondsPerTick = 1f / _options.TicksPerSecond;
        long frequency = Clock.TimestampFrequency;
        _unitsPerTick = frequency / _options.TicksPerSecond;
        _report = new LateTickReport(
            _options.LoggerFactory.CreateLogger("Tain.Engine.Loop"), (long)(_options.ReportInterval.TotalSeconds * frequency), frequency / 1000.0);
    }

    /// <summary>Ticks that were run.</summary>
    public long Ticks { get; private set; }

    /// <summary>Ticks that began more than a tick after they were due.</summary>
    public long LateTicks { get; private set; }

    /// <summary>Ticks that were given up, because the loop was further behind than <see cref="GameLoopOptions.MaxCatchUpTicks"/>.</summary>
    public long DroppedTicks => _pacer?.Dropped ?? 0;

    private TimeProvider Clock => _options.TimeProvider;

    /// <summary>Runs the ticks that are due, at most one more than <see cref="GameLoopOptions.MaxCatchUpTicks"/>. The first call starts the clock.</summary>
    /// <returns>How long until the next tick is due.</returns>
    public TimeSpan TickDue()
    {
        long now = Clock.GetTimestamp();
        _pacer ??= new TickPacer(Clock.TimestampFrequency, _options.TicksPerSecond, _options.MaxCatchUpTicks, now);
        for (int i = 0; i <= _options.MaxCatchUpTicks; i++)
        {
            long droppedBefore = _pacer.Dropped;
            if (!_pacer.TryBegin(now, out long lateness)) break;
            Note(lateness, _pacer.Dropped - droppedBefore);
            _tick(_secondsPerTick);
            Ticks++;
            long after = Clock.GetTimestamp();
            _meter.Tick((double)(after - now) / Clock.TimestampFrequency);
            now = after;
        }
        _report.Flush(now);
        return Clock.GetElapsedTime(now, now + _pacer.UntilNext(now));
    }

    /// <summary>Runs until cancelled, and blocks the calling thread while there is nothing to do. For dedicated servers.</summary>
    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            TimeSpan wait = TickDue();
            if (wait > TimeSpan.Zero) cancellation.WaitHandle.WaitOne(WholeGrains(wait));
        }
    }

    /// <summary>Runs until cancelled, and blocks no thread while there is nothing to do. Works in a browser, where there is only one.</summary>
    /// <remarks>Ticks never overlap, but may run on different threads, unless there is a SynchronizationContext, which is kept.</remarks>
    /// <returns>Completes, without an exception, after the cancellation.</returns>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var alarm = new LoopAlarm(Clock);
        while (!cancellation.IsCancellationRequested)
        {
            TimeSpan wait = TickDue();
            // Always waits, if only a little: on a single thread nothing else runs meanwhile, such as what receives the network's data.
            await alarm.After(WholeGrains(wait > Grain ? wait : Grain));
        }
    }

    /// <summary>Takes the loop's figures out of the metrics. Call it when the loop has ended.</summary>
    public void Dispose() => _meter.Dispose();

    // Upwards: a timer that rang a little early would ring again and again until the tick is due.
    private static TimeSpan WholeGrains(TimeSpan wait)
    {
        wait = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        return wait < LongestWait ? wait : LongestWait;
    }

    private void Note(long lateness, long dropped)
    {
        if (dropped > 0)
        {
            _report.Dropped(dropped);
            _meter.Dropped(dropped);
        }
        if (lateness <= _unitsPerTick) return;
        LateTicks++;
        _report.Late(lateness);
        _meter.Late();
    }
}
