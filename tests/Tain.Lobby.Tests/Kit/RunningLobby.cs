using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Tain.Transports;
using Tain.Transports.Kit;

namespace Tain.Lobbies.Kit;

/// <summary>The whole service inside the test, on a port that the system chose, with a relay that only writes down.</summary>
internal sealed class RunningLobby : IDisposable
{
    private readonly WebApplication _app;

    public RunningLobby(params string[] settings)
    {
        _app = LobbyProgram.Create(["--Lobby:Url=http://127.0.0.1:0", "--Logging:LogLevel:Default=Error", .. settings], services =>
        {
            services.AddSingleton<IRelayAllocator>(Relay);
            services.AddSingleton<TimeProvider>(Clock);
        });
        _app.StartAsync().GetAwaiter().GetResult();
        Url = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Http = new HttpClient { BaseAddress = Url };
        Client = new LobbyClient(Http, Url);
    }

    public Uri Url { get; }

    public FakeRelay Relay { get; } = new();

    public ManualClock Clock { get; } = new();

    public HttpClient Http { get; }

    public LobbyClient Client { get; }

    public LobbyService Service => _app.Services.GetRequiredService<LobbyService>();

    public static LobbyCreation Creation(int capacity = 4, string host = "host") =>
        new() { Name = "game", Capacity = capacity, IsJoinable = true, Player = new LobbyMember { Id = host }, Tags = ["a"], Annotations = [] };

    public void Dispose()
    {
        Http.Dispose();
        _app.StopAsync().GetAwaiter().GetResult();
        ((IDisposable)_app).Dispose();
    }
}
