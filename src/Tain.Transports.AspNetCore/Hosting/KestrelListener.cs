using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>A Kestrel of our own on one port, with limits that suit an endpoint facing strangers. It reads no configuration and leaves the process's signals alone.</summary>
internal sealed class KestrelListener : IDisposable
{
    private const int MaxHeaderBytes = 16_384;   // as Mirror's handshake limit

    // Connections have been closed before the listener stops; what is left are handshakes and peers that do not answer.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    // The gate's deadline holds all of a handshake together, and it alone knows why it ends one. Kestrel's own, each for a part, only come after it: were they as long,
    // they would often win on a busy machine, because they run on a thread of their own.
    private static readonly TimeSpan BehindTheGate = TimeSpan.FromSeconds(10);

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
    /// <exception cref="InvalidOperationException">The port cannot be bound, or the certificate cannot be used.</exception>
    public static KestrelListener Start(WebSocketTransport description, ILogger logger, HandshakeGate gate, WebSocketUpgrade upgrade)
    {
        var certificate = ServerCertificate.Create(description, logger);
        WebApplication application = Build(description, certificate, gate, upgrade);
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

    private static WebApplication Build(WebSocketTransport description, ServerCertificate? certificate, HandshakeGate gate, WebSocketUpgrade upgrade)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(description.LoggerFactory);
        builder.Services.AddSingleton<IHostLifetime, SilentHostLifetime>();
        builder.WebHost.UseKestrelCore();
        if (certificate != null) builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => Configure(options, description, certificate, gate));
        WebApplication application = builder.Build();
        application.Run(context => context.Request.Path == description.Path ? upgrade.HandleAsync(context) : upgrade.RefusePathAsync(context));
        return application;
    }

    private static void Configure(KestrelServerOptions options, WebSocketTransport description, ServerCertificate? certificate, HandshakeGate gate)
    {
        options.AddServerHeader = false;
        KestrelServerLimits limits = options.Limits;
        limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        limits.MaxRequestLineSize = MaxHeaderBytes / 2;
        limits.MaxRequestBodySize = 0;
        limits.RequestHeadersTimeout = description.HandshakeTimeout + BehindTheGate;
        limits.KeepAliveTimeout = description.HandshakeTimeout + BehindTheGate;   // also the wait for the first byte
        // The any-address way falls back to IPv4 where a system has no IPv6.
        if (description.ListenAddress.Equals(IPAddress.IPv6Any)) options.ListenAnyIP(description.Port, Listen);
        else options.Listen(description.ListenAddress, description.Port, Listen);

        void Listen(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection => gate.RunAsync(connection, next));
            if (certificate != null) listen.UseHttps(CreateTls(description, certificate));
        }
    }

    // Protocols and ciphers are the system's choice (W-13), so that an update of the system is an update of the server.
    private static TlsHandshakeCallbackOptions CreateTls(WebSocketTransport description, ServerCertificate certificate) => new()
    {
        HandshakeTimeout = description.HandshakeTimeout + BehindTheGate,
        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = certificate.GetCurrent() }),
    };
}
