using System.Diagnostics;
using System.Globalization;

namespace Tain.LoadTest;

/// <summary>Directs a run: starts the server and the clients, looks at both once per second, and ends when the measured time is over.</summary>
internal sealed class LoadRun(LoadPlan plan, Func<int, ILoadScript> script, ILoadDisplay display)
{
    // How long clients may take to join once the last one has begun.
    private const double JoinSeconds = 30;
    private const int SampleMs = 1_000;

    private readonly ClientSampler _clients = new();
    private readonly List<ReportSample> _samples = [];
    private readonly DateTimeOffset _startedAt = DateTimeOffset.UtcNow;
    private readonly long _start = Stopwatch.GetTimestamp();
    private double? _joinedAt;
    private double? _measuredFrom;
    private string? _endedEarly;
    private bool _allJoined;

    private double Seconds => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Runs to the end.</summary>
    /// <param name="stop">Ends the run early; the report then holds what there is.</param>
    /// <exception cref="InvalidOperationException">The server cannot start, or a script has thrown.</exception>
    public LoadReport Run(CancellationToken stop)
    {
        using ChildProcess? child = plan.Serve ? new ChildProcess("serve", ServeArguments()) : null;
        Uri server = child is null ? plan.Server : Reach(child.ReadLine());
        child?.Follow();
        var serverSampler = new ServerSampler(child, plan.ServerPid);
        LoadThread[] threads = StartThreads(server);
        int goodClients = threads.Sum(thread => thread.GoodClients);
        try
        {
            double last = Seconds;
            double measured = 0;
            while (true)
            {
                bool isStopped = stop.WaitHandle.WaitOne(SampleMs);
                double now = Seconds;
                bool isMeasured = _measuredFrom is not null;
                if (isMeasured) measured += now - last;
                Sample(threads, serverSampler, now, now - last, isMeasured);
                last = now;
                _endedEarly = isStopped ? "Stopped before its time." : WhyOver(child, goodClients, now);
                if (_endedEarly is not null) break;
                if (_joinedAt is null && (_allJoined || now > (plan.Clients / plan.Ramp) + JoinSeconds)) _joinedAt = now;
                if (_measuredFrom is null && now - _joinedAt >= plan.WarmUp) _measuredFrom = now;
                if (now - _measuredFrom >= plan.Duration) break;
            }
            return Summarize(serverSampler, measured);
        }
        finally
        {
            // All at once: each waits for its clients to part.
            Parallel.ForEach(threads, thread => thread.Dispose());
            display.Dispose();
        }
    }

    private LoadThread[] StartThreads(Uri server)
    {
        int count = Math.Min(plan.Threads, plan.Clients);
        var threads = new LoadThread[count];
        for (int i = 0; i < count; i++)
        {
            int first = (int)((long)plan.Clients * i / count);
            int next = (int)((long)plan.Clients * (i + 1) / count);
            threads[i] = new LoadThread(plan, server, first, next - first, script);
        }
        return threads;
    }

    // Without a server or without clients there is nothing left to measure.
    private string? WhyOver(ChildProcess? server, int goodClients, double now)
    {
        if (server?.ExitCode is { } code) return string.Create(CultureInfo.InvariantCulture, $"The built-in server has ended after {now:0} s, with exit code {code}.");
        if (goodClients == 0 || _clients.Lost < goodClients) return null;
        return _clients.Joins == 0 ? "Ended early: no client got in." : string.Create(CultureInfo.InvariantCulture, $"Ended early: after {now:0} s all clients had lost their connections. Has the server ended?");
    }

    private void Sample(LoadThread[] threads, ServerSampler server, double now, double seconds, bool isMeasured)
    {
        var total = new LoadCounters();
        var wire = new WireSums();
        bool allJoined = true;
        foreach (LoadThread thread in threads) allJoined &= thread.MoveTo(total, wire);
        _allJoined |= allJoined;
        var sample = new ReportSample(now, isMeasured, _clients.Take(total, wire, seconds, isMeasured), server.Take(isMeasured));
        _samples.Add(sample);
        display.Show(plan, sample, _clients.Ends);
    }

    private LoadReport Summarize(ServerSampler server, double measured) => new()
    {
        StartedAt = _startedAt,
        Plan = plan,
        AllJoined = _allJoined,
        Passed = _allJoined && _clients.Lost == 0 && _endedEarly is null,
        EndedEarly = _endedEarly,
        MeasuredSeconds = measured,
        Clients = _clients.Summarize(measured),
        Server = server.Summarize(),
        Disconnects = new SortedDictionary<string, long>(_clients.Ends.ToDictionary()),
        Samples = _samples,
    };

    private IEnumerable<string> ServeArguments()
    {
        yield return $"--server={plan.Server}";
        yield return string.Create(CultureInfo.InvariantCulture, $"--rate={plan.Rate}");
        yield return string.Create(CultureInfo.InvariantCulture, $"--visible={plan.Visible}");
        yield return $"--movement={plan.Movement}";
        if (plan.Encrypted) yield return "--encrypt";
        if (plan.ClockApart) yield return "--clock-apart";
    }

    // The server knows the port, the plan knows the scheme and the path.
    private Uri Reach(string listening)
    {
        var bound = new Uri(listening.Split(' ')[^1]);
        return new UriBuilder(plan.Server) { Host = "127.0.0.1", Port = bound.Port }.Uri;
    }
}
