namespace Tain;

/// <summary>
/// What a world may use of a core in the long run: its budget once per tick. What it does not use is saved up for a second, so that a long tick now and then is only reported;
/// whoever keeps taking more is made to wait until he has earned it, and the others keep theirs. A budget of the whole time between ticks is a core, and never waits.
/// No wait is longer than <see cref="MaxWaitSeconds"/>: what stood still may have been the machine, and players who hear nothing for long are gone.
/// </summary>
/// <remarks>A state machine: timestamps come in, there is no clock inside.</remarks>
internal sealed class WorldAllowance(double budgetSeconds, int tickRate)
{
    /// <summary>How long a world waits at most before its next tick. Well below what transports take for the end of a connection.</summary>
    public const double MaxWaitSeconds = 2;

    // Seconds that are earned in each second, which is as much as can be saved up.
    private readonly double _share = budgetSeconds * tickRate;
    private double _saved = budgetSeconds * tickRate;
    private long? _paidAt;

    /// <summary>A tick has taken its time.</summary>
    /// <param name="seconds">How long it took.</param>
    /// <param name="now">When it was over.</param>
    /// <param name="clock">What turns timestamps into seconds.</param>
    /// <returns>How many seconds the world has to wait now; 0 while something is left.</returns>
    public double Pay(double seconds, long now, TimeProvider clock)
    {
        if (_share >= 1) return 0;
        double earned = _paidAt is { } before ? clock.GetElapsedTime(before, now).TotalSeconds * _share : 0;
        _paidAt = now;
        _saved = Math.Max(-_share * MaxWaitSeconds, Math.Min(_share, _saved + earned) - seconds);
        return Math.Max(0, -_saved / _share);
    }
}
