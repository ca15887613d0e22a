using Tain.Simulation;
using Tain.Transports;

namespace Tain.Scenarios.Kcp;

/// <summary>
/// The handshake with proof of the address, on lines that lose nearly a third, swap and double: every client gets in, once, and both sides agree about it.
/// With one half-open place nearly all are answered from a hash and come in with their second datagram.
/// </summary>
public class KcpHandshakeTests
{
    private const int Clients = 6;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private static readonly LinkProfile s_line = LinkProfile.Dsl with
    {
        Name = "nearly a third is lost",
        Delay = TimeSpan.FromMilliseconds(60),
        Jitter = TimeSpan.FromMilliseconds(30),
        Loss = 0.3,
        Duplicate = 0.1,
        Reorder = 0.2,
        ReorderDelay = TimeSpan.FromMilliseconds(80),
    };

    public static TheoryData<ulong> Seeds => KcpScenario.Seeds(60);

    [Theory, MemberData(nameof(Seeds))]
    public void EveryClientGetsInOnce(ulong seed) => ConnectAll(seed, plain => plain);

    [Theory, MemberData(nameof(Seeds))]
    public void EveryClientGetsInOnceWhenOneHalfOpenPlaceIsLeft(ulong seed) => ConnectAll(seed, plain => new KcpTransport
    {
        Sockets = plain.Sockets,
        TimeProvider = plain.TimeProvider,
        CookieSource = plain.CookieSource,
        MaxHalfOpenConnections = 1,
    });

    private static void ConnectAll(ulong seed, Func<KcpTransport, KcpTransport> configure)
    {
        var net = new SimulatedNetwork(seed, s_line);
        using var server = new ScenarioServer(net, configure);
        ScenarioClient[] clients = [.. Enumerable.Range(0, Clients).Select(i => new ScenarioClient(net, $"player {i}"))];
        foreach (ScenarioClient client in clients)
        {
            client.Connect();
            net.RunFor(TimeSpan.FromMilliseconds(net.Random.Next(120)));
        }
        net.RunUntil(() => clients.All(client => client.IsConnected && server.Knows(client.Name)), s_limit);

        // The line recovers, since KCP itself gives up a connection now and then on one that bad. What was on its way makes no second connection, and ends none.
        net.Profile = s_line with { Loss = 0.05 };
        net.RunFor(TimeSpan.FromSeconds(8));
        Assert.Equal(Clients, server.Connections);
        Assert.Equal(0, server.Disconnects);
        Assert.Empty(server.Errors);
        Assert.All(clients, client => Assert.Equal((1, 0), (client.Connects, client.Disconnects)));

        // Both directions work, and who leaves does not come back by what he sent before.
        foreach (ScenarioClient client in clients)
        {
            Assert.True(server.Send(client.Name, KcpScenario.Numbered(1, 3_000), Channel.Reliable));
            Assert.True(client.Send(KcpScenario.Numbered(2, 3_000), Channel.Reliable));
        }
        net.RunUntil(() => clients.All(client => client.Reliable.Count == 1 && server.Reliable[client.Name].Count == 1), s_limit);
        foreach (ScenarioClient client in clients) client.Disconnect();
        net.RunUntil(() => server.Connections == 0, s_limit);
        net.RunFor(TimeSpan.FromSeconds(15));
        Assert.Equal(0, server.Connections);
        Assert.Equal(Clients, server.Disconnects);
        foreach (ScenarioClient client in clients) client.Dispose();
    }
}
