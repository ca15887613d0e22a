namespace Tain;

/// <summary>
/// Decides when ticks are due. Ticks lie on a grid that began with the first one, so neither a coarse timer nor a slow tick shifts the rate. A loop
/// that falls behind catches up by ticking without a pause, up to a bound; what is beyond the bound is given up, so it never spirals.
/// </summary>
/// <remarks>Time comes in as timestamps of a TimeProvider; there is no clock inside.</remarks>
internal sealed class TickPacer
{
    private readonly long _frequency;
    private readonly int _ticksPerSecond;
    private readonly int _maxCatchUpTicks;
    private readonly long _startedAt;

    // Ticks of the grid that were begun or given up. Due times are computed from it, not summed up, so rounding never adds up.
    private long _position;

    public TickPacer(long frequency, int ticksPerSecond, int maxCatchUpTicks, long now)
    {
        _frequency = frequency;
        _ticksPerSecond = ticksPerSecond;
        _maxCatchUpTicks = maxCatchUpTicks;
        _startedAt = now;
    }

    /// <summary>Ticks that were given up because the loop was too far behind.</summary>
    public long Dropped { get; private set; }

    /// <summary>Whether a tick is to be run now.</summary>
    /// <param name="now">The timestamp of now.</param>
    /// <param name="lateness">By how much it comes late, in timestamp units.</param>
    public bool TryBegin(long now, out long lateness)
    {
        lateness = now - DueAt(_position);
        if (lateness < 0) return false;
        long behind = TicksSince(now) - _position;
        if (behind > _maxCatchUpTicks)
        {
            long givenUp = behind - _maxCatchUpTicks;
            Dropped += givenUp;
            _position += givenUp;
        }
        _position++;
        return true;
    }

    /// <summary>How long until the next tick is due, in timestamp units; 0 if one is due.</summary>
    public long UntilNext(long now) => Math.Max(0, DueAt(_position) - now);

    // In whole and rest, because the product overflows within days at a nanosecond clock.
    private long DueAt(long position) =>
        _startedAt + (position / _ticksPerSecond * _frequency) + (position % _ticksPerSecond * _frequency / _ticksPerSecond);

    private long TicksSince(long now)
    {
        long elapsed = now - _startedAt;
        return (elapsed / _frequency * _ticksPerSecond) + (elapsed % _frequency * _ticksPerSecond / _frequency);
    }
}
