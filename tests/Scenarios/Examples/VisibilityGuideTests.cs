using System.Numerics;
using Tain.Simulation;

namespace Tain.Scenarios.Examples;

/// <summary>The rules and groups of docs/visibility.md, played on a bad line.</summary>
public sealed class VisibilityGuideTests : IDisposable
{
    private readonly SimulatedGame _game = new(seed: 7, LinkProfile.BadMobile, build: AddPrefabs, player: "Resident");

    private NetworkServer Server => _game.Server;

    [Fact]
    [Trait("Behaviour", "17.1")]
    public void APlayerSeesWhatIsNearWrittenAsForMirror()
    {
        Server.World.CreateGameObject("interest").AddComponent<NearInterest>();
        NetworkClient ada = _game.Join("ada"), bob = _game.Join("bob");
        Resident near = Spawn(new Vector3(10, 0, 0)), far = Spawn(new Vector3(1_000, 0, 0));
        PlayerOf(bob).transform.position = new Vector3(990, 0, 0);
        _game.RunFor(TimeSpan.FromSeconds(3));
        _game.RunUntilReplicated();

        Assert.NotNull(_game.SameOn(near, ada));
        Assert.Null(_game.SameOn(far, ada));
        Assert.Null(_game.SameOn(near, bob));
        Assert.NotNull(_game.SameOn(far, bob));
        Assert.Null(_game.SameOn(PlayerOf(bob), ada));

        far.mood = 3;
        far.transform.position = new Vector3(20, 0, 0);
        NetworkClient eve = _game.Join("eve");
        Assert.Equal(3, _game.SameOn(far, eve)!.mood);
        _game.RunFor(TimeSpan.FromSeconds(3));
        _game.RunUntilReplicated();
        Assert.Equal(3, _game.SameOn(far, ada)!.mood);
        Assert.Null(_game.SameOn(far, bob));
    }

    [Fact]
    public void WhatIsNearComesFirst()
    {
        Server.World.CreateGameObject("interest").AddComponent<NearestFirst>().visRange = 10_000;
        Resident[] row = [.. Enumerable.Range(0, 8_000).Select(i => Spawn(new Vector3(7_999 - i, 0, 0)))];
        NetworkClient ada = _game.Connect("ada");
        _game.RunUntil(() => ada.localPlayer is not null);
        NetworkConnectionToClient connection = Server.connections.Values.Single();

        Assert.NotEqual(0, connection.pendingSpawns);
        Assert.NotNull(_game.SameOn(row[^1], ada));
        Assert.Null(_game.SameOn(row[0], ada));
        _game.RunUntil(() => connection.pendingSpawns == 0);
        _game.RunUntilReplicated();
        Assert.NotNull(_game.SameOn(row[0], ada));
    }

    [Fact]
    [Trait("Behaviour", "17.1")]
    public void APlayerSeesItsRoom()
    {
        RoomInterest rooms = Server.World.CreateGameObject("interest").AddComponent<RoomInterest>();
        NetworkClient ada = _game.Join("ada"), bob = _game.Join("bob");
        Resident chair = Spawn(default, "hall"), barrel = Spawn(default, "cellar");
        _game.RunUntilReplicated();
        Assert.NotNull(_game.SameOn(chair, ada));
        Assert.Null(_game.SameOn(barrel, ada));

        rooms.Move(PlayerOf(bob), "cellar");
        chair.mood = 1;
        barrel.mood = 2;
        _game.RunUntilReplicated();
        Assert.Equal(2, _game.SameOn(barrel, bob)!.mood);
        Assert.Null(_game.SameOn(chair, bob));
        Assert.Null(_game.SameOn(PlayerOf(bob), ada));
        Assert.Equal("cellar", _game.SameOn(PlayerOf(bob), bob)!.room);

        rooms.Move(barrel, "hall");
        NetworkClient eve = _game.Join("eve");
        _game.RunUntilReplicated();
        Assert.Equal(2, _game.SameOn(barrel, ada)!.mood);
        Assert.Equal(2, _game.SameOn(barrel, eve)!.mood);
        Assert.Null(_game.SameOn(barrel, bob));
    }

    [Fact]
    public void AGameWithoutARuleHasItsGroups()
    {
        NetworkClient ada = _game.Join("ada"), bob = _game.Join("bob");
        NetworkConnectionToClient conn = PlayerOf(ada).connectionToClient!;

        VisibilityGroup red = Server.CreateGroup("team red");
        red.Subscribe(conn);

        GameObject ping = Server.World.Instantiate("Resident");
        red.Add(ping.GetComponent<NetworkIdentity>()!);
        Server.Spawn(ping);

        _game.RunUntilReplicated();
        Resident shown = ping.GetComponent<Resident>()!;
        Assert.NotNull(_game.SameOn(shown, ada));
        Assert.Null(_game.SameOn(shown, bob));
    }

    [Fact]
    public void SingleObjectsAreShownAndHidden()
    {
        NetworkClient ada = _game.Join("ada"), bob = _game.Join("bob");
        Resident chest = Spawn(default);
        NetworkIdentity identity = chest.netIdentity;
        NetworkConnectionToClient conn = PlayerOf(ada).connectionToClient!;

        Server.HideForConnection(identity, conn);       // gone from this client's world
        _game.RunUntilReplicated();
        Assert.Null(_game.SameOn(chest, ada));
        Assert.NotNull(_game.SameOn(chest, bob));

        Server.ShowForConnection(identity, conn);       // there again, with the state of now
        _game.RunUntilReplicated();
        Assert.NotNull(_game.SameOn(chest, ada));

        identity.visibility = Visibility.ForceHidden;
        Server.RebuildObservers(identity, initialize: true);
        _game.RunUntilReplicated();
        Assert.Null(_game.SameOn(chest, ada));
        Assert.Null(_game.SameOn(chest, bob));
    }

    public void Dispose() => _game.Dispose();

    private static void AddPrefabs(World world) => world.prefabs.Add("Resident", go =>
    {
        go.AddComponent<NetworkIdentity>();
        go.AddComponent<Resident>();
    });

    private Resident PlayerOf(NetworkClient client) => _game.SameOn(_game.PlayerOf(client).GetComponent<Resident>()!, client: null)!;

    private Resident Spawn(Vector3 position, string room = "hall")
    {
        GameObject made = Server.World.Instantiate("Resident");
        made.transform.position = position;
        made.GetComponent<Resident>()!.room = room;
        Server.Spawn(made);
        return made.GetComponent<Resident>()!;
    }
}
