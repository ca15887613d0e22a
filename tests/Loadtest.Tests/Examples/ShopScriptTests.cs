using Tain.Simulation;

namespace Tain.LoadTest.Examples;

/// <summary>The example of docs/load-testing.md, against the game that it is written for.</summary>
public class ShopScriptTests
{
    [Fact]
    public void CustomersLogInBuyAndHearOfIt()
    {
        var net = new SimulatedNetwork(1, LinkProfile.Lan);
        using var world = new World(new WorldOptions { TimeProvider = net.Clock });
        Prefab customer = world.prefabs.Add("Customer", o => { o.AddComponent<NetworkIdentity>(); o.AddComponent<Shop>(); });
        using var server = new NetworkServer(world, net.CreateKcpTransport(), new NetworkServerOptions { playerPrefab = customer, authenticateOnConnect = false, sendRate = 30 });
        server.RegisterHandler<LogInMessage>((connection, message) =>
        {
            connection.isAuthenticated = message.name.StartsWith("customer ", StringComparison.Ordinal);
            connection.Send(new WelcomeMessage { isAllowed = connection.isAuthenticated });
        }, requireAuthentication: false);
        server.Listen();
        net.EveryFrame(30, world.Tick);

        var scripts = new LoadScripts().Add("shop", _ => new ShopScript());
        using var engine = new LoadEngine(new LoadEngineOptions
        {
            Transport = net.CreateKcpTransport(),
            Server = new Uri("kcp://server:7777"),
            Clients = 8,
            Script = scripts.Find("shop"),
            TimeProvider = net.Clock,
        });
        net.EveryFrame(250, _ => engine.Step());
        net.RunUntil(() => engine.HadAllJoined, TimeSpan.FromSeconds(5));
        net.RunFor(TimeSpan.FromSeconds(5));

        Assert.InRange(engine.Counters.Reply.Count, 8 * 4, 8 * 6);
        Assert.Equal(0, engine.Counters.Lost);
        // What is bought has been asked for, and what was answered is bought; the rest is under way.
        Assert.InRange(world.FindObjectsByType<Shop>().Sum(shop => shop.bought), engine.Counters.Reply.Count, engine.Counters.Commands);
    }
}
