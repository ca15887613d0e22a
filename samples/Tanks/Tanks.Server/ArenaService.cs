using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tain;
using Tain.Transports;

namespace Tanks.Server;

/// <summary>Runs the arena on a thread of its own for as long as the host runs.</summary>
internal sealed class ArenaService : BackgroundService
{
    private readonly ArenaHost _arena;
    private readonly Traffic _traffic = new();
    private readonly TickFigures _figures = new();
    private readonly TimeSpan? _report;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _reportedAt;
    private long _reportedBytesIn;
    private long _reportedBytesOut;
    private int _ticks;

    public ArenaService(ServerSettings settings, Transport transport, ILoggerFactory loggerFactory)
    {
        _report = settings.Report;
        _logger = loggerFactory.CreateLogger<ArenaService>();
        _arena = new ArenaHost(
            new WorldOptions { LoggerFactory = loggerFactory, RandomSeed = (ulong)Random.Shared.NextInt64() }, new MeteredTransport(transport, _traffic), settings.Arena, settings.MaxPlayers);
    }

    /// <summary>Where KCP players reach it, once it listens.</summary>
    public Task<Uri> Listening => _listening.Task;

    public override void Dispose()
    {
        base.Dispose();
        _arena.Dispose();
        _traffic.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(() => Run(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(CancellationToken stopping)
    {
        try
        {
            _arena.Start();
        }
        catch (InvalidOperationException exception)
        {
            // A port that is taken: who waits for Listening gets it, and decides.
            _listening.SetException(exception);
            return;
        }

        _listening.SetResult(_arena.Server.Uri);
        _reportedAt = Stopwatch.GetTimestamp();
        using var loop = new GameLoop(Tick);
        loop.Run(stopping);
        _arena.Server.Shutdown();
    }

    private void Tick(float deltaSeconds)
    {
        long before = Stopwatch.GetTimestamp();
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        _arena.World.Tick(deltaSeconds);
        _figures.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds, GC.GetAllocatedBytesForCurrentThread() - allocatedBefore);

        if (++_ticks % 60 == 0) _arena.ShowTickTime(_figures.Milliseconds);
        if (_report is { } interval && Stopwatch.GetElapsedTime(_reportedAt) >= interval) Report();
    }

    private void Report()
    {
        double seconds = Stopwatch.GetElapsedTime(_reportedAt).TotalSeconds;
        long bytesIn = _traffic.TotalReceived.Bytes, bytesOut = _traffic.TotalSent.Bytes;
        int clients = _arena.Server.connections.Count;
        double share = seconds * Math.Max(1, clients);
        string traffic = string.Create(
            CultureInfo.InvariantCulture,
            $"{clients} clients, per client {(bytesOut - _reportedBytesOut) / share:0} B/s to it and {(bytesIn - _reportedBytesIn) / share:0} B/s from it");
        _logger.LogInformation("Report over {Seconds:0} s: {Ticks}; {Traffic}", seconds, _figures.Describe(), traffic);
        _reportedAt = Stopwatch.GetTimestamp();
        _reportedBytesIn = bytesIn;
        _reportedBytesOut = bytesOut;
    }
}
