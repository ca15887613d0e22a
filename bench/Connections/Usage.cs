using System.Diagnostics;

namespace Tain.Bench;

/// <summary>What this process has used since it was last asked.</summary>
internal sealed class Usage
{
    private readonly Process _process = Process.GetCurrentProcess();
    private long _at = Stopwatch.GetTimestamp();
    private TimeSpan _processor = Process.GetCurrentProcess().TotalProcessorTime;
    private long _allocated = GC.GetTotalAllocatedBytes();

    public (double ProcessorPercent, double ResidentMegabytes, double HeapMegabytes, double AllocatedBytesPerSecond) Take()
    {
        _process.Refresh();
        double seconds = Stopwatch.GetElapsedTime(_at).TotalSeconds;
        TimeSpan processor = _process.TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes();
        double percent = (processor - _processor).TotalSeconds / seconds * 100;
        double bytes = (allocated - _allocated) / seconds;
        (_at, _processor, _allocated) = (Stopwatch.GetTimestamp(), processor, allocated);
        return (percent, _process.WorkingSet64 / 1e6, GC.GetTotalMemory(false) / 1e6, bytes);
    }
}
