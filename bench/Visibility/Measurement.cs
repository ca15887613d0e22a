using System.Diagnostics;

namespace Tain.Bench;

/// <summary>Warms something up, then times it, and prints lines of a table.</summary>
internal static class Measurement
{
    private const int WarmUpTicks = 300;
    private const int BlockTicks = 10;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(3);

    /// <summary>Lets the compiler settle on its best version of the hot methods before anything is measured.</summary>
    public static void WarmUp(TainSubject tain, WalkSubject walk, int changed)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; Stopwatch.GetElapsedTime(start) < s_warmUp; i++)
        {
            Tick(tain, changed, i);
            Tick(walk, changed, i);
        }
    }

    public static void ReportTicks(string what, TainSubject tain, WalkSubject walk, int changed, int ticks)
    {
        (double ours, double bytes, double sent) = Ticks(tain, changed, ticks);
        (double theirs, _, double walkSent) = Ticks(walk, changed, ticks);
        Console.WriteLine($"| {what} | {ours:F3} | {theirs:F3} | {theirs / ours:F1} | {bytes:F0} | {sent / 1_000:F0} | {walkSent / 1_000:F0} |");
    }

    /// <summary>Milliseconds of one call, the best of several rounds: what disturbs a round is not what is measured.</summary>
    public static double Best(int rounds, Action prepare, Action measured)
    {
        double best = double.MaxValue;
        for (int i = 0; i < rounds; i++)
        {
            prepare();
            long start = Stopwatch.GetTimestamp();
            measured();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return best;
    }

    private static (double Milliseconds, double AllocatedBytes, double SentBytes) Ticks(ISubject subject, int changed, int ticks)
    {
        for (int i = 0; i < WarmUpTicks; i++) Tick(subject, changed, i);
        int tick = WarmUpTicks;
        Action nothing = static () => { };
        Action block = () =>
        {
            for (int i = 0; i < BlockTicks; i++) Tick(subject, changed, tick++);
        };
        long sent = subject.SentBytes, allocated = GC.GetAllocatedBytesForCurrentThread();
        double milliseconds = Best(ticks / BlockTicks, nothing, block);
        int measured = tick - WarmUpTicks;
        return (milliseconds / BlockTicks, (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / measured, (double)(subject.SentBytes - sent) / measured);
    }

    private static void Tick(ISubject subject, int changed, int tick)
    {
        for (int i = 0; i < changed; i++) subject.Soldiers[i].health = tick + i;
        subject.Tick();
    }
}
