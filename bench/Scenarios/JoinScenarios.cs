using System.Diagnostics;
using System.Globalization;

namespace Tain.Bench;

/// <summary>Clients join a world that is full already: from the tick in which they do until everything has been sent to them.</summary>
internal static class JoinScenarios
{
    // Clocks and pings are less; a world that is given in parts has more in each tick.
    private const int QuietBytesPerConnection = 64;
    private const int QuietTicks = 5;

    public static void Run(int runs)
    {
        Console.WriteLine();
        Console.WriteLine("| (d) joining | max ms of a tick | total ms | ticks | max kB of a tick | max bytes of a tick per client | total kB | walk: max ms of a tick | total ms | ratio of totals |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        Report("1 client joins 1,000 objects", 1_000, 1, runs);
        Report("100 clients join 1,000 objects in one tick", 1_000, 100, runs);
        Report("1 client joins 10,000 objects", 10_000, 1, runs);
        Report("100 clients join 10,000 objects in one tick", 10_000, 100, runs);
    }

    private static void Report(string what, int objects, int clients, int runs)
    {
        Check(objects, clients);
        var tain = new List<Storm>();
        var walk = new List<Storm>();
        for (int i = 0; i < runs + 2; i++)
        {
            tain.Add(Measure(Streaming(objects), clients));
            walk.Add(Measure(new WalkSubject(objects, Subjects.Everybody), clients));
        }
        Storm ours = Median(tain[2..]), theirs = Median(walk[2..]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {ours.MaxMilliseconds:0.00} | {ours.Milliseconds:0.00} | {ours.Ticks} | {ours.MaxBytes / 1e3:0} | {ours.MaxBytes / (double)clients:0} | {ours.Bytes / 1e3:0} | {theirs.MaxMilliseconds:0.00} | {theirs.Milliseconds:0.00} | {theirs.Milliseconds / ours.Milliseconds:0.0} |"));
    }

    /// <summary>Makes sure that everybody got everything by the time at which a measurement ends.</summary>
    private static void Check(int objects, int clients)
    {
        foreach (ISubject subject in new ISubject[] { Streaming(objects), new WalkSubject(objects, Subjects.Everybody) })
        {
            subject.Transport.CountsSpawns = true;
            Measure(subject, clients);
            int expected = clients * (objects + clients);
            if (subject.Transport.Spawns != expected) throw new InvalidOperationException($"{subject.GetType().Name} sent {subject.Transport.Spawns} spawn messages instead of {expected}.");
        }
    }

    private static TainSubject Streaming(int objects) => new(objects, new NetworkServerOptions().joinBytesPerTick);

    private static Storm Measure(ISubject subject, int clients)
    {
        NetworkConnectionToClient[] joining = subject.Connect(clients);
        subject.Tick();
        GC.Collect();
        var storm = default(Storm);
        for (int quiet = 0, tick = 0; quiet < QuietTicks; tick++)
        {
            long sent = subject.Transport.SentBytes, start = Stopwatch.GetTimestamp();
            if (tick == 0)
            {
                foreach (NetworkConnectionToClient connection in joining) subject.Join(connection);
            }
            subject.Tick();
            double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            sent = subject.Transport.SentBytes - sent;
            quiet = sent > clients * QuietBytesPerConnection ? 0 : quiet + 1;
            if (quiet == 0) storm = storm.With(milliseconds, sent);
        }
        return storm;
    }

    private static Storm Median(List<Storm> storms) => storms[0] with
    {
        MaxMilliseconds = storms.Select(storm => storm.MaxMilliseconds).Order().ElementAt(storms.Count / 2),
        Milliseconds = storms.Select(storm => storm.Milliseconds).Order().ElementAt(storms.Count / 2),
    };

    /// <summary>The ticks in which something was sent to those who joined.</summary>
    private readonly record struct Storm(int Ticks, double MaxMilliseconds, double Milliseconds, long MaxBytes, long Bytes)
    {
        public Storm With(double milliseconds, long bytes) =>
            new(Ticks + 1, Math.Max(MaxMilliseconds, milliseconds), Milliseconds + milliseconds, Math.Max(MaxBytes, bytes), Bytes + bytes);
    }
}
