using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tain.Transports;

namespace Tanks.Server;

/// <summary>Puts the process together: page and WebSocket on one HTTP port, KCP on a UDP port, the arena, and bots if wanted.</summary>
internal static class TanksServer
{
    private const string WebSocketPath = "/play";

    public static Task RunAsync(ServerSettings settings, CancellationToken cancellation) =>
        settings.Connect is { } server ? RunBotsAsync(settings.Bots, server, cancellation) : RunServerAsync(settings, cancellation);

    private static async Task RunServerAsync(ServerSettings settings, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        PageServer.AddServices(builder, settings.HttpPort);
        var webSockets = new WebSocketTransport { Hosted = true };
        var kcp = new KcpTransport { Port = settings.KcpPort };
        builder.Services.AddSingleton(services => new ArenaService(settings, new MultiplexTransport(kcp, webSockets), services.GetRequiredService<ILoggerFactory>()));
        builder.Services.AddHostedService(services => services.GetRequiredService<ArenaService>());
        builder.Services.AddHostedService(services => new BotService(
            settings.Bots, () => FindOwnServerAsync(services.GetRequiredService<ArenaService>()), services.GetRequiredService<ILogger<BotService>>()));

        await using WebApplication app = builder.Build();
        PageServer.Use(app);
        app.MapTainWebSocket(WebSocketPath, webSockets);
        await app.StartAsync(cancellation);
        Uri listening = await app.Services.GetRequiredService<ArenaService>().Listening;
        Console.WriteLine($"KCP players and bots: {listening}");
        Console.WriteLine($"Open {PageServer.GetAddress(app)}");
        await app.WaitForShutdownAsync(cancellation);
    }

    private static async Task RunBotsAsync(int count, Uri server, CancellationToken cancellation)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddHostedService(services => new BotService(count, () => Task.FromResult(server), services.GetRequiredService<ILogger<BotService>>()));
        using IHost host = builder.Build();
        await host.RunAsync(cancellation);
    }

    private static async Task<Uri> FindOwnServerAsync(ArenaService arena)
    {
        Uri listening = await arena.Listening;
        return new UriBuilder(listening) { Host = "127.0.0.1" }.Uri;
    }
}
