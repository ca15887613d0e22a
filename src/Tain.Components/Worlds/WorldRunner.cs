namespace Tain;

/// <summary>What a host and its threads share: the schedule under its lock, and the way a turn is run.</summary>
internal sealed class WorldRunner : IDisposable
{
    private readonly Dictionary<string, WorldHandle> _byName = [];
    private readonly List<WorldSlot> _found = [];
    private readonly long _stuckAfterUnits;

    public WorldRunner(WorldHostOptions options)
    {
        Options = options;
        Log = new WorldLog(options.loggerFactory.CreateLogger("Tain.Worlds"));
        ClockOrigin = options.timeProvider.GetTimestamp();
        _stuckAfterUnits = (long)(options.stuckAfterSeconds * options.timeProvider.TimestampFrequency);
    }

    /// <summary>Guards the schedule and the names; threads wait on it.</summary>
    public object Gate { get; } = new();

    public WorldHostOptions Options { get; }

    public WorldLog Log { get; }

    public WorldMeters Meters { get; } = new();

    public WorldSchedule Schedule { get; } = new();

    /// <summary>When the network clocks of all worlds began.</summary>
    public long ClockOrigin { get; }

    public long Now => Options.timeProvider.GetTimestamp();

    public bool IsClosed { get; private set; }

    public WorldHandle Add(WorldSlot slot)
    {
        lock (Gate)
        {
            ObjectDisposedException.ThrowIf(IsClosed, slot.Host);
            WorldHandle handle = slot.Context.handle;
            if (!_byName.TryAdd(slot.Name, handle)) throw new InvalidOperationException($"There is a world named '{slot.Name}' already. Wait for the end of that one, or choose another name.");
            Schedule.Add(slot, Now);
            Monitor.Pulse(Gate);
            return handle;
        }
    }

    public void End(WorldSlot slot)
    {
        lock (Gate)
        {
            Schedule.End(slot, Now);
            Monitor.Pulse(Gate);
        }
    }

    /// <summary>Takes no more worlds and ends all there are.</summary>
    public void Close()
    {
        lock (Gate)
        {
            IsClosed = true;
            foreach (WorldHandle handle in _byName.Values) Schedule.End(handle.Slot, Now);
            Monitor.PulseAll(Gate);
        }
    }

    public WorldHandle? Find(string name)
    {
        lock (Gate) return _byName.GetValueOrDefault(name);
    }

    public WorldHandle[] All()
    {
        lock (Gate) return [.. _byName.Values];
    }

    /// <summary>Runs the worlds that were due at a time, one after the other; of a host that ends all of them.</summary>
    public void RunDue(long upTo)
    {
        while (true)
        {
            WorldSlot slot;
            lock (Gate)
            {
                // A world that was in its turn when another thread ended the host has its last one here.
                if (!Schedule.TryTake(IsClosed ? Now : upTo, out slot)) return;
            }
            Run(slot);
        }
    }

    /// <summary>Runs the turn of a world that was taken from the schedule, outside of the lock.</summary>
    public void Run(WorldSlot slot)
    {
        long? next = slot.Run();
        lock (Gate)
        {
            long now = Now;
            if (slot.IsStuck) Log.CameBack(slot.Name, Options.timeProvider.GetElapsedTime(slot.RunningSince!.Value, now).TotalSeconds);
            Schedule.GiveBack(slot, isOver: next is null, now, next ?? 0);
            if (next is null) _byName.Remove(slot.Name);
            if (Schedule.Count == 0) Monitor.PulseAll(Gate);
        }
        if (next is null) slot.TellEnd();
    }

    /// <summary>Reports the worlds that do not come back, each once. The lock is held.</summary>
    /// <returns>How many there are.</returns>
    public int CheckStuck()
    {
        long now = Now;
        _found.Clear();
        Schedule.FindStuck(now, _stuckAfterUnits, _found);
        foreach (WorldSlot slot in _found)
        {
            double seconds = Options.timeProvider.GetElapsedTime(slot.RunningSince!.Value, now).TotalSeconds;
            Log.Stuck(slot.Name, slot.Turn, slot.Ticks + 1, seconds, Math.Min(Schedule.Stuck, Options.maxSpareThreads));
        }
        return Schedule.Stuck;
    }

    public void Dispose() => Meters.Dispose();
}
