using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tain.Transports;

namespace Tain.Relay;

/// <summary>The relay's life in the host: two threads that wait for datagrams, a clock for what ends by itself, and a line now and then that says how it is.</summary>
internal sealed class RelayWorker(RelaySockets sockets, RelayDesk desk, RelayMetrics metrics, IOptions<RelayOptions> options, TimeProvider time, ILogger<RelayWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    // Longer than any datagram that may pass, so that one that is too long shows as such instead of being cut to a valid one.
    private const int BufferBytes = 9_064;

    private readonly List<Thread> _threads = [];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        sockets.Open();
        metrics.Start(sockets);
        logger.LogInformation("Relay listens on UDP {ServerPort} for game servers and {ClientPort} for players", sockets.ServerSide.Number, sockets.ClientSide.Number);
        if (options.Value.AdminKey.Length == 0) logger.LogWarning("Relay:AdminKey is not set: sessions can be opened by configuration only");
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        StartThread(sockets.ServerSide, isServerSide: true, stoppingToken);
        StartThread(sockets.ClientSide, isServerSide: false, stoppingToken);
        using var timer = new PeriodicTimer(Tick, time);
        long reported = time.GetTimestamp();
        long packets = 0;
        long refused = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            desk.Tick();
            TimeSpan since = time.GetElapsedTime(reported);
            if (options.Value.HealthInterval == TimeSpan.Zero || since < options.Value.HealthInterval) continue;
            reported = time.GetTimestamp();
            logger.LogInformation(
                "Relay health: {Sessions} sessions, {Packets:F0} datagrams/s forwarded, {Refused:F0}/s refused, {Unsent} not taken by the system so far",
                desk.SessionCount,
                (desk.Counters.ForwardedPackets - packets) / since.TotalSeconds,
                (desk.Counters.TotalRefused - refused) / since.TotalSeconds,
                sockets.ServerSide.Unsent + sockets.ClientSide.Unsent);
            packets = desk.Counters.ForwardedPackets;
            refused = desk.Counters.TotalRefused;
        }
        foreach (Thread thread in _threads) thread.Join();
    }

    private void StartThread(RelayPort port, bool isServerSide, CancellationToken stopping)
    {
        var thread = new Thread(() => Pump(port, isServerSide, stopping)) { IsBackground = true, Name = isServerSide ? "relay servers" : "relay players" };
        _threads.Add(thread);
        thread.Start();
    }

    private void Pump(RelayPort port, bool isServerSide, CancellationToken stopping)
    {
        byte[] buffer = new byte[BufferBytes];
        SocketAddress from = DatagramAddress.CreateEmpty();
        while (!stopping.IsCancellationRequested)
        {
            if (!port.Wait(Tick)) continue;
            while (!stopping.IsCancellationRequested && port.TryReceive(buffer, from, out int bytes)) desk.Receive(isServerSide, buffer.AsSpan(0, bytes), from);
        }
    }
}
