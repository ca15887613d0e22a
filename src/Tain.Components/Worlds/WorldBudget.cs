namespace Tain;

/// <summary>Counts the ticks of a world that took too long and those that came later for it, and turns them into at most one line of log per interval.</summary>
internal sealed class WorldBudget(string world, double budgetSeconds, double intervalSeconds, WorldLog log)
{
    private long _count;
    private long _heldBack;
    private long _sinceReport;
    private long _heldBackSinceReport;
    private double _worst;
    private long? _reportedAt;

    /// <summary>Ticks that took longer than the budget.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>Ticks that were put off because the budget was used up.</summary>
    public long HeldBack => Volatile.Read(ref _heldBack);

    public void Note(double seconds, bool isHeldBack, long now, TimeProvider clock)
    {
        if (isHeldBack)
        {
            Volatile.Write(ref _heldBack, _heldBack + 1);
            _heldBackSinceReport++;
        }
        if (seconds > budgetSeconds)
        {
            Volatile.Write(ref _count, _count + 1);
            _sinceReport++;
            _worst = Math.Max(_worst, seconds);
        }
        if (_sinceReport == 0) return;
        if (_reportedAt is { } before && clock.GetElapsedTime(before, now).TotalSeconds < intervalSeconds) return;
        log.OverBudget(world, _worst * 1000, budgetSeconds * 1000, _sinceReport, _heldBackSinceReport);
        (_sinceReport, _heldBackSinceReport, _worst) = (0, 0, 0);
        _reportedAt = now;
    }
}
