using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tain;

namespace Tanks.Server;

/// <summary>Runs all bots on one thread, each with a world and a connection of its own.</summary>
internal sealed class BotService(int count, Func<Task<Uri?>> findServer, ILogger<BotService> logger) : BackgroundService
{
    // A bot needs no smooth picture, only as many inputs as a person: two steps per tick.
    private const int TicksPerSecond = 30;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (count == 0 || await findServer() is not { } server) return;
        logger.LogInformation("{Count} bots join {Server}", count, server);
        await Task.Factory.StartNew(() => Run(server, stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private void Run(Uri server, CancellationToken stopping)
    {
        var bots = new Bot[count];
        for (int i = 0; i < count; i++) bots[i] = new Bot(server, new Random(i));
        using var loop = new GameLoop(
            deltaSeconds =>
            {
                foreach (Bot bot in bots) bot.Tick(deltaSeconds);
            },
            new GameLoopOptions { TicksPerSecond = TicksPerSecond });
        loop.Run(stopping);
        foreach (Bot bot in bots) bot.Dispose();
    }
}
