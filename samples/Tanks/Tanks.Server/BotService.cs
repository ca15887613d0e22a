using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tain;

namespace Tanks.Server;

/// <summary>Runs all bots on one thread, each with a world and a connection of its own.</summary>
internal sealed class BotService(int count, Func<Task<Uri?>> findServer, ILogger<BotService> logger) : BackgroundService
{
    // A bot needs no smooth picture, only as many inputs as a person: two steps per tick.
    private const int TicksPerSecond = 30;
    private const double PatienceSeconds = 10;

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
        double seconds = 0;
        using var loop = new GameLoop(
            deltaSeconds =>
            {
                foreach (Bot bot in bots) bot.Tick(deltaSeconds);
                seconds += deltaSeconds;
                if (seconds < PatienceSeconds) return;
                seconds = double.NegativeInfinity;      // told once: they go on trying for as long as it takes
                int playing = bots.Count(static bot => bot.Session.State == SessionState.Playing);
                if (playing < count) logger.LogWarning("{Playing} of {Count} bots have got into the game at {Server}; the others go on trying. Is a server there, and has it room?", playing, count, server);
            },
            new GameLoopOptions { TicksPerSecond = TicksPerSecond });
        loop.Run(stopping);
        foreach (Bot bot in bots) bot.Dispose();
    }
}
