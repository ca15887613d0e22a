using Microsoft.Extensions.Logging;

namespace Tain;

/// <summary>Everything that exists in one game: scenes full of objects, prefabs, a clock, a random generator.</summary>
/// <remarks>
/// A process may hold any number of worlds; they share nothing. A world belongs to one thread at a time. It does nothing by itself:
/// <see cref="Tick"/> is the whole loop.
/// </remarks>
public sealed partial class World : IDisposable
{
    private readonly Doomed _doomed = new();
    private readonly PhaseHooks _early;
    private readonly PhaseHooks _late;
    private int _lastInstanceId;
    private bool _ticking;

    /// <summary>Makes a world with one empty scene.</summary>
    public World(WorldOptions? options = null)
    {
        options ??= new WorldOptions();
        TimeProvider = options.TimeProvider;
        ClockOrigin = options.ClockOrigin;
        LoggerFactory = options.LoggerFactory;
        Calls = new ScriptCalls(options.LoggerFactory.CreateLogger("Tain.Engine"));
        Schedule = new LifecycleSchedule(Calls);
        Works = new TickWorks(Calls);
        _early = new PhaseHooks(Calls, "an EarlyUpdate handler");
        _late = new PhaseHooks(Calls, "a LateUpdateDone handler");
        Time = new Time(options.TimeProvider);
        Debug = new ScriptLog(options.LoggerFactory.CreateLogger("Tain.Scripts"));
        Random = new SeededRandom(options.RandomSeed);
        scenes = new SceneCollection(this, options.FirstSceneName);
    }

    /// <summary>Raised at the beginning of a tick, before FixedUpdate: the network receives here. Handlers run in order of registration.</summary>
    public event Action EarlyUpdate
    {
        add => _early.Add(value);
        remove => _early.Remove(value);
    }

    /// <summary>Raised after LateUpdate of all scripts: the network sends here. Handlers run in order of registration.</summary>
    public event Action LateUpdateDone
    {
        add => _late.Add(value);
        remove => _late.Remove(value);
    }

    /// <summary>The scenes that are loaded, and those that can be.</summary>
    public SceneCollection scenes { get; }

    /// <summary>The recipes for objects.</summary>
    public PrefabCollection prefabs { get; } = new();

    /// <summary>The clock.</summary>
    public Time Time { get; }

    /// <summary>The source of real time, for floors above that keep clocks of their own.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>The timestamp of <see cref="TimeProvider"/> at which clocks of floors above show 0; null: when they are made.</summary>
    public long? ClockOrigin { get; }

    /// <summary>Where everything that belongs to this world logs.</summary>
    public ILoggerFactory LoggerFactory { get; }

    /// <summary>The log for scripts.</summary>
    public ScriptLog Debug { get; }

    /// <summary>The random generator.</summary>
    public SeededRandom Random { get; }

    /// <summary>How many exceptions of scripts were caught and logged since the world was made.</summary>
    public long ScriptFailures => Calls.Failures;

    /// <summary>True once the world is disposed of.</summary>
    public bool IsDisposed { get; private set; }

    internal ScriptCalls Calls { get; }

    internal LifecycleSchedule Schedule { get; }

    internal TickWorks Works { get; }

    /// <summary>Watches that are being told of a change; a change within a change puts its own behind them.</summary>
    internal List<TransformWatch> ToldWatches { get; } = [];

    internal Construction Construction { get; } = new();

    internal TimerHeap Timers { get; } = new();

    internal TimerHeap UnscaledTimers { get; } = new();

    internal CoroutineQueue EachFrame { get; } = new();

    internal CoroutineQueue EachFixedUpdate { get; } = new();

    internal CoroutineQueue EachEndOfFrame { get; } = new();

    internal Stack<Invocation> SpareInvocations { get; } = new();

    /// <summary>Runs one tick: network in, fixed steps, Update, delayed calls and coroutines, LateUpdate, network out, destruction.</summary>
    /// <param name="deltaTime">Seconds since the last tick; counted up to <see cref="Time.maximumDeltaTime"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not a number.</exception>
    /// <exception cref="InvalidOperationException">Called from within a tick.</exception>
    public void Tick(float deltaTime)
    {
        if (!(deltaTime >= 0)) throw new ArgumentOutOfRangeException(nameof(deltaTime), deltaTime, "A tick takes 0 seconds or more.");
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (_ticking) throw new InvalidOperationException("World.Tick was called from within a tick of the same world. Let the loop call it.");
        _ticking = true;
        try
        {
            Time.BeginFrame(deltaTime);
            scenes.RunQueued();
            _early.Run();
            while (Time.TryBeginFixedStep())
            {
                Works.Run(TickPhase.FixedUpdate);
                Schedule.FixedUpdate();
                EachFixedUpdate.ResumeAll();
            }
            Works.Run(TickPhase.Update);
            Schedule.Update();
            EachFrame.ResumeAll();
            Timers.FireDue(Time.timeAsDouble);
            UnscaledTimers.FireDue(Time.unscaledTimeAsDouble);
            Works.Run(TickPhase.LateUpdate);
            Schedule.LateUpdate();
            Works.Run(TickPhase.AfterLateUpdate);
            _late.Run();
            EachEndOfFrame.ResumeAll();
            _doomed.DestroyAll();
        }
        finally
        {
            _ticking = false;
        }
    }

    /// <summary>Ends the world: OnApplicationQuit for every script, then every object is destroyed. The world cannot be used afterwards.</summary>
    /// <exception cref="InvalidOperationException">Called from within a tick; end the loop instead.</exception>
    public void Dispose()
    {
        if (IsDisposed) return;
        if (_ticking) throw new InvalidOperationException("A world cannot be disposed of within its own tick. Stop the loop, then dispose.");
        foreach (Behaviour script in FindObjectsByType<Behaviour>())
        {
            if ((script.Methods & LifecycleMethods.OnApplicationQuit) != 0) Calls.Invoke(script, LifecycleMethods.OnApplicationQuit);
        }
        scenes.UnloadAll();
        IsDisposed = true;
    }

    internal int NextInstanceId() => ++_lastInstanceId;
}
