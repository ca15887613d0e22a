namespace Tain;

/// <summary>Counts the ticks of a world that took too long, and turns them into at most one line of log per interval.</summary>
internal sealed class WorldBudget(string world, double budgetSeconds, double intervalSeconds, WorldLog log)
{
    private long _count;
    private long _sinceReport;
    private double _worst;
    private long? _reportedAt;

    /// <summary>Ticks that took longer than the budget.</summary>
    public long Count => Volatile.Read(ref _count);

    public void Note(double seconds, long now, TimeProvider clock)
    {
        if (seconds > budgetSeconds)
        {
            Volatile.Write(ref _count, _count + 1);
            _sinceReport++;
            _worst = Math.Max(_worst, seconds);
        }
        if (_sinceReport == 0) return;
        if (_reportedAt is { } before && clock.GetElapsedTime(before, now).TotalSeconds < intervalSeconds) return;
        log.OverBudget(world, _worst * 1000, budgetSeconds * 1000, _sinceReport);
        (_sinceReport, _worst) = (0, 0);
        _reportedAt = now;
    }
}
