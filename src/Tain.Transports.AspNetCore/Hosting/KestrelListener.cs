using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Tain.Transports;

/// <summary>A Kestrel of our own on one port, with limits that suit an endpoint facing strangers. It reads no configuration and leaves the process's signals alone.</summary>
internal sealed class KestrelListener : IDisposable
{
    private const int MaxHeaderBytes = 16_384;   // as Mirror's handshake limit

    // Connections have been closed before the listener stops; what is left are handshakes and peers that do not answer.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    private readonly WebApplication _application;

    private KestrelListener(WebApplication application)
    {
        _application = application;
        ICollection<string> addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Port = BindingAddress.Parse(addresses.First()).Port;
    }

    /// <summary>The port really bound.</summary>
    public int Port { get; }

    /// <summary>Opens the port.</summary>
    /// <exception cref="InvalidOperationException">The port cannot be bound.</exception>
    public static KestrelListener Start(WebSocketTransport description, RequestDelegate handle)
    {
        WebApplication application = Build(description, handle);
        try
        {
            application.StartAsync().GetAwaiter().GetResult();
            return new KestrelListener(application);
        }
        catch (IOException failure)
        {
            Close(application);
            throw new InvalidOperationException($"The WebSocket server cannot listen on port {description.Port}: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using var patience = new CancellationTokenSource(StopPatience);
        _application.StopAsync(patience.Token).GetAwaiter().GetResult();
        Close(_application);
    }

    private static void Close(WebApplication application) => ((IDisposable)application).Dispose();

    private static WebApplication Build(WebSocketTransport description, RequestDelegate handle)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(description.LoggerFactory);
        builder.Services.AddSingleton<IHostLifetime, SilentHostLifetime>();
        builder.WebHost.UseKestrelCore();
        if (description.Certificate != null) builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => Configure(options, description));
        WebApplication application = builder.Build();
        if (description.TrustedProxies.Count > 0) application.UseForwardedHeaders(CreateForwarding(description));
        application.UseWebSockets();
        application.Run(context => context.Request.Path == description.Path ? handle(context) : NotFoundAsync(context));
        return application;
    }

    private static void Configure(KestrelServerOptions options, WebSocketTransport description)
    {
        options.AddServerHeader = false;
        KestrelServerLimits limits = options.Limits;
        limits.MaxConcurrentConnections = (long)description.MaxConnections + description.MaxHandshakes;
        limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        limits.MaxRequestLineSize = MaxHeaderBytes / 2;
        limits.MaxRequestBodySize = 0;
        limits.RequestHeadersTimeout = description.HandshakeTimeout;
        limits.KeepAliveTimeout = description.HandshakeTimeout;   // also the wait for the first byte
        options.Listen(description.ListenAddress, description.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (description.Certificate == null) return;
            listen.UseHttps(https =>
            {
                https.ServerCertificate = description.Certificate;
                https.HandshakeTimeout = description.HandshakeTimeout;
            });
        });
    }

    private static ForwardedHeadersOptions CreateForwarding(WebSocketTransport description)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };
        options.KnownProxies.Clear();
#if NET10_0_OR_GREATER
        options.KnownIPNetworks.Clear();
#else
        options.KnownNetworks.Clear();
#endif
        foreach (IPAddress proxy in description.TrustedProxies) options.KnownProxies.Add(proxy);
        return options;
    }

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
