namespace Tain.Transports;

/// <summary>When to flush: at the first update, then every interval, without drift and without catching up after a gap.</summary>
internal sealed class FlushSchedule(int intervalMs)
{
    private const int ResynchroniseMs = 10_000;

    private bool _started;
    private KcpTime _dueAt;

    public bool IsDue(KcpTime now)
    {
        if (!_started)
        {
            _started = true;
            _dueAt = now;
        }
        int late = now - _dueAt;
        if (late is >= ResynchroniseMs or < -ResynchroniseMs)
        {
            _dueAt = now;
            late = 0;
        }
        if (late < 0) return false;
        _dueAt += intervalMs;
        if (now.HasReached(_dueAt)) _dueAt = now + intervalMs;
        return true;
    }

    public void Reset() => _started = false;
}
