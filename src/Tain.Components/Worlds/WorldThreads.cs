namespace Tain;

// This file is the shell in which the threads live; what runs on them knows nothing of them.
#pragma warning disable RS0030

/// <summary>
/// The threads of a host: each takes the world whose turn it is, runs the turn and takes the next. One more looks after worlds that do not come back, and starts a thread in the
/// place of theirs.
/// </summary>
internal sealed class WorldThreads
{
    private const long NoTimer = long.MaxValue;
    private const int LongestWaitMs = 60_000;

    private readonly WorldRunner _runner;
    private readonly int _count;
    private readonly object _watchGate = new();
    private readonly int _watchEveryMs;
    private readonly double _unitsPerMs;
    private readonly HashSet<Thread> _workers = [];
    private long _timerDueAt = NoTimer;
    private int _started;
    private bool _isLeft;
    private bool _watchEnds;

    public WorldThreads(WorldRunner runner, int count)
    {
        _runner = runner;
        _count = count;
        _unitsPerMs = runner.Options.timeProvider.TimestampFrequency / 1000.0;
        _watchEveryMs = (int)Math.Clamp(runner.Options.stuckAfterSeconds * 250, 10, 1_000);
        lock (runner.Gate)
        {
            for (int i = 0; i < count; i++) StartWorker();
        }
        new Thread(Watch) { IsBackground = true, Name = "Tain worlds: watch" }.Start();
    }

    /// <summary>How many there are now, those in the place of stuck ones included.</summary>
    public int Alive
    {
        get
        {
            lock (_runner.Gate) return _workers.Count;
        }
    }

    /// <summary>Whether the calling thread is one of them.</summary>
    public bool IsOneOfThem
    {
        get
        {
            lock (_runner.Gate) return _workers.Contains(Thread.CurrentThread);
        }
    }

    /// <summary>Waits until all worlds have ended and all threads with them.</summary>
    /// <param name="timeout">How long at most.</param>
    /// <returns>How many worlds have not come back.</returns>
    public int Join(TimeSpan timeout)
    {
        TimeProvider clock = TimeProvider.System;
        long begun = clock.GetTimestamp();
        lock (_runner.Gate)
        {
            while (_workers.Count > 0)
            {
                TimeSpan left = timeout - clock.GetElapsedTime(begun);
                if (left <= TimeSpan.Zero) break;
                Monitor.Wait(_runner.Gate, left);
            }
            // Those that come back later find nothing to do.
            _isLeft = true;
            Monitor.PulseAll(_runner.Gate);
            lock (_watchGate)
            {
                _watchEnds = true;
                Monitor.Pulse(_watchGate);
            }
            return _runner.Schedule.Running;
        }
    }

    private int Wanted => _count + Math.Min(_runner.Schedule.Stuck, _runner.Options.maxSpareThreads);

    private void StartWorker()
    {
        // Background threads: a script that hangs in one must not keep the process from ending.
        var worker = new Thread(Work) { IsBackground = true, Name = $"Tain worlds {++_started}" };
        _workers.Add(worker);
        worker.Start();
    }

    private void Work()
    {
        while (true)
        {
            WorldSlot? slot;
            lock (_runner.Gate)
            {
                slot = WaitForTurn();
                if (slot is null)
                {
                    _workers.Remove(Thread.CurrentThread);
                    Monitor.PulseAll(_runner.Gate);
                    return;
                }
                // Somebody has to take what else is due, or to wake when the next one is, while this thread is busy.
                if (NextDueAt(_runner.Now) < _timerDueAt) Monitor.Pulse(_runner.Gate);
            }
            _runner.Run(slot);
        }
    }

    private WorldSlot? WaitForTurn()
    {
        while (true)
        {
            if (_isLeft || (_runner.IsClosed && _runner.Schedule.Count == 0) || _workers.Count > Wanted) return null;
            long now = _runner.Now;
            if (_runner.Schedule.TryTake(now, out WorldSlot slot)) return slot;
            Wait(now);
        }
    }

    // One thread waits for the time of the next world, the others until they are woken.
    private void Wait(long now)
    {
        long dueAt = NextDueAt(now);
        if (dueAt < _timerDueAt)
        {
            _timerDueAt = dueAt;
            Monitor.Wait(_runner.Gate, (int)Math.Clamp(Math.Ceiling((dueAt - now) / _unitsPerMs), 1, LongestWaitMs));
            if (_timerDueAt == dueAt) _timerDueAt = NoTimer;
            return;
        }
        Monitor.Wait(_runner.Gate);
    }

    private long NextDueAt(long now) => _runner.Schedule.UntilNext(now) is { } until ? now + until : NoTimer;

    private void Watch()
    {
        while (true)
        {
            lock (_watchGate)
            {
                if (!_watchEnds) Monitor.Wait(_watchGate, _watchEveryMs);
                if (_watchEnds) return;
            }
            lock (_runner.Gate)
            {
                _runner.CheckStuck();
                while (!_isLeft && _workers.Count < Wanted) StartWorker();
            }
        }
    }
}
