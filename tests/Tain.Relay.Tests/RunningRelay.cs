using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Tain.Transports;

namespace Tain.Relay;

/// <summary>The whole program inside the test, on ports that the system chose.</summary>
internal sealed class RunningRelay : IDisposable
{
    public const string Key = "a key for tests only";

    private readonly WebApplication _app;

    public RunningRelay(params string[] settings)
    {
        _app = RelayProgram.Create(
            ["--Relay:ServerPort=0", "--Relay:ClientPort=0", "--Relay:DualMode=false", "--Relay:AdminUrl=http://127.0.0.1:0", $"--Relay:AdminKey={Key}", "--Logging:LogLevel:Default=Warning", .. settings]);
        _app.StartAsync().GetAwaiter().GetResult();
        var sockets = _app.Services.GetRequiredService<RelaySockets>();
        ServerPort = (ushort)sockets.ServerSide.Number;
        ClientPort = (ushort)sockets.ClientSide.Number;
        Desk = _app.Services.GetRequiredService<RelayDesk>();
        AdminUrl = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public ushort ServerPort { get; }

    public ushort ClientPort { get; }

    public RelayDesk Desk { get; }

    public Uri AdminUrl { get; }

    public IServiceProvider Services => _app.Services;

    public HttpClient CreateOwner(string? key = Key)
    {
        var http = new HttpClient { BaseAddress = AdminUrl };
        if (key is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    public RelayTransport Describe(uint session, uint user) =>
        new() { ServerPort = ServerPort, ClientPort = ClientPort, SessionId = session, UserId = user, Kcp = sockets => new KcpTransport { Sockets = sockets, DualMode = false, TimeoutMs = 8_000 } };

    public void Dispose()
    {
        _app.StopAsync().GetAwaiter().GetResult();
        ((IDisposable)_app).Dispose();
    }
}
