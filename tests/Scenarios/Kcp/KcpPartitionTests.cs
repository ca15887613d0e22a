using Tain.Simulation;
using Tain.Transports;

namespace Tain.Scenarios.Kcp;

/// <summary>Lines break, servers restart, phones change networks: both ends learn of it, once, and can start anew.</summary>
public class KcpPartitionTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public static TheoryData<ulong> Seeds => KcpScenario.Seeds(10);

    [Theory, MemberData(nameof(Seeds))]
    public void AShortCutCostsNothingButTime(ulong seed)
    {
        var scene = new Scene(seed);
        scene.Net.Cut(scene.Net.Server, scene.Alice.Host);
        for (int i = 0; i < 50; i++)
        {
            Assert.True(scene.Alice.Send(KcpScenario.Numbered(i, 100), Channel.Reliable));
            Assert.True(scene.Server.Send("alice", KcpScenario.Numbered(i, 100), Channel.Reliable));
            scene.Net.RunFor(TimeSpan.FromMilliseconds(100));
        }

        Assert.Empty(scene.Alice.Reliable);
        scene.Net.Heal(scene.Net.Server, scene.Alice.Host);
        scene.Net.RunUntil(() => scene.Alice.Reliable.Count == 50 && scene.Server.Reliable["alice"].Count == 50, s_patience);
        Assert.Equal(Enumerable.Range(0, 50), KcpScenario.NumbersOf(scene.Alice.Reliable));
        Assert.Equal(Enumerable.Range(0, 50), KcpScenario.NumbersOf(scene.Server.Reliable["alice"]));
        Assert.Equal((0, 0), (scene.Alice.Disconnects, scene.Server.Disconnects));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void ALongCutEndsTheConnectionOnBothSidesAndANewOneWorks(ulong seed)
    {
        var scene = new Scene(seed);
        scene.Net.Cut(scene.Net.Server, scene.Alice.Host);
        scene.Net.RunFor(s_timeout + TimeSpan.FromSeconds(2));
        Assert.False(scene.Alice.IsConnected);
        Assert.Equal((1, 1, 0), (scene.Alice.Disconnects, scene.Server.Disconnects, scene.Server.Connections));
        Assert.Equal([TransportError.Timeout], scene.Alice.Errors);
        Assert.Equal([TransportError.Timeout], scene.Server.Errors);

        scene.Net.Heal(scene.Net.Server, scene.Alice.Host);
        scene.ReconnectAndTalk();
    }

    [Theory, MemberData(nameof(Seeds))]
    public void ACutOfOneDirectionEndsTheConnectionToo(ulong seed)
    {
        var scene = new Scene(seed);
        scene.Net.Link(scene.Alice.Host, scene.Net.Server).IsCut = true;
        scene.Net.RunFor(2 * s_timeout + TimeSpan.FromSeconds(2));
        Assert.Equal((1, 1, 0), (scene.Alice.Disconnects, scene.Server.Disconnects, scene.Server.Connections));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void AClientThatLeavesIsGoneAtOnceOrAfterTheTimeout(ulong seed)
    {
        var scene = new Scene(seed);
        scene.Alice.Disconnect();
        scene.Net.RunUntil(() => scene.Server.Connections == 0, s_timeout + TimeSpan.FromSeconds(2));
        Assert.Equal((1, 1), (scene.Alice.Disconnects, scene.Server.Disconnects));
        scene.ReconnectAndTalk();
    }

    [Theory, MemberData(nameof(Seeds))]
    public void AKickedClientLearnsOfItAtOnceOrAfterTheTimeout(ulong seed)
    {
        var scene = new Scene(seed);
        scene.Server.Disconnect("alice");
        scene.Net.RunUntil(() => !scene.Alice.IsConnected, s_timeout + TimeSpan.FromSeconds(2));
        Assert.Equal((1, 1), (scene.Alice.Disconnects, scene.Server.Disconnects));
        scene.ReconnectAndTalk();
    }

    [Theory, MemberData(nameof(Seeds))]
    public void APhoneThatChangesNetworksTimesOutAndReconnects(ulong seed)
    {
        var scene = new Scene(seed);
        scene.Alice.Host.Rebind();
        scene.Net.RunUntil(() => !scene.Alice.IsConnected && scene.Server.Connections == 0, s_timeout + s_timeout);
        scene.ReconnectAndTalk();
    }

    [Theory, MemberData(nameof(Seeds))]
    public void AServerThatRestartsIsFoundAgain(ulong seed)
    {
        var scene = new Scene(seed);
        scene.RestartServer();
        scene.Net.RunUntil(() => !scene.Alice.IsConnected, s_timeout + TimeSpan.FromSeconds(2));
        Assert.Equal(1, scene.Alice.Disconnects);
        scene.ReconnectAndTalk();
    }

    [Theory, MemberData(nameof(Seeds))]
    public void AnAttemptThatNobodyHearsEnds(ulong seed)
    {
        var net = new SimulatedNetwork(seed, LinkProfile.BadMobile);
        using var server = new ScenarioServer(net);
        using var alice = new ScenarioClient(net, "alice");
        net.Cut(net.Server, alice.Host);
        alice.Connect();
        net.RunUntil(() => alice.Disconnects == 1, s_timeout + TimeSpan.FromSeconds(2));
        Assert.Equal((0, 0), (alice.Connects, server.Connections));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void ClientsThatComeAndGoLeaveNothingBehind(ulong seed)
    {
        var net = new SimulatedNetwork(seed, LinkProfile.BadMobile);
        using var server = new ScenarioServer(net);
        ScenarioClient[] clients = [.. Enumerable.Range(0, 6).Select(i => new ScenarioClient(net, $"player {i}"))];
        var wants = new bool[clients.Length];
        for (int i = 0; i < 60; i++)
        {
            int chosen = net.Random.Next(clients.Length);
            ScenarioClient client = clients[chosen];
            if (wants[chosen]) client.Disconnect();
            else client.Connect();
            wants[chosen] = !wants[chosen];
            net.RunFor(KcpScenario.TickInterval + TimeSpan.FromMilliseconds(net.Random.Next(2_000)));     // a tick at least: the end of a connection is an event
        }

        foreach (ScenarioClient client in clients) client.Disconnect();
        net.RunFor(s_timeout + TimeSpan.FromSeconds(2));
        Assert.Equal(0, server.Connections);
        Assert.All(clients, c => Assert.False(c.IsConnected));
        Assert.All(clients, c => Assert.True(c.Disconnects >= c.Connects, "Each connection that began has ended."));
        foreach (ScenarioClient client in clients) client.Dispose();
    }

    private sealed class Scene
    {
        public Scene(ulong seed)
        {
            Net = new SimulatedNetwork(seed, LinkProfile.BadMobile);
            Server = new ScenarioServer(Net);
            Alice = new ScenarioClient(Net, "alice");
            Alice.Connect();
            Net.RunUntil(() => Server.Knows("alice"), s_patience);
            Net.RunFor(TimeSpan.FromSeconds(1));
        }

        public SimulatedNetwork Net { get; }

        public ScenarioServer Server { get; private set; }

        public ScenarioClient Alice { get; }

        public void RestartServer()
        {
            Server.Dispose();
            Net.RunFor(TimeSpan.FromMilliseconds(500));
            Server = new ScenarioServer(Net);
        }

        public void ReconnectAndTalk()
        {
            int heard = Alice.Reliable.Count;
            Alice.Connect();
            Net.RunUntil(() => Server.Knows("alice"), s_patience);
            Assert.True(Server.Send("alice", KcpScenario.Numbered(7, 2_000), Channel.Reliable));
            Net.RunUntil(() => Alice.Reliable.Count == heard + 1, s_patience);
            Assert.Equal(7, KcpScenario.NumberOf(Alice.Reliable[^1]));
            Assert.Equal(1, Server.Connections);
        }
    }
}
