using System.Data.Common;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Tain.Lobbies;

/// <summary>Puts the service together: settings, store, relay, limits, requests.</summary>
public static class LobbyProgram
{
    /// <summary>Makes the service; run it, or start and stop it.</summary>
    /// <param name="args">Settings as <c>--Lobby:Name=value</c>; appsettings.json and the environment (<c>Lobby__Name</c>) are read too.</param>
    /// <param name="configure">Changes what it is made of: another <see cref="IRelayAllocator"/>, another clock.</param>
    /// <returns>The service.</returns>
    public static WebApplication Create(string[] args, Action<IServiceCollection>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        LobbyOptions options = builder.Configuration.GetSection("Lobby").Get<LobbyOptions>() ?? new LobbyOptions();
        AddLogging(builder.Logging);
        AddServices(builder, options);
        configure?.Invoke(builder.Services);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = options.Limits.MaxRequestBytes);
        builder.WebHost.UseUrls(options.Url);

        WebApplication app = builder.Build();
        // First, so that wrong settings end the start with their names instead of failing somewhere.
        _ = app.Services.GetRequiredService<IOptions<LobbyOptions>>().Value;
        app.UseExceptionHandler(static errors => errors.Run(AnswerErrorAsync));
        if (options.TrustedProxies.Count > 0) app.UseForwardedHeaders();
        app.UseRateLimiter();
        if (options.ApiKey.Length > 0) app.Use(new ApiKey(options.ApiKey).CheckAsync);
        app.UseRouting();
        ActivatorUtilities.CreateInstance<LobbyEndpoints>(app.Services).Map(app);
        return app;
    }

    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders().AddSimpleConsole(static console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
    }

    private static void AddServices(WebApplicationBuilder builder, LobbyOptions options)
    {
        IServiceCollection services = builder.Services;
        services.AddOptions<LobbyOptions>().Bind(builder.Configuration.GetSection("Lobby"));
        services.AddSingleton<IValidateOptions<LobbyOptions>, LobbyOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient<IRelayAllocator, TainRelay>();
        if (options.ConnectionString.Length == 0) services.AddSingleton<ILobbyStore, MemoryLobbyStore>();
        else services.AddSingleton<ILobbyStore>(_ => new PostgresLobbyStore(NpgsqlDataSource.Create(options.ConnectionString)));
        services.AddSingleton<LobbyMetrics>();
        services.AddSingleton<LobbyService>();
        services.AddHostedService<LobbySweeper>();
        services.AddRateLimiter(limiter => RequestLimits.Configure(limiter, options));
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
            // Nobody is believed by default, not even this machine.
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (string proxy in options.TrustedProxies) forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        });
    }

    // A request that is too large, or broken before anybody read it, says its own status; a database that is away is no fault of the one who asked.
    private static Task AnswerErrorAsync(HttpContext context) => context.Features.Get<IExceptionHandlerFeature>()?.Error switch
    {
        BadHttpRequestException bad => LobbyAnswers.Error(bad.StatusCode, "invalid", bad.Message).ExecuteAsync(context),
        DbException or TimeoutException => LobbyAnswers.Error(StatusCodes.Status503ServiceUnavailable, "no_database", "The service has no database at the moment.").ExecuteAsync(context),
        _ => LobbyAnswers.Error(StatusCodes.Status500InternalServerError, "error", "The service failed; its log says more.").ExecuteAsync(context),
    };
}
