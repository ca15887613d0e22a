using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Tanks.Server;

/// <summary>Puts the process together: the web host that serves the page, and later the arena itself.</summary>
internal static class TanksServer
{
    public static async Task RunAsync(ServerSettings settings, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        PageServer.AddServices(builder, settings.HttpPort);

        await using WebApplication app = builder.Build();
        PageServer.Use(app);
        await app.StartAsync(cancellation);
        Console.WriteLine($"Open {PageServer.GetAddress(app)}");
        await app.WaitForShutdownAsync(cancellation);
    }
}
