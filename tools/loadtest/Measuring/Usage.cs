using System.Diagnostics;

namespace Tain.LoadTest;

/// <summary>What a process has used since it was last asked: this one, or another of the same machine.</summary>
internal sealed class Usage
{
    private readonly Process _process;
    private readonly bool _isOwn;
    private long _at = Stopwatch.GetTimestamp();
    private TimeSpan _processor;
    private long _allocated = GC.GetTotalAllocatedBytes();

    /// <summary>Watches this process.</summary>
    public Usage()
        : this(Process.GetCurrentProcess(), isOwn: true)
    {
    }

    private Usage(Process process, bool isOwn)
    {
        _process = process;
        _isOwn = isOwn;
        _processor = process.TotalProcessorTime;
    }

    /// <summary>Watches another process.</summary>
    /// <exception cref="ArgumentException">There is no such process.</exception>
    public static Usage Of(int processId) => new(Process.GetProcessById(processId), isOwn: false);

    /// <summary>What was used; zeros once the process has ended.</summary>
    public UsageSample Take()
    {
        if (_process.HasExited) return default;
        _process.Refresh();
        double seconds = Stopwatch.GetElapsedTime(_at).TotalSeconds;
        TimeSpan processor = _process.TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes();
        double percent = (processor - _processor).TotalSeconds / seconds * 100;
        double bytes = (allocated - _allocated) / seconds;
        (_at, _processor, _allocated) = (Stopwatch.GetTimestamp(), processor, allocated);
        double resident = _process.WorkingSet64 / 1e6;
        return _isOwn ? new UsageSample(percent, resident, GC.GetTotalMemory(false) / 1e6, bytes) : new UsageSample(percent, resident, 0, 0);
    }
}
