using Tain.Simulate;
using Tain.Simulation;

namespace Tain.Scenarios.Matches;

/// <summary>The checker finds what differs. Without these tests a checker that sees nothing would look like a library without faults.</summary>
public class ReplicaCheckTests
{
    private readonly SimulatedNetwork _net = new(seed: 1, LinkProfile.Lan);
    private readonly MatchJournal _journal = new();
    private readonly NetworkServer _server;
    private readonly NetworkClient _client;

    public ReplicaCheckTests()
    {
        World serverWorld = CreateWorld("server"), clientWorld = CreateWorld("client");
        _server = new NetworkServer(serverWorld, _net.CreateKcpTransport(), new NetworkServerOptions { playerPrefab = serverWorld.prefabs.Get(MatchPrefabs.Fighter) });
        _client = new NetworkClient(clientWorld, _net.CreateKcpTransport());
        _net.EveryFrame(60, serverWorld.Tick);
        _net.EveryFrame(60, clientWorld.Tick);
        _server.Listen();
        _client.Connect("localhost");
        _net.RunUntil(() => Difference is null, limit: TimeSpan.FromSeconds(5));
    }

    private string? Difference => ReplicaCheck.FindDifference(_server, _client);

    [Fact]
    public void AChangeIsADifferenceUntilItArrives()
    {
        Crate crate = Spawn();
        _net.RunUntil(() => Difference is null, limit: TimeSpan.FromSeconds(5));
        crate.number++;
        Assert.Contains("component 0 (Crate) differs", Difference);
        _net.RunUntil(() => Difference is null, limit: TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void AnObjectThatTheClientLacksIsFound()
    {
        Spawn();
        Assert.Contains("lacks", Difference);
    }

    [Fact]
    public void AnObjectThatTheServerLacksIsFound()
    {
        Crate crate = Spawn();
        _net.RunUntil(() => Difference is null, limit: TimeSpan.FromSeconds(5));
        _server.Destroy(crate.gameObject);
        Assert.Contains("not spawned on the server", Difference);
    }

    [Fact]
    public void AnOwnerThatDiffersIsFound()
    {
        Crate crate = Spawn();
        _net.RunUntil(() => Difference is null, limit: TimeSpan.FromSeconds(5));
        crate.netIdentity.AssignClientAuthority(_server.connections.Values.Single());
        Assert.Contains("the client thinks otherwise", Difference);
    }

    [Fact]
    public void WhatOnlyTheOwnerSeesIsComparedForTheOwner()
    {
        NetworkIdentity player = _server.connections.Values.Single().identity!;
        player.GetComponent<Purse>()!.gold = 5;
        Assert.Contains("Purse", Difference);
        _net.RunUntil(() => Difference is null, limit: TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void AComponentCanBeLeftOut()
    {
        Spawn();
        _net.RunUntil(() => Difference is null, limit: TimeSpan.FromSeconds(5));
        _client.spawned.Values.Single(i => i.GetComponent<Crate>() is not null).GetComponent<Crate>()!.number = -1;
        Assert.NotNull(Difference);
        Assert.Null(ReplicaCheck.FindDifference(_server, _client, include: c => c is not Crate));
    }

    [Fact]
    public void AClientThatIsNotThereIsADifference()
    {
        _client.Disconnect();
        _net.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal("The client is not connected.", Difference);
    }

    [Fact]
    public void AScriptThatFindsSomethingWrongFailsTheMatchWithItsSeed()
    {
        _net.Invariant(_journal.ThrowIfFailed);
        var fighter = _server.connections.Values.Single().identity!.GetComponent<Fighter>()!;
        fighter.Cheer();
        _net.RunFor(TimeSpan.FromSeconds(1));
        fighter.cheers--;       // now the next call has the number of the last one
        fighter.Cheer();
        SimulationException failure = Assert.Throws<SimulationException>(() => _net.RunFor(TimeSpan.FromSeconds(1)));
        Assert.Contains("cheer 1 came after cheer 1", failure.Message);
        Assert.Equal(1UL, failure.Seed);
    }

    [Fact]
    public void TheOrderOfSetsAndDictionariesMeansNothing()
    {
        Crate crate = Spawn(filled: crate =>
        {
            crate.contents[1] = "one";
            crate.contents[2] = "two";
            crate.contents.Remove(1);
        });
        _net.RunUntil(() => Difference is null, limit: TimeSpan.FromSeconds(5));

        // The server's dictionary fills its gap, the client's never had one.
        crate.contents[3] = "three";
        _net.RunUntil(() => Difference is null, limit: TimeSpan.FromSeconds(5));
        Crate copy = _client.spawned[crate.netId].GetComponent<Crate>()!;
        Assert.NotEqual(crate.contents.Keys, copy.contents.Keys);

        crate.contents[3] = "drei";
        Assert.Contains("component 0 (Crate) differs", Difference);
    }

    private Crate Spawn(Action<Crate>? filled = null)
    {
        GameObject made = _server.World.Instantiate(MatchPrefabs.Crate);
        filled?.Invoke(made.GetComponent<Crate>()!);
        _server.Spawn(made);
        return made.GetComponent<Crate>()!;
    }

    private World CreateWorld(string side)
    {
        var world = new World(new WorldOptions { TimeProvider = _net.Clock, LoggerFactory = new MatchLog(side, _journal) });
        world.Set(_journal);
        MatchPrefabs.AddTo(world);
        return world;
    }
}
