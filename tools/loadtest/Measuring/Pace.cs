using System.Diagnostics;

namespace Tain.LoadTest;

/// <summary>A loop's ticks at even distances, and a report every few seconds.</summary>
internal sealed class Pace(int tickMs, int reportSeconds)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private double _nextTickMs;
    private double _nextReport = reportSeconds;

    public double Seconds => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    /// <summary>True once per interval.</summary>
    public bool IsReportDue
    {
        get
        {
            if (Seconds < _nextReport) return false;
            _nextReport += reportSeconds;
            return true;
        }
    }

    /// <summary>Waits for the next tick; a late one is not caught up with.</summary>
    public void Wait()
    {
        double now = Seconds * 1_000;
        _nextTickMs = Math.Max(_nextTickMs + tickMs, now);
        int ms = (int)(_nextTickMs - now);
        if (ms > 0) Thread.Sleep(ms);
    }
}
