using Microsoft.Extensions.Logging;

namespace Tain;

/// <summary>Turns late ticks into at most one line of log per interval: a struggling server must not drown in its own complaints.</summary>
internal sealed partial class LateTickReport(ILogger logger, long intervalUnits, double unitsPerMillisecond)
{
    private long _late;
    private long _dropped;
    private long _worst;
    private long? _nextAt;

    public void Late(long lateness)
    {
        _late++;
        _worst = Math.Max(_worst, lateness);
    }

    public void Dropped(long ticks) => _dropped += ticks;

    public void Flush(long now)
    {
        if (_late == 0 || now < _nextAt) return;
        LateTicks(logger, _late, _dropped, _worst / unitsPerMillisecond);
        (_late, _dropped, _worst) = (0, 0, 0);
        _nextAt = now + intervalUnits;
    }

    [LoggerMessage(20, LogLevel.Warning, "{Late} ticks came late and {Dropped} were given up; the worst was {WorstMilliseconds:F1} ms late. The machine is too slow or too busy for this tick rate.")]
    private static partial void LateTicks(ILogger logger, long late, long dropped, double worstMilliseconds);
}
