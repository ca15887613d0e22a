using Tain.Simulation;
using Tain.Transports;

namespace Tain.Scenarios.Kcp;

/// <summary>What KcpTransport promises about packets holds on lines that promise nothing.</summary>
public class KcpDeliveryTests
{
    private const int PacketCount = 300;
    private static readonly TimeSpan s_minutes = TimeSpan.FromMinutes(2);

    public static TheoryData<ulong> ManySeeds => KcpScenario.Seeds(40);

    public static TheoryData<ulong> FewSeeds => KcpScenario.Seeds(5);

    public static TheoryData<string> Profiles => ["Perfect", "Lan", "Dsl", "GoodMobile", "BadMobile", "Satellite"];

    [Theory, MemberData(nameof(ManySeeds))]
    public void ReliablePacketsArriveOnceAndInOrder(ulong seed) => Exchange(new SimulatedNetwork(seed, LinkProfile.BadMobile));

    [Theory, MemberData(nameof(Profiles))]
    public void EveryKindOfLineCarriesThem(string profile) => Exchange(new SimulatedNetwork(1, ProfileNamed(profile)));

    [Theory, MemberData(nameof(FewSeeds))]
    public void UnreliablePacketsArriveUnalteredAndMostOfThem(ulong seed)
    {
        var net = new SimulatedNetwork(seed, LinkProfile.BadMobile);
        using var server = new ScenarioServer(net);
        using ScenarioClient alice = Connected(net, server, "alice");

        int number = 0;
        using IDisposable sending = net.Every(TimeSpan.FromMilliseconds(30), () =>
        {
            alice.Send(KcpScenario.Numbered(number, net.Random.Next(5, 1_100)), Channel.Unreliable);
            server.Send("alice", KcpScenario.Numbered(number, net.Random.Next(5, 1_100)), Channel.Unreliable);
            number++;
        });
        net.RunFor(TimeSpan.FromSeconds(20));

        foreach (List<byte[]> received in (List<byte[]>[])[server.Unreliable["alice"], alice.Unreliable])
        {
            int[] numbers = [.. KcpScenario.NumbersOf(received).Distinct()];
            Assert.InRange(numbers.Length, number * 7 / 10, number - 1);
            Assert.All(numbers, n => Assert.InRange(n, 0, number - 1));
        }
    }

    [Fact]
    public void TheSameSeedGivesTheSameRun()
    {
        var fingerprints = new ulong[3];
        for (int i = 0; i < fingerprints.Length; i++)
        {
            var net = new SimulatedNetwork(seed: i < 2 ? 11UL : 12UL, LinkProfile.BadMobile);
            Exchange(net);
            fingerprints[i] = net.RunFingerprint;
        }

        Assert.Equal(fingerprints[0], fingerprints[1]);
        Assert.NotEqual(fingerprints[0], fingerprints[2]);
    }

    [Fact]
    public void ThirtyTwoClientsDoNotDisturbEachOther()
    {
        var net = new SimulatedNetwork(seed: 3, LinkProfile.GoodMobile);
        using var server = new ScenarioServer(net);
        ScenarioClient[] clients = [.. Enumerable.Range(0, 32).Select(i => new ScenarioClient(net, $"player {i}"))];
        foreach (ScenarioClient client in clients) client.Connect();
        net.RunUntil(() => clients.All(c => server.Knows(c.Name)), limit: TimeSpan.FromSeconds(20));

        for (int i = 0; i < 100; i++)
        {
            foreach (ScenarioClient client in clients) server.Send(client.Name, KcpScenario.Numbered(i, 50), Channel.Reliable);
            net.RunFor(TimeSpan.FromMilliseconds(50));
        }

        net.RunUntil(() => clients.All(c => c.Reliable.Count == 100), s_minutes);
        Assert.All(clients, c => Assert.Equal(Enumerable.Range(0, 100), KcpScenario.NumbersOf(c.Reliable)));
        foreach (ScenarioClient client in clients) client.Dispose();
    }

    private static void Exchange(SimulatedNetwork net)
    {
        using var server = new ScenarioServer(net);
        using ScenarioClient alice = Connected(net, server, "alice");
        for (int i = 0; i < PacketCount; i++)
        {
            // Every tenth packet needs several datagrams.
            int bytes = i % 10 == 0 ? net.Random.Next(1_200, 6_000) : net.Random.Next(5, 200);
            Assert.True(alice.Send(KcpScenario.Numbered(i, bytes), Channel.Reliable));
            Assert.True(server.Send("alice", KcpScenario.Numbered(i, bytes), Channel.Reliable));
            net.RunFor(TimeSpan.FromMilliseconds(net.Random.Next(40)));
        }

        net.RunUntil(() => alice.Reliable.Count >= PacketCount && server.Reliable["alice"].Count >= PacketCount, s_minutes);
        net.RunFor(TimeSpan.FromSeconds(2));
        Assert.Equal(Enumerable.Range(0, PacketCount), KcpScenario.NumbersOf(alice.Reliable));
        Assert.Equal(Enumerable.Range(0, PacketCount), KcpScenario.NumbersOf(server.Reliable["alice"]));
        Assert.Empty(alice.Errors);
        Assert.Empty(server.Errors);
    }

    private static ScenarioClient Connected(SimulatedNetwork net, ScenarioServer server, string name)
    {
        var client = new ScenarioClient(net, name);
        client.Connect();
        net.RunUntil(() => server.Knows(name), limit: TimeSpan.FromSeconds(20));
        return client;
    }

    private static LinkProfile ProfileNamed(string name) =>
        (LinkProfile)(typeof(LinkProfile).GetProperty(name)?.GetValue(null) ?? throw new InvalidOperationException($"There is no profile {name}."));
}
