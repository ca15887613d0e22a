namespace Tain.Tests;

// A script is asked for its state whenever somebody begins to see it. What it does to other objects and groups in that moment is in the middle of a change of sight.
public class ActingWhileShownTests
{
    private readonly Session _session = new();
    private readonly Dictionary<string, Action> _acts = [];

    public ActingWhileShownTests() => _session.Server.World.prefabs.Add("Busy", 1200, Build);

    private NetworkServer Server => _session.NetworkServer;

    [Fact]
    public void WhatItDestroysIsNotShownAfterIt()
    {
        ClientSide client = Join();
        VisibilityGroup cellar = Server.CreateGroup("cellar");
        List<NetworkIdentity> all = [.. Enumerable.Range(0, 3).Select(i => Spawn($"{i}", cellar))];
        _acts["0"] = () => Server.Destroy(all[2].gameObject);
        _acts["1"] = () => Server.UnSpawn(all[0].gameObject);

        cellar.Subscribe(_session.ConnectionOf(client));
        _session.Run(3);

        Assert.Equal([all[1].netId], Seen(client));
        Assert.Empty(client.Log.Lines);
    }

    [Fact]
    public void WhatItMovesOutOfSightIsNotShownAfterIt()
    {
        ClientSide client = Join();
        VisibilityGroup cellar = Server.CreateGroup("cellar"), attic = Server.CreateGroup("attic");
        NetworkIdentity first = Spawn("first", cellar), second = Spawn("second", cellar);
        _acts["first"] = () => attic.Add(second);

        cellar.Subscribe(_session.ConnectionOf(client));
        _session.Run(3);

        Assert.Equal([first.netId], Seen(client));
        Assert.Empty(attic.subscribers);
    }

    [Fact]
    public void AGroupThatItShowsToAnotherClientIsThatClientsOnly()
    {
        ClientSide ada = Join(), bob = Join();
        VisibilityGroup cellar = Server.CreateGroup("cellar"), attic = Server.CreateGroup("attic");
        NetworkIdentity[] below = [Spawn("busy", cellar), Spawn("idle", cellar)];
        NetworkIdentity above = Spawn("above", attic);
        NetworkConnectionToClient other = _session.ConnectionOf(bob);
        _acts["busy"] = () => attic.Subscribe(other);

        cellar.Subscribe(_session.ConnectionOf(ada));
        _session.Run(3);

        Assert.Equal(below.Select(identity => identity.netId), Seen(ada));
        Assert.Equal([above.netId], Seen(bob));
    }

    [Fact]
    public void AClientToWhichItShowsTheGroupThatItEntersSeesItToo()
    {
        ClientSide ada = Join(), bob = Join();
        VisibilityGroup cellar = Server.CreateGroup("cellar"), attic = Server.CreateGroup("attic");
        NetworkConnectionToClient other = _session.ConnectionOf(bob);
        cellar.Subscribe(_session.ConnectionOf(ada));
        NetworkIdentity busy = Spawn("busy", attic), idle = Spawn("idle", cellar);
        _acts["busy"] = () => cellar.Subscribe(other);

        cellar.Add(busy);
        _session.Run(3);

        Assert.Equal([busy.netId, idle.netId], Seen(ada));
        Assert.Equal([busy.netId, idle.netId], Seen(bob));
        Assert.All(_session.Clients, client => Assert.Empty(client.Log.Lines));
    }

    [Fact]
    public void WhatItSpawnsForAnOwnerAloneLeavesItsOwnOwnerItsSight()
    {
        ClientSide ada = Join(), bob = Join();
        NetworkConnectionToClient first = _session.ConnectionOf(ada), second = _session.ConnectionOf(bob);
        NetworkIdentity? inner = null;
        _acts["outer"] = () => inner = Spawn("inner", null, Visibility.ForceHidden, second);

        NetworkIdentity outer = Spawn("outer", null, Visibility.ForceHidden, first);
        _session.Run(3);

        Assert.Equal([outer.netId], Seen(ada));
        Assert.Equal([inner!.netId], Seen(bob));
    }

    private ClientSide Join()
    {
        ClientSide client = _session.Connect();
        client.World.prefabs.Add("Busy", 1200, Build);
        _session.Run(6);
        return client;
    }

    // But for the players.
    private IEnumerable<uint> Seen(ClientSide client) =>
        client.Client.spawned.Where(pair => pair.Value.GetComponent<Actor>() is null).Select(pair => pair.Key).Order();

    private NetworkIdentity Spawn(string name, VisibilityGroup? group, Visibility visibility = Visibility.Default, NetworkConnectionToClient? owner = null)
    {
        GameObject made = _session.Server.World.Instantiate("Busy");
        made.name = name;
        NetworkIdentity identity = made.GetComponent<NetworkIdentity>()!;
        identity.visibility = visibility;
        group?.Add(identity);
        Server.Spawn(made, owner);
        return identity;
    }

    private void Build(GameObject gameObject)
    {
        gameObject.AddComponent<NetworkIdentity>();
        gameObject.AddComponent<Busy>().Acts = _acts;
    }

    /// <summary>Does what it is told by name, once, when it is asked for its whole state.</summary>
    private sealed class Busy : NetworkBehaviour
    {
        public Dictionary<string, Action>? Acts { get; set; }

        public override void OnSerialize(NetworkWriter writer, bool initialState)
        {
            base.OnSerialize(writer, initialState);
            if (initialState && isServer && Acts!.Remove(gameObject.name, out Action? act)) act();
        }

        protected internal override bool Weaved() => true;
    }
}
