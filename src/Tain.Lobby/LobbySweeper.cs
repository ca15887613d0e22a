using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Tain.Lobbies;

/// <summary>Prepares the store when the service starts, and looks for abandoned lobbies now and then.</summary>
internal sealed class LobbySweeper(ILobbyStore store, LobbyService lobbies, LobbyMetrics metrics, IOptions<LobbyOptions> options, TimeProvider time, ILogger<LobbySweeper> logger)
    : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await store.PrepareAsync(cancellationToken);
        logger.LogInformation("Lobbies are kept in {Store}", store is MemoryLobbyStore ? "memory: they are gone when the service ends" : "PostgreSQL");
        if (options.Value.ApiKey.Length == 0) logger.LogInformation("Lobby:ApiKey is not set: everybody who reaches the service may create, join and delete lobbies");
        if (options.Value.Relay.AdminKey.Length == 0) logger.LogWarning("Lobby:Relay:AdminKey is not set: lobbies cannot be started");
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            logger.LogDebug("The service ends, and with it the looking for abandoned lobbies");
        }
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        try
        {
            metrics.CountAbandoned(await lobbies.SweepAsync(stopping));
        }
        catch (System.Data.Common.DbException problem)
        {
            // The database may be away for a while; what is abandoned stays abandoned.
            logger.LogError("Abandoned lobbies could not be removed: {Problem}", problem.Message);
        }
    }
}
