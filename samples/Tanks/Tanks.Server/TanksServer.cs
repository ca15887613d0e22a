using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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

    public static Task<int> RunAsync(ServerSettings settings, CancellationToken cancellation) =>
        settings.Connect is { } server ? RunBotsAsync(settings.Bots, server, cancellation) : RunServerAsync(settings, cancellation);

    private static async Task<int> RunServerAsync(ServerSettings settings, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        if (settings.CertificatePath is { } path)
        {
            try
            {
                settings = settings with { Certificate = X509Certificate2.CreateFromPemFile(path, settings.CertificateKeyPath) };
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
            {
                await Console.Error.WriteLineAsync($"The certificate cannot be used: {exception.Message} --certificate is a PEM file, with its key or with --certificate-key.");
                return 1;
            }
        }
        PageServer.AddServices(builder, settings);
        var webSockets = new WebSocketTransport { Hosted = true };
        var kcp = new KcpTransport { Port = settings.KcpPort };
        builder.Services.AddSingleton(services => new ArenaService(settings, new MultiplexTransport(kcp, webSockets), services.GetRequiredService<ILoggerFactory>()));
        builder.Services.AddHostedService(services => services.GetRequiredService<ArenaService>());
        builder.Services.AddHostedService(services => new BotService(
            settings.Bots, () => FindOwnServerAsync(services.GetRequiredService<ArenaService>()), services.GetRequiredService<ILogger<BotService>>()));

        await using WebApplication app = builder.Build();
        PageServer.Use(app);
        app.MapTainWebSocket(WebSocketPath, webSockets);
        try
        {
            await app.StartAsync(cancellation);
            Console.WriteLine($"KCP players and bots: {await app.Services.GetRequiredService<ArenaService>().Listening}");
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or SocketException)
        {
            await Console.Error.WriteLineAsync($"The server cannot start: {exception.Message} Other ports: --http-port, --kcp-port.");
            return 1;
        }

        Console.WriteLine($"Open {PageServer.GetAddress(app)}");
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private static async Task<int> RunBotsAsync(int count, Uri server, CancellationToken cancellation)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddHostedService(services => new BotService(count, () => Task.FromResult<Uri?>(server), services.GetRequiredService<ILogger<BotService>>()));
        using IHost host = builder.Build();
        await host.RunAsync(cancellation);
        return 0;
    }

    // Null when the arena could not start: RunServerAsync says why and ends the process.
    private static async Task<Uri?> FindOwnServerAsync(ArenaService arena)
    {
        await arena.Listening.ContinueWith(static _ => { }, TaskScheduler.Default);
        return arena.Listening.IsCompletedSuccessfully ? new UriBuilder(arena.Listening.Result) { Host = "127.0.0.1" }.Uri : null;
    }
}
