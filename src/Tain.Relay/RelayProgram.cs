using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Tain.Relay;

/// <summary>Puts the program together: settings, the relay on its two ports, and the door for whoever opens sessions.</summary>
public static class RelayProgram
{
    private const int MaxRequestBytes = 64 * 1024;

    /// <summary>Makes the program; run it, or start and stop it.</summary>
    /// <param name="args">Settings as <c>--Relay:Name=value</c>; appsettings.json and the environment (<c>Relay__Name</c>) are read too.</param>
    /// <returns>The program.</returns>
    /// <exception cref="OptionsValidationException">A setting makes no sense; the message names it.</exception>
    public static WebApplication Create(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders().AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        builder.Services.AddOptions<RelayOptions>().Bind(builder.Configuration.GetSection("Relay")).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<RelayOptions>, RelayOptionsValidator>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<RelaySockets>();
        builder.Services.AddSingleton<RelayDesk>();
        builder.Services.AddSingleton<RelayMetrics>();
        builder.Services.AddHostedService<RelayWorker>();

        RelayOptions options = builder.Configuration.GetSection("Relay").Get<RelayOptions>() ?? new RelayOptions();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MaxRequestBytes);
        builder.WebHost.UseUrls(options.AdminUrl);

        WebApplication app = builder.Build();
        RelayAdmin.Map(app);
        return app;
    }
}
