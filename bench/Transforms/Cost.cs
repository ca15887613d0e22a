using System.Diagnostics;

namespace Tain.Bench;

/// <summary>Adds up time and allocation between starts and stops.</summary>
internal sealed class Cost
{
    private long _startedAt;
    private long _ticks;
    private long _allocatedBefore;

    public double Nanoseconds => _ticks * (1e9 / Stopwatch.Frequency);

    public long AllocatedBytes { get; private set; }

    public void Start()
    {
        _allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        _startedAt = Stopwatch.GetTimestamp();
    }

    public void Stop()
    {
        _ticks += Stopwatch.GetTimestamp() - _startedAt;
        AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - _allocatedBefore;
    }

    public void Reset()
    {
        _ticks = 0;
        AllocatedBytes = 0;
    }
}
