namespace Tain;

/// <summary>
/// Whose turn it is. Worlds wait for the time when they are due; of those that are due the one with the earliest deadline goes first, so that one that ticks often or waits long
/// is not held up by one that has time. A world that runs is in nobody's hands but the runner's, so it never runs twice at once.
/// </summary>
/// <remarks>A state machine: timestamps come in, there is no clock and no thread inside. The owner locks.</remarks>
internal sealed class WorldSchedule
{
    private readonly PriorityQueue<WorldSlot, (long DueAt, long Order)> _waiting = new();
    private readonly PriorityQueue<WorldSlot, (long Deadline, long Order)> _due = new();
    private readonly List<WorldSlot> _running = [];
    private long _order;

    /// <summary>Worlds that wait, are due or run.</summary>
    public int Count => _waiting.Count + _due.Count + _running.Count;

    /// <summary>Worlds that run now.</summary>
    public int Running => _running.Count;

    /// <summary>Worlds that were reported as stuck and have not come back.</summary>
    public int Stuck { get; private set; }

    /// <summary>A new world, due at once.</summary>
    public void Add(WorldSlot slot, long now)
    {
        slot.DueAt = now;
        _waiting.Enqueue(slot, (now, _order++));
    }

    /// <summary>The next world to run.</summary>
    /// <returns>False when none is due.</returns>
    public bool TryTake(long now, out WorldSlot slot)
    {
        while (_waiting.TryPeek(out WorldSlot? next, out (long DueAt, long Order) key) && key.DueAt <= now)
        {
            _waiting.Dequeue();
            _due.Enqueue(next, (next.DueAt + next.PeriodUnits, key.Order));
        }
        if (!_due.TryDequeue(out slot!, out _)) return false;
        slot.ChooseTurn();
        slot.RunningSince = now;
        _running.Add(slot);
        return true;
    }

    /// <summary>A world comes back from its turn.</summary>
    /// <param name="slot">The world.</param>
    /// <param name="isOver">Whether it was its last one.</param>
    /// <param name="now">The time.</param>
    /// <param name="dueAt">When the next one is due.</param>
    public void GiveBack(WorldSlot slot, bool isOver, long now, long dueAt)
    {
        _running.Remove(slot);
        slot.RunningSince = null;
        if (slot.IsStuck) Stuck--;
        slot.IsStuck = false;
        if (isOver) return;
        slot.DueAt = slot.WantsEnd ? now : dueAt;
        _waiting.Enqueue(slot, (slot.DueAt, _order++));
    }

    /// <summary>Ends a world: its next turn is its last, and comes at once, or after the one that runs.</summary>
    public void End(WorldSlot slot, long now)
    {
        if (slot.WantsEnd) return;
        slot.WantsEnd = true;
        // Those that are due come soon in any case.
        if (slot.RunningSince is null && _waiting.Remove(slot, out _, out _)) Add(slot, now);
    }

    /// <summary>How long until a world is due; null when none waits.</summary>
    public long? UntilNext(long now)
    {
        if (_due.Count > 0) return 0;
        return _waiting.TryPeek(out _, out (long DueAt, long Order) key) ? Math.Max(0, key.DueAt - now) : null;
    }

    /// <summary>Finds the worlds that have run for too long, each once.</summary>
    public void FindStuck(long now, long afterUnits, List<WorldSlot> found)
    {
        foreach (WorldSlot slot in _running)
        {
            if (slot.IsStuck || now - slot.RunningSince <= afterUnits) continue;
            slot.IsStuck = true;
            Stuck++;
            found.Add(slot);
        }
    }
}
