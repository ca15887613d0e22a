namespace Tain;

/// <summary>
/// Runs many worlds in one process: zones, instances, matches, lobbies. Each ticks at its own rate, on one thread at a time; an exception or a slow tick in one concerns no other.
/// <code>
/// using var host = new WorldHost();
/// WorldHandle forest = host.Add("forest", world => { new NetworkServer(world, shared.For("forest")).Listen(); });
/// host.Start();
/// forest.Post(world => world.Debug.Log("somebody said hello"));
/// </code>
/// </summary>
/// <remarks>
/// After <see cref="Start"/> worlds run on threads of the host. Without it <see cref="RunDue"/> runs them on the calling thread, for simulations and tests with a clock of their own.
/// All members may be used by several threads. A world is touched only by its own ticks and by what is posted to it.
/// </remarks>
public sealed class WorldHost : IDisposable
{
    private readonly WorldRunner _runner;
    private WorldThreads? _threads;
    private bool _isRunningDue;
    private int _threadOfTurns;

    /// <summary>Makes a host without worlds. Nothing runs yet.</summary>
    /// <param name="options">Threads, rates and limits; the defaults when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public WorldHost(WorldHostOptions? options = null)
    {
        options ??= new WorldHostOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.threads, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.maxSpareThreads, nameof(options));
        CheckRate(options.tickRate, nameof(options));
        Check(options.tickBudgetSeconds >= 0, nameof(WorldHostOptions.tickBudgetSeconds));
        Check(options.stuckAfterSeconds > 0, nameof(WorldHostOptions.stuckAfterSeconds));
        Check(options.reportIntervalSeconds >= 0, nameof(WorldHostOptions.reportIntervalSeconds));
        Check(options.stopTimeoutSeconds >= 0, nameof(WorldHostOptions.stopTimeoutSeconds));
        _runner = new WorldRunner(options);
    }

    /// <summary>All worlds that have not ended.</summary>
    public IReadOnlyList<WorldHandle> worlds => _runner.All();

    /// <summary>How many worlds are stuck in a turn at present.</summary>
    public int stuckWorlds
    {
        get
        {
            lock (_runner.Gate) return _runner.Schedule.Stuck;
        }
    }

    /// <summary>How many threads run worlds at present; 0 before <see cref="Start"/>.</summary>
    public int runningThreads => _threads?.Alive ?? 0;

    /// <summary>Adds a world of the host's making.</summary>
    /// <param name="name">Its name, unique among the worlds that have not ended.</param>
    /// <param name="setUp">Fills the world, on its first turn: prefabs, scenes, its server.</param>
    /// <param name="settings">How it runs; the defaults when null.</param>
    /// <returns>How it is reached.</returns>
    /// <exception cref="InvalidOperationException">There is a world of this name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public WorldHandle Add(string name, Action<World> setUp, WorldSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(setUp);
        return Add(name, context => MakeWorld(context, setUp), settings);
    }

    /// <summary>Adds a world of the game's making.</summary>
    /// <param name="name">Its name, unique among the worlds that have not ended.</param>
    /// <param name="make">Makes and fills the world, on its first turn. From then on the world is the host's, which disposes of it.</param>
    /// <param name="settings">How it runs; the defaults when null.</param>
    /// <returns>How it is reached.</returns>
    /// <exception cref="InvalidOperationException">There is a world of this name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public WorldHandle Add(string name, Func<WorldContext, World> make, WorldSettings? settings = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(make);
        settings ??= new WorldSettings();
        if (settings.tickRate != 0) CheckRate(settings.tickRate, nameof(settings));
        Check(settings.tickBudgetSeconds >= 0, nameof(WorldSettings.tickBudgetSeconds));
        ArgumentOutOfRangeException.ThrowIfNegative(settings.maxCatchUpTicks, nameof(settings));
        ArgumentOutOfRangeException.ThrowIfNegative(settings.maxFailuresInARow, nameof(settings));
        ArgumentOutOfRangeException.ThrowIfNegative(settings.maxPosts, nameof(settings));
        return _runner.Add(new WorldSlot(this, name, make, settings, _runner));
    }

    /// <summary>
    /// Ends a world: what was posted to it runs, then <see cref="WorldSettings.ending"/>, then it is disposed of with its server. It happens on its turn, at once or after the tick
    /// that runs; <see cref="WorldHandle.ended"/> tells when. A second time it changes nothing.
    /// </summary>
    /// <param name="handle">A world of this host.</param>
    /// <exception cref="ArgumentException">It is another host's.</exception>
    public void Remove(WorldHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        if (!handle.IsOf(this)) throw new ArgumentException($"The {handle} belongs to another host.", nameof(handle));
        _runner.End(handle.Slot);
    }

    /// <summary>The world of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Null when there is none that has not ended.</returns>
    public WorldHandle? Find(string name) => _runner.Find(name);

    /// <summary>Starts the threads. Worlds can be added before and after.</summary>
    /// <exception cref="InvalidOperationException">The host runs already, or is driven by <see cref="RunDue"/>.</exception>
    public void Start()
    {
        lock (_runner.Gate)
        {
            ObjectDisposedException.ThrowIf(_runner.IsClosed, this);
            if (_threads is not null) throw new InvalidOperationException("The host runs already.");
            if (_isRunningDue) throw new InvalidOperationException("This host is driven by RunDue, which was called before. Use one of the two.");
            int count = _runner.Options.threads;
            _threads = new WorldThreads(_runner, count == 0 ? Environment.ProcessorCount : count);
        }
    }

    /// <summary>Runs the turns that are due now on the calling thread, the earliest deadline first. For hosts that were not started.</summary>
    /// <returns>How long until the next turn is due; <see cref="Timeout.InfiniteTimeSpan"/> when there are no worlds.</returns>
    /// <exception cref="InvalidOperationException">The host has threads of its own.</exception>
    public TimeSpan RunDue()
    {
        lock (_runner.Gate)
        {
            ObjectDisposedException.ThrowIf(_runner.IsClosed, this);
            if (_threads is not null) throw new InvalidOperationException("The host was started and runs its worlds itself.");
            _isRunningDue = true;
        }
        int outer = _threadOfTurns;
        _threadOfTurns = Environment.CurrentManagedThreadId;
        try
        {
            _runner.RunDue(_runner.Now);
        }
        finally
        {
            _threadOfTurns = outer;
        }
        lock (_runner.Gate)
        {
            long now = _runner.Now;
            return _runner.Schedule.UntilNext(now) is { } until ? _runner.Options.timeProvider.GetElapsedTime(now, now + until) : Timeout.InfiniteTimeSpan;
        }
    }

    /// <summary>Ends all worlds and the threads. A world that does not come back from its turn within <see cref="WorldHostOptions.stopTimeoutSeconds"/> is left to itself.</summary>
    /// <exception cref="InvalidOperationException">A world called this within its own turn.</exception>
    public void Dispose()
    {
        WorldThreads? threads = _threads;
        if (threads is { IsOneOfThem: true } || _threadOfTurns == Environment.CurrentManagedThreadId)
            throw new InvalidOperationException("A world cannot dispose of its host within its own turn. Remove the world, or dispose of the host from outside.");
        _runner.Close();
        if (threads is null)
        {
            _runner.RunDue(_runner.Now);
        }
        else
        {
            int left = threads.Join(TimeSpan.FromSeconds(_runner.Options.stopTimeoutSeconds));
            if (left > 0) _runner.Log.LeftBehind(left, _runner.Options.stopTimeoutSeconds);
        }
        _runner.Dispose();
    }

    private static World MakeWorld(WorldContext context, Action<World> setUp)
    {
        var world = new World(context.options);
        try
        {
            setUp(world);
            return world;
        }
        catch
        {
            WorldEnd.Dispose(world);
            throw;
        }
    }

    private static void CheckRate(int tickRate, string parameter)
    {
        if (tickRate is < 1 or > 1000) throw new ArgumentOutOfRangeException(parameter, tickRate, "A world ticks 1 to 1000 times per second.");
    }

    private static void Check(bool isRight, string option)
    {
        if (!isRight) throw new ArgumentOutOfRangeException(option, $"{option} must be a number of seconds, not negative.");
    }
}
