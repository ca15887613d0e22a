using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Tain.Transports.Contract;
using Tain.Transports.WebSockets;

namespace Tain.Transports.Hosting;

public class TainWebSocketEndpointsTests
{
    [Fact]
    public async Task PageAndGameShareOnePort()
    {
        var transport = new WebSocketTransport { Hosted = true };
        await using WebApplication application = await StartAsync(transport);
        var address = new Uri(application.Urls.Single());
        using var http = new HttpClient { BaseAddress = address };
        Assert.Equal("the page", await http.GetStringAsync("/"));
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync("/ws")).StatusCode);

        using var subject = new WebSocketSubject(transport);
        using var bench = new TransportBench(subject);
        ClientProbe early = bench.AddClient();
        early.Client.Connect(new Uri($"ws://127.0.0.1:{address.Port}/ws"));
        bench.WaitUntil(() => early.Of(TransportEventKind.Disconnected).Any(), "a client is refused while no server is started");

        for (int life = 0; life < 2; life++)
        {
            bench.Server.Server.Start();
            ClientProbe client = bench.AddClient();
            client.Client.Connect(new Uri($"ws://127.0.0.1:{address.Port}/ws"));
            bench.WaitUntil(() => bench.Server.Connected.Count() == life + 1 && client.Client.IsConnected, "the game is reached through the page's port");
            client.ServerId = bench.Server.Connected.Last();
            bench.Settle(client);
            bench.Server.Server.Stop();
            bench.WaitUntil(() => !client.Client.IsConnected, "the client sees the stop");
        }
        Assert.Equal("the page", await http.GetStringAsync("/"));
    }

    [Fact]
    public async Task OnlyAHostedTransportCanBeMappedAndOnlyOneServerAtATime()
    {
        await using WebApplication application = await StartAsync(new WebSocketTransport { Hosted = true });
        Assert.Throws<ArgumentException>(() => application.MapTainWebSocket("/other", new WebSocketTransport()));

        var transport = new WebSocketTransport { Hosted = true };
        using TransportServer first = transport.CreateServer();
        using TransportServer second = transport.CreateServer();
        first.Start();
        Assert.Throws<InvalidOperationException>(second.Start);
    }

    [Fact]
    [Trait("Attack", "W-05")]
    [Trait("Attack", "W-07")]
    public async Task AnEndpointInAnApplicationJudgesOriginsAndProxiesAlike()
    {
        var transport = new WebSocketTransport { Hosted = true, AllowedOrigins = ["https://game.example"], TrustedProxies = [IPNetwork.Parse("127.0.0.1/32")] };
        await using WebApplication application = await StartAsync(transport);
        var address = new Uri($"ws://127.0.0.1:{new Uri(application.Urls.Single()).Port}/ws");
        using var subject = new WebSocketSubject(transport);
        using TransportBench bench = TransportBench.Started(subject);

        using ClientWebSocket foreign = With("Origin", "https://evil.example");
        await Assert.ThrowsAsync<WebSocketException>(() => foreign.ConnectAsync(address, CancellationToken.None));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.HttpStatusCode);
        using ClientWebSocket behind = With("X-Forwarded-For", "198.51.100.66, 2001:db8::7");
        await behind.ConnectAsync(address, CancellationToken.None);
        bench.WaitUntil(() => bench.Server.Connected.Any(), "who comes through the proxy is in");

        Assert.Equal("2001:db8::7", bench.Server.Server.GetAddress(bench.Server.Connected.Single()));
    }

    private static ClientWebSocket With(string header, string value)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader(header, value);
        return socket;
    }

    private static async Task<WebApplication> StartAsync(WebSocketTransport transport)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        WebApplication application = builder.Build();
        application.UseRouting();
        application.MapGet("/", () => "the page");
        application.MapTainWebSocket("/ws", transport);
        await application.StartAsync();
        return application;
    }
}
