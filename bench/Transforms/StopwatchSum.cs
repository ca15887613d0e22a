using System.Diagnostics;

namespace Tain.Bench;

/// <summary>Adds up the time between starts and stops.</summary>
internal sealed class StopwatchSum
{
    private long _startedAt;
    private long _ticks;

    public double Nanoseconds => _ticks * (1e9 / Stopwatch.Frequency);

    public void Start() => _startedAt = Stopwatch.GetTimestamp();

    public void Stop() => _ticks += Stopwatch.GetTimestamp() - _startedAt;

    public void Reset() => _ticks = 0;
}
