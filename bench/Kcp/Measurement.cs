using System.Diagnostics;

namespace Tain.Bench;

/// <summary>Something that sends packets to and fro, one tick at a time.</summary>
internal interface IEcho : IDisposable
{
    /// <summary>Packets sent so far, both directions.</summary>
    long Sent { get; }

    /// <summary>Packets received so far, both directions.</summary>
    long Received { get; }

    void Tick();
}

/// <summary>Warms something up, then times it: wall clock for the rate, the process's processor time for the cost.</summary>
internal static class Measurement
{
    private const int WarmUpTicks = 200;

    public static void Report(string what, int bytes, IEcho echo, int ticks)
    {
        for (int i = 0; i < WarmUpTicks; i++) echo.Tick();
        long sent = echo.Sent, received = echo.Received, allocated = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < ticks; i++) echo.Tick();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        sent = echo.Sent - sent;
        received = echo.Received - received;
        Console.WriteLine(
            $"| {what} | {bytes} | {received / seconds / 1_000:F0} | {processor.TotalMicroseconds / received:F2} | {(double)allocated / received:F2} | {Math.Max(0, sent - received)} |");
    }
}
