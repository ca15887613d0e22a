namespace Tain;

/// <summary>
/// One world of a host: what it does when it is its turn, and what others may know of it meanwhile. Turns come one at a time, from whatever thread; what is between two of them is
/// the schedule's, under the host's lock.
/// </summary>
internal sealed class WorldSlot
{
    private const long NotRunning = long.MinValue;

    private readonly Func<WorldContext, World> _make;
    private readonly WorldSettings _settings;
    private readonly WorldBudget _budget;
    private readonly WorldAllowance _allowance;
    private readonly WorldPosts _posts;
    private readonly TimeProvider _clock;
    private readonly WorldLog _log;
    private readonly WorldMeters _meters;
    private readonly KeyValuePair<string, object?> _tag;
    private readonly Lock _figures = new();
    private readonly TickTimes _times = new();
    private readonly TaskCompletionSource<bool> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly float _secondsPerTick;
    private readonly int _tickRate;
    private World? _world;
    private TickPacer? _pacer;
    private long _runningSince = NotRunning;
    private long _mayTickAt = long.MinValue;
    private long _late;
    private long _failed;
    private long _allocated;
    private int _failuresInARow;
    private volatile WorldState _state;
    private volatile Exception? _failure;

    public WorldSlot(WorldHost host, string name, Func<WorldContext, World> make, WorldSettings settings, WorldRunner runner)
    {
        Host = host;
        Name = name;
        _make = make;
        _settings = settings;
        _clock = runner.Options.timeProvider;
        _log = runner.Log;
        _meters = runner.Meters;
        _tag = WorldMeters.TagOf(name);
        _tickRate = settings.tickRate > 0 ? settings.tickRate : runner.Options.tickRate;
        _secondsPerTick = 1f / _tickRate;
        PeriodUnits = _clock.TimestampFrequency / _tickRate;
        double budget = BudgetOf(settings, runner.Options, _tickRate);
        _budget = new WorldBudget(name, budget, runner.Options.reportIntervalSeconds, _log);
        _allowance = new WorldAllowance(budget, _tickRate);
        _posts = new WorldPosts(name, settings.maxPosts, _log);
        Context = new WorldContext(host, new WorldHandle(this), new WorldOptions
        {
            TimeProvider = _clock,
            LoggerFactory = new WorldLoggerFactory(runner.Options.loggerFactory, name),
            ClockOrigin = runner.ClockOrigin,
        });
    }

    public WorldHost Host { get; }

    public string Name { get; }

    public WorldContext Context { get; }

    public WorldState State => _state;

    public Exception? Failure => _state == WorldState.Failed ? _failure : null;

    public Task<bool> Started => _started.Task;

    public Task Ended => _ended.Task;

    /// <summary>The time from tick to tick, in timestamp units.</summary>
    public long PeriodUnits { get; }

    /// <summary>Ticks that were run.</summary>
    public long Ticks
    {
        get
        {
            lock (_figures) return _times.Count;
        }
    }

    /// <summary>Schedule: when its next turn is due.</summary>
    public long DueAt { get; set; }

    /// <summary>Schedule: since when its turn runs; null between turns.</summary>
    public long? RunningSince
    {
        get
        {
            long since = Volatile.Read(ref _runningSince);
            return since == NotRunning ? null : since;
        }
        set => Volatile.Write(ref _runningSince, value ?? NotRunning);
    }

    /// <summary>Schedule: its turn was reported for not coming back.</summary>
    public bool IsStuck { get; set; }

    /// <summary>Schedule: its next turn is its last.</summary>
    public bool WantsEnd { get; set; }

    /// <summary>Schedule: what the turn that begins is for.</summary>
    public WorldTurn Turn { get; private set; }

    public bool Post(Action<World> action) => _posts.TryAdd(action);

    /// <summary>Schedule: decides what the turn is for.</summary>
    public void ChooseTurn()
    {
        if (WantsEnd) Turn = WorldTurn.End;
        else Turn = _world is null ? WorldTurn.SetUp : WorldTurn.Tick;
    }

    /// <summary>Runs the turn. Never throws.</summary>
    /// <returns>What is to come: null when this was the last turn, else when the next one is due.</returns>
    public long? Run()
    {
        switch (Turn)
        {
            case WorldTurn.SetUp:
                return SetUp();
            case WorldTurn.Tick:
                Tick();
                if (HasFailedForGood())
                {
                    End();
                    return null;
                }
                long now = _clock.GetTimestamp();
                return Math.Max(now + _pacer!.UntilNext(now), _mayTickAt);
            default:
                End();
                return null;
        }
    }

