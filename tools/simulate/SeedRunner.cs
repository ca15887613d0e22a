using System.Diagnostics;
using Tain.Simulation;

namespace Tain.Simulate;

/// <summary>Runs one match per seed, several at a time. A match knows no other: nothing in the library is static, so they share nothing but the processor.</summary>
internal sealed class SeedRunner(TextWriter output, RunnerOptions options)
{
    private const double ProgressEverySeconds = 5;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<ulong, string> _failures = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private double _nextProgress = ProgressEverySeconds;
    private int _done;
    private double _simulatedSeconds;
    private double _slowestSeconds;
    private ulong _slowestSeed;
    private long _datagrams;
    private long _lost;

    /// <param name="stop">Begins no further match; what was played is told.</param>
    /// <returns>The exit code: 0 when every seed went well, 1 when one failed or was not played.</returns>
    public int Run(CancellationToken stop)
    {
        output.WriteLine($"{options.Seeds} matches of {options.Match.Clients} clients on {options.Match.Profile}, {options.Match.PlayTime.TotalSeconds} s of play, {options.Workers} at a time");
        Parallel.For(0, options.Seeds, new ParallelOptions { MaxDegreeOfParallelism = options.Workers }, (i, loop) =>
        {
            if (stop.IsCancellationRequested) loop.Stop();
            else RunOne(options.First + (ulong)i);
        });
        Summarize();
        return _failures.Count == 0 && _done == options.Seeds ? 0 : 1;
    }

    private void RunOne(ulong seed)
    {
        long start = Stopwatch.GetTimestamp();
        MatchReport? report = null;
        string? failure = null;
        try
        {
            report = options.Game(seed, options.Match);
        }
        catch (Exception e) when (e is SimulationException or MatchFailure)
        {
            failure = e.Message;
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        lock (_gate) Record(seed, seconds, report, failure);
    }

    private void Record(ulong seed, double seconds, MatchReport? report, string? failure)
    {
        _done++;
        if (seconds > _slowestSeconds) (_slowestSeconds, _slowestSeed) = (seconds, seed);
        if (report is not null)
        {
            _simulatedSeconds += report.SimulatedTime.TotalSeconds;
            _datagrams += report.Datagrams;
            _lost += report.LostDatagrams;
            if (options.Verbose) output.WriteLine(Describe(report, seconds));
        }

        if (failure is not null)
        {
            _failures.Add(seed, failure);
            output.WriteLine($"SEED {seed} FAILED: {failure}");
        }

        if (_watch.Elapsed.TotalSeconds < _nextProgress) return;
        _nextProgress = _watch.Elapsed.TotalSeconds + ProgressEverySeconds;
        output.WriteLine($"{_watch.Elapsed.TotalSeconds,6:F0} s  {_done}/{options.Seeds} matches, {_failures.Count} failed");
    }

    private void Summarize()
    {
        double seconds = _watch.Elapsed.TotalSeconds;
        output.WriteLine($"{_done} matches in {seconds:F1} s ({seconds / Math.Max(1, _done) * 1000:F0} ms each; slowest {_slowestSeconds * 1000:F0} ms, seed {_slowestSeed}), "
            + $"{_simulatedSeconds:F0} simulated seconds ({_simulatedSeconds / seconds:F0} x real time), {_datagrams} datagrams, {_lost} of them lost");
        if (_done < options.Seeds) output.WriteLine($"Stopped: {options.Seeds - _done} of {options.Seeds} seeds were not played.");
        output.WriteLine(_failures.Count == 0 ? $"Every seed{(_done < options.Seeds ? " that was played" : "")} went well." : $"{_failures.Count} failed: {string.Join(", ", _failures.Keys)}");
    }

    private static string Describe(MatchReport r, double seconds) =>
        $"seed {r.Seed}: {seconds * 1000:F0} ms, {r.SimulatedTime.TotalSeconds:F1} s simulated, {r.Steps} steps, {r.Datagrams} datagrams ({r.LostDatagrams} lost), "
        + $"{r.Summary}, {r.ObjectsAtEnd} objects at the end, warnings {string.Join(' ', r.Journal.WarningsById)}, {r.Fingerprint:X16}";
}
