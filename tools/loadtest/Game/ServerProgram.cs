using System.Text.Json;
using Tain.Messages;
using Tain.Transports;

namespace Tain.LoadTest.Game;

/// <summary>The built-in server's process: plays, and tells once per second what that costs. It ends when its input does.</summary>
internal sealed class ServerProgram(Transport transport, ReferenceOptions options, TransportSums sums)
{
    private readonly Usage _usage = new();
    private long _reportedAllocation;
    private (long In, long Out, long Resends) _reported;
    private double _nextReport = 1;
    private double _lastReport;

    public int Run()
    {
        using var server = new ReferenceServer(transport, options);
        using var end = new CancellationTokenSource();
        using GameLoop loop = new(server.Tick, new GameLoopOptions { TicksPerSecond = options.Rate, MaxCatchUpTicks = 1 });
        Console.WriteLine($"listening {server.Network.Uri}");
        // Whoever started this closes our input when the run is over, or by dying.
        var watch = new Thread(() => EndWithInput(end)) { IsBackground = true, Name = "end of input" };
        watch.Start();
        long start = TimeProvider.System.GetTimestamp();
        _reportedAllocation = GC.GetAllocatedBytesForCurrentThread();
        while (!end.IsCancellationRequested)
        {
            TimeSpan wait = loop.TickDue();
            double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            if (seconds >= _nextReport) Report(server, loop, seconds);
            if (wait > TimeSpan.Zero) end.Token.WaitHandle.WaitOne(wait);
        }
        return 0;
    }

    private static void EndWithInput(CancellationTokenSource end)
    {
        while (Console.In.ReadLine() is not null)
        {
        }
        end.Cancel();
    }

    private void Report(ReferenceServer server, GameLoop loop, double seconds)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread() - _reportedAllocation;
        double elapsed = seconds - _lastReport;
        UsageSample used = _usage.Take();
        TickPhases phases = server.Phases;
        long ticks = Math.Max(1, phases.Ticks.Count);
        var sample = new ServerSample
        {
            Seconds = elapsed,
            Connections = server.Network.connections.Count,
            Ticks = phases.Ticks.ToPairs(),
            LateTicks = loop.LateTicks,
            DroppedTicks = loop.DroppedTicks,
            Phases = phases.Take(),
            ProcessorPercent = used.ProcessorPercent,
            ResidentMegabytes = used.ResidentMegabytes,
            HeapMegabytes = used.HeapMegabytes,
            AllocatedBytesPerTick = allocated / (double)ticks,
            Collections = [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)],
            DatagramsIn = (sums.DatagramsIn - _reported.In) / elapsed,
            DatagramsOut = (sums.DatagramsOut - _reported.Out) / elapsed,
            Resends = (sums.Resends - _reported.Resends) / elapsed,
            Rejections = Enum.GetValues<RejectReason>().Where(reason => server.Network.Rejections[reason] > 0).ToDictionary(reason => reason.ToString(), reason => server.Network.Rejections[reason]),
        };
        phases.Ticks.Clear();
        Console.WriteLine(JsonSerializer.Serialize(sample, ReportJson.Line));
        _reported = (sums.DatagramsIn, sums.DatagramsOut, sums.Resends);
        _lastReport = seconds;
        _nextReport = Math.Max(_nextReport + 1, seconds);
        // What the report itself allocates is not the game's.
        _reportedAllocation = GC.GetAllocatedBytesForCurrentThread();
    }
}
