using System.Diagnostics;
using System.Globalization;

namespace Tain.Bench;

/// <summary>Measures ticks of this library and of the walk, in turns, so that what disturbs the machine disturbs both, and prints rows of a table.</summary>
/// <param name="ticks">Ticks of one run.</param>
/// <param name="runs">Runs of each.</param>
internal sealed class TickMeter(int ticks, int runs)
{
    // By then the players of a grid have been everywhere, and batches have the size that they need.
    private const int WarmTicks = 2_200;
    private const int WarmWalkTicks = 20;
    private const int SettlingTicks = 3;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan s_run = TimeSpan.FromSeconds(4);

    public static void PrintHead(string title)
    {
        Console.WriteLine();
        Console.WriteLine($"| {title} | ms per tick | p99 | max | kB per tick | bytes per connection | B allocated per tick | walk: ms per tick | kB | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
    }

    /// <summary>Measures and prints a row.</summary>
    /// <param name="what">What is measured.</param>
    /// <param name="connections">How many connections both have.</param>
    /// <param name="tain">This library.</param>
    /// <param name="walk">The straightforward way.</param>
    /// <param name="change">What the game does before a tick, by the number of the tick. It is part of what is measured.</param>
    public void Compare(string what, int connections, ISubject tain, ISubject walk, Action<ISubject, int> change)
    {
        int ours = 0, theirs = 0;
        double longest = WarmUp(tain, change, WarmTicks, ref ours);
        longest = Math.Max(longest, WarmUp(walk, change, WarmWalkTicks, ref theirs));
        // A walk may be slow: its runs are shortened rather than waited for.
        int count = (int)Math.Clamp(s_run.TotalMilliseconds / longest, Math.Min(ticks, 20), ticks);
        var ourRuns = new Runs(runs, count);
        var theirRuns = new Runs(runs, count);
        for (int run = 0; run < runs; run++)
        {
            ourRuns.Add(run, tain, change, ref ours);
            theirRuns.Add(run, walk, change, ref theirs);
        }
        TickCost our = ourRuns.Cost, their = theirRuns.Cost;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {our.Median:0.000} | {our.P99:0.000} | {our.Max:0.000} | {our.SentBytes / 1_000:0} | {our.SentBytes / connections:0} | {our.AllocatedBytes:0} | {their.Median:0.000} | {their.SentBytes / 1_000:0} | {their.Median / our.Median:0.0} |"));
    }

    // Milliseconds of a tick, so that nothing is measured before the compiler has settled.
    private static double WarmUp(ISubject subject, Action<ISubject, int> change, int least, ref int tick)
    {
        int first = tick;
        long start = Stopwatch.GetTimestamp();
        while (tick - first < least || Stopwatch.GetElapsedTime(start) < s_warmUp) Tick(subject, change, ref tick);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / (tick - first);
    }

    private static void Tick(ISubject subject, Action<ISubject, int> change, ref int tick)
    {
        change(subject, tick++);
        subject.Tick();
    }

    private sealed class Runs(int runs, int ticks)
    {
        private readonly double[] _medians = new double[runs];
        private readonly double[] _all = new double[runs * ticks];
        private long _sent;
        private long _allocated;

        public TickCost Cost
        {
            get
            {
                double[] medians = [.. _medians.Order()], all = [.. _all.Order()];
                return new TickCost(medians[runs / 2], all[(int)(all.Length * 0.99)], all[^1], (double)_sent / all.Length, (double)_allocated / all.Length);
            }
        }

        public void Add(int run, ISubject subject, Action<ISubject, int> change, ref int tick)
        {
            // The other subject has used the caches meanwhile.
            for (int i = 0; i < SettlingTicks; i++) Tick(subject, change, ref tick);
            long sent = subject.Transport.SentBytes, allocated = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < ticks; i++)
            {
                long start = Stopwatch.GetTimestamp();
                Tick(subject, change, ref tick);
                _all[(run * ticks) + i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
            _allocated += GC.GetAllocatedBytesForCurrentThread() - allocated;
            _sent += subject.Transport.SentBytes - sent;
            _medians[run] = _all.Skip(run * ticks).Take(ticks).Order().ElementAt(ticks / 2);
        }
    }
}
