using System.Numerics;
using Tain.Simulation;

namespace Tain.Scenarios.Examples;

/// <summary>The ready rules of docs/visibility.md, played on a bad line.</summary>
public sealed class InterestGuideTests : IDisposable
{
    private readonly SimulatedGame _game = new(seed: 11, LinkProfile.BadMobile, build: AddPrefabs, player: "Resident");

    private NetworkServer Server => _game.Server;

    [Fact]
    [Trait("Behaviour", "17.5")]
    public void PlayersWhoWalkThroughAWorldMeetWhatIsThere()
    {
        World world = Server.World;
        var grid = world.CreateGameObject("interest").AddComponent<SpatialHashingInterestManagement>();
        grid.visRange = 60;
        Resident[] trees = [.. Enumerable.Range(0, 20).Select(i => Spawn("Tree", new Vector3(i * 40, 0, 0)))];
        NetworkClient[] clients = [_game.Join("ada"), _game.Join("bob"), _game.Join("eve")];

        for (int step = 0; step < 12; step++)
        {
            for (int i = 0; i < clients.Length; i++) PlayerOf(clients[i]).transform.position = new Vector3(step * 60 * (i + 1) % 800, 0, 0);
            trees[step].mood = step + 1;
            trees[19 - step].transform.position += new Vector3(0, 0, step % 2 == 0 ? 100 : -100);
            _game.RunFor(TimeSpan.FromSeconds(1.5));
            _game.RunUntilReplicated();
            foreach (NetworkClient client in clients)
            {
                foreach (Resident tree in trees) CheckSight(tree, client, cell: 30);
            }
        }
    }

    [Fact]
    public void WhatIsFarAwayIsSentLessOften()
    {
        var grid = Server.World.CreateGameObject("interest").AddComponent<SpatialHashingInterestManagement>();
        grid.visRange = 60;
        grid.rings = 2;
        grid.farSendEvery = 4;
        Resident near = Spawn("Tree", new Vector3(25, 0, 0)), far = Spawn("Tree", new Vector3(45, 0, 0));
        NetworkClient ada = _game.Join("ada");
        PlayerOf(ada).transform.position = default;
        _game.RunFor(TimeSpan.FromSeconds(1.5));
        for (int mood = 1; mood < 20; mood++)
        {
            near.mood = far.mood = mood;
            _game.RunFor(TimeSpan.FromSeconds(0.1));
        }
        _game.RunUntilReplicated();
        Assert.Equal((19, 19), (_game.SameOn(near, ada)!.mood, _game.SameOn(far, ada)!.mood));
    }

    [Fact]
    [Trait("Behaviour", "17.2")]
    public void AnObjectHasARangeOfItsOwn()
    {
        var near = Server.World.CreateGameObject("interest").AddComponent<DistanceInterestManagement>();
        near.visRange = 50;
        NetworkClient ada = _game.Join("ada");
        Resident tree = Spawn("Tree", new Vector3(300, 0, 0)), lighthouse = Spawn("Lighthouse", new Vector3(300, 0, 0));
        _game.RunUntilReplicated();
        Assert.Null(_game.SameOn(tree, ada));
        Assert.NotNull(_game.SameOn(lighthouse, ada));
    }

    [Fact]
    [Trait("Behaviour", "17.4")]
    public void PlayersOfAMatchSeeEachOther()
    {
        Server.World.CreateGameObject("interest").AddComponent<MatchInterestManagement>();
        NetworkClient ada = _game.Join("ada"), bob = _game.Join("bob"), eve = _game.Join("eve");
        Guid duel = new(7, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
        foreach (NetworkClient client in new[] { ada, bob })
        {
            Resident player = PlayerOf(client);
            player.GetComponent<NetworkMatch>()!.matchId = duel;
        }
        _game.RunFor(TimeSpan.FromSeconds(1));
        _game.RunUntilReplicated();
        Assert.NotNull(_game.SameOn(PlayerOf(ada), bob));
        Assert.Null(_game.SameOn(PlayerOf(ada), eve));
    }

    [Fact]
    [Trait("Behaviour", "17.5")]
    public void WhoIsTeleportedSeesItsNewPlaceAtOnce()
    {
        Server.World.CreateGameObject("interest").AddComponent<SpatialHashingInterestManagement>();
        NetworkClient ada = _game.Join("ada");
        Resident there = Spawn("Tree", new Vector3(1_000, 0, 0)), player = PlayerOf(ada);

        player.transform.position = there.transform.position;
        Server.RebuildObservers(player.netIdentity, initialize: false);

        Assert.True(there.netIdentity.observers.ContainsKey(player.connectionToClient!.connectionId));
        _game.RunUntilReplicated();
        Assert.NotNull(_game.SameOn(there, ada));
    }

    public void Dispose() => _game.Dispose();

    private static void AddPrefabs(World world)
    {
        world.prefabs.Add("Resident", go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Resident>();
            go.AddComponent<NetworkMatch>();
        });
        world.prefabs.Add("Tree", go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Resident>();
        });
        world.prefabs.Add("Lighthouse", go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Resident>();
            go.AddComponent<DistanceInterestManagementCustomRange>().visRange = 2_000;
        });
    }

    private void CheckSight(Resident thing, NetworkClient client, float cell)
    {
        Vector3 off = Vector3.Abs(thing.transform.position - PlayerOf(client).transform.position) / cell;
        float cells = Math.Max(off.X, off.Z);
        Resident? copy = _game.SameOn(thing, client);
        // Between one and two cells it depends on where the borders are, give or take a tenth for each of the two.
        if (cells < 0.8f) Assert.NotNull(copy);
        if (cells > 2.2f) Assert.Null(copy);
        if (copy is not null) Assert.Equal(thing.mood, copy.mood);
    }

    private Resident PlayerOf(NetworkClient client) => _game.SameOn(_game.PlayerOf(client).GetComponent<Resident>()!, client: null)!;

    private Resident Spawn(string prefab, Vector3 position)
    {
        GameObject made = Server.World.Instantiate(prefab);
        made.transform.position = position;
        Server.Spawn(made);
        return made.GetComponent<Resident>()!;
    }
}