    public WorldStats TakeStats()
    {
        long? since = RunningSince;
        lock (_figures)
        {
            (double average, double p99) = _times.Summarize();
            return new WorldStats
            {
                state = _state,
                ticks = _times.Count,
                lateTicks = _late,
                droppedTicks = _pacer?.Dropped ?? 0,
                ticksOverBudget = _budget.Count,
                ticksHeldBack = _budget.HeldBack,
                failedTicks = _failed,
                refusedPosts = _posts.Refused,
                lastTickSeconds = _times.Last,
                averageTickSeconds = average,
                p99TickSeconds = p99,
                maxTickSeconds = _times.Max,
                allocatedBytes = _allocated,
                busySeconds = since is { } begun ? _clock.GetElapsedTime(begun).TotalSeconds : 0,
            };
        }
    }

    private static double BudgetOf(WorldSettings settings, WorldHostOptions options, int tickRate)
    {
        if (settings.tickBudgetSeconds > 0) return settings.tickBudgetSeconds;
        return options.tickBudgetSeconds > 0 ? options.tickBudgetSeconds : 1.0 / tickRate;
    }

    private long? SetUp()
    {
        try
        {
            _world = _make(Context) ?? throw new InvalidOperationException("The function that makes the world returned null.");
        }
        catch (Exception exception)
        {
            _log.SetUpFailed(Name, exception);
            _failure = exception;
            Finish(WorldState.Failed);
            return null;
        }
        long now = _clock.GetTimestamp();
        _pacer = new TickPacer(_clock.TimestampFrequency, _tickRate, _settings.maxCatchUpTicks, now);
        _state = WorldState.Running;
        _meters.CountWorlds(1);
        _log.Started(Name, _tickRate);
        _started.TrySetResult(true);
        return now;
    }

    private void Tick()
    {
        long begun = _clock.GetTimestamp();
        long droppedBefore = _pacer!.Dropped;
        if (!_pacer.TryBegin(begun, out long lateness)) return;
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        bool hasFailed = false;
        try
        {
            _posts.RunAll(_world!);
            _world!.Tick(_secondsPerTick);
            _failuresInARow = 0;
        }
        catch (Exception exception)
        {
            hasFailed = true;
            _failure = exception;
            _failuresInARow++;
            _log.TickFailed(Name, _times.Count + 1, _failuresInARow, exception);
        }
        long ended = _clock.GetTimestamp();
        double seconds = _clock.GetElapsedTime(begun, ended).TotalSeconds;
        bool isHeldBack = HoldBack(_allowance.Pay(seconds, ended, _clock), ended);
        bool isLate = lateness > PeriodUnits;
        lock (_figures)
        {
            _times.Add(seconds);
            _allocated += GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
            if (isLate) _late++;
            if (hasFailed) _failed++;
        }
        _budget.Note(seconds, isHeldBack, begun, _clock);
        _meters.Tick(_tag, new WorldMeters.TickFigures(seconds, isLate, isHeldBack, hasFailed, _pacer.Dropped - droppedBefore));
    }

    private bool HoldBack(double seconds, long now)
    {
        _mayTickAt = now + (long)Math.Ceiling(seconds * _clock.TimestampFrequency);
        return _mayTickAt > now + _pacer!.UntilNext(now);
    }

    private bool HasFailedForGood()
    {
        if (_settings.maxFailuresInARow == 0 || _failuresInARow < _settings.maxFailuresInARow) return false;
        _log.GivenUp(Name, _failuresInARow);
        return true;
    }

    private void End()
    {
        bool isFailure = _failuresInARow > 0 && _settings.maxFailuresInARow > 0 && _failuresInARow >= _settings.maxFailuresInARow;
        if (_world is { } world)
        {
            _posts.Close();
            _posts.RunAll(world);
            Attempt(world, _settings.ending ?? (static _ => { }));
            Attempt(world, WorldEnd.Dispose);
            _world = null;
            _meters.CountWorlds(-1);
        }
        Finish(isFailure ? WorldState.Failed : WorldState.Stopped);
        _log.Ended(Name, _times.Count);
    }

    private void Attempt(World world, Action<World> step)
    {
        try
        {
            step(world);
        }
        catch (Exception exception)
        {
            _log.EndFailed(Name, exception);
        }
    }

    private void Finish(WorldState state)
    {
        _state = state;
        _posts.Abandon();
        _started.TrySetResult(false);
    }

    /// <summary>Runner: nothing of it is left, its name is free.</summary>
    public void TellEnd() => _ended.TrySetResult();
}
