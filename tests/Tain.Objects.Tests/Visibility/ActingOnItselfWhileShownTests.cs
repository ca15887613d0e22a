using Tain.Simulation;

namespace Tain.Tests;

// What a script does in the moment in which it is asked for its state: to its own object, to the client that is to see it, and to what is shown together with it. Each client has
// in the end what the server says that it sees.
public sealed class ActingOnItselfWhileShownTests
{
    private readonly Session _session = new();
    private readonly Dictionary<string, Action> _acts = [];
    private readonly VisibilityGroup _cellar;
    private readonly VisibilityGroup _attic;

    public ActingOnItselfWhileShownTests()
    {
        AddPrefab(_session.Server.World);
        _cellar = Server.CreateGroup("cellar");
        _attic = Server.CreateGroup("attic");
    }

    private NetworkServer Server => _session.NetworkServer;

    public static TheoryData<string> Ways => ["it is spawned", "its group is shown", "it moves", "it is shown", "it is looked at anew", "it gets an owner", "the client joins"];

    [Theory, MemberData(nameof(Ways))]
    public void OneThatGoesIsShownToNobody(string way)
    {
        NetworkIdentity self = Make("self");
        _acts["self"] = () => Server.Destroy(self.gameObject);

        ShowAndCompare(self, way);

        Assert.DoesNotContain(self, Server.spawned.Values);
    }

    [Theory, MemberData(nameof(Ways))]
    public void OneThatIsSpawnedAnewIsShownAsTheNewOne(string way)
    {
        NetworkIdentity self = Make("self");
        uint before = 0;
        _acts["self"] = () =>
        {
            before = self.netId;
            Server.UnSpawn(self.gameObject);
            Server.Spawn(self.gameObject);
        };

        ShowAndCompare(self, way);

        Assert.NotEqual(0u, before);
        Assert.NotEqual(before, self.netId);
    }

    [Theory, MemberData(nameof(Ways))]
    public void OneThatMovesAwayIsWhereItWent(string way)
    {
        NetworkIdentity self = Make("self");
        _acts["self"] = () => _attic.Add(self);

        ShowAndCompare(self, way);
    }

    [Theory, MemberData(nameof(Ways))]
    public void OneThatShowsItselfToEverybodyIsThere(string way)
    {
        NetworkIdentity self = Make("self");
        _acts["self"] = () =>
        {
            foreach (NetworkConnectionToClient connection in Server.connections.Values) Server.ShowForConnection(self, connection);
        };

        ShowAndCompare(self, way);
    }

    [Theory, MemberData(nameof(Ways))]
    public void WhoLosesTheWorldMeanwhileIsShownNothing(string way)
    {
        NetworkIdentity self = Make("self");
        _acts["self"] = () => Server.SetAllClientsNotReady();

        ShowAndCompare(self, way);

        Assert.All(Server.connections.Values, connection => Assert.Empty(connection.observing));
        Assert.Empty(_cellar.subscribers);
    }

    [Theory, MemberData(nameof(Ways))]
    public void WhatItSpawnsDoesNotGetIntoItsState(string way)
    {
        NetworkIdentity self = Make("self");
        self.GetComponent<Actor>()!.title = "mine";
        self.GetComponent<Bag>()!.list.Add(1);
        _acts["self"] = () =>
        {
            NetworkIdentity other = Make("other");
            other.GetComponent<Actor>()!.title = "of the other, which is longer";
            Server.Spawn(other.gameObject);
        };

        ShowAndCompare(self, way);
    }

    [Theory, MemberData(nameof(Ways))]
    public void WhatItChangesIsTold(string way)
    {
        NetworkIdentity self = Make("self");
        _acts["self"] = () =>
        {
            self.GetComponent<Actor>()!.health = 5;
            foreach (Bag bag in self.GetComponents<Bag>()) bag.list.Add(2);
        };

        ShowAndCompare(self, way);
    }

    [Fact]
    public void AGroupFromWhichItTakesTheClientIsNotShown()
    {
        ClientSide client = Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        NetworkIdentity[] all = [SpawnInto(_cellar, "0"), SpawnInto(_cellar, "1"), SpawnInto(_cellar, "2")];
        _acts["1"] = () => _cellar.Unsubscribe(connection);

        _cellar.Subscribe(connection);

        Assert.Empty(_cellar.subscribers);
        Assert.All(all, identity => Assert.Empty(identity.observers));
        CompareAll();
    }

    [Fact]
    public void OneThatWasShownJustBeforeIsToldWhatItChangesThere()
    {
        ClientSide client = Join();
        NetworkIdentity[] all = [SpawnInto(_cellar, "0"), SpawnInto(_cellar, "1"), SpawnInto(_cellar, "2")];
        _acts["1"] = () => all[0].GetComponent<Bag>()!.list.Add(7);

        _cellar.Subscribe(_session.ConnectionOf(client));

        CompareAll();
        Assert.Equal([7], client.Client.spawned[all[0].netId].GetComponent<Bag>()!.list);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(150)]
    public void WhatItShowsToAClientThatIsGettingTheWorldComesWithTheWorld(int bytesPerTick)
    {
        var session = new Session(new NetworkServerOptions { sendRate = Session.Rate, joinBytesPerTick = bytesPerTick });
        AddPrefab(session.Server.World);
        GameObject first = session.Server.World.Instantiate("Acting"), hidden = session.Server.World.Instantiate("Acting");
        first.name = "self";
        hidden.GetComponent<NetworkIdentity>()!.visibility = Visibility.ForceHidden;
        session.NetworkServer.Spawn(first);
        session.NetworkServer.Spawn(hidden);
        _acts["self"] = () =>
        {
            hidden.GetComponent<NetworkIdentity>()!.visibility = Visibility.ForceShown;
            session.NetworkServer.RebuildObservers(hidden.GetComponent<NetworkIdentity>()!, initialize: true);
        };

        ClientSide client = session.Connect();
        AddPrefab(client.World);
        session.Run(20);

        Assert.Null(ReplicaCheck.FindDifference(session.NetworkServer, client.Client));
        Assert.Equal(3, client.Client.spawned.Count);
        Assert.Empty(client.Log.Lines);
    }

    [Fact]
    public void OneThatItTakesFromAClientThatIsGettingTheWorldIsNotTheClientsOwn()
    {
        ClientSide client = Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        NetworkIdentity own = Make("own"), later = Make("later");
        Server.Spawn(own.gameObject, connection);
        Server.Spawn(later.gameObject);
        Server.SetClientNotReady(connection);
        _session.Run(2);
        _acts["later"] = own.RemoveClientAuthority;

        client.Client.Ready();
        _session.Run(4);

        Assert.Empty(_acts);
        CompareAll();
    }

    // One client is there that does not see it in the end, or sees it as well.
    private void ShowAndCompare(NetworkIdentity self, string way)
    {
        ClientSide before = Join(), client = way == "the client joins" ? before : Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        if (way == "it is spawned")
        {
            _cellar.Subscribe(connection);
            _cellar.Add(self);
            Server.Spawn(self.gameObject);
            CompareAll();
            return;
        }
        Action act = _acts["self"];
        _acts.Clear();
        VisibilityGroup unseen = Server.CreateGroup("unseen");
        bool isForAll = way == "the client joins";
        if (!isForAll) (way == "its group is shown" ? _cellar : unseen).Add(self);
        Server.Spawn(self.gameObject);
        _session.Run(2);
        _acts["self"] = act;
        switch (way)
        {
            case "its group is shown":
                _cellar.Subscribe(connection);
                break;
            case "it moves":
                _cellar.Subscribe(connection);
                _cellar.Add(self);
                break;
            case "it is shown":
                Server.ShowForConnection(self, connection);
                break;
            case "it is looked at anew":
                self.visibility = Visibility.ForceShown;
                Server.RebuildObservers(self, initialize: true);
                break;
            case "it gets an owner":
                self.AssignClientAuthority(connection);
                break;
            case "the client joins":
                Join();
                break;
        }
        Assert.Empty(_acts);
        CompareAll();
    }

    private void CompareAll()
    {
        _session.Run(6);
        foreach (ClientSide client in _session.Clients)
        {
            if (Server.connections.Values.Any(connection => connection.isReady && connection.identity?.netId == client.Client.localPlayer?.netId))
                Assert.Null(ReplicaCheck.FindDifference(Server, client.Client));
            Assert.Empty(client.Log.Lines);
        }
        Assert.All(Server.spawned.Values, identity => Assert.Equal(0, identity.PendingObservers));
        Assert.Empty(_session.Server.Log.Lines);
    }

    private ClientSide Join()
    {
        ClientSide client = _session.Connect();
        AddPrefab(client.World);
        client.Client.OnNotReadyEvent += client.Client.DestroyAllClientObjects;      // as a change of scenes would
        _session.Run(6);
        return client;
    }

    private NetworkIdentity SpawnInto(VisibilityGroup group, string name)
    {
        NetworkIdentity identity = Make(name);
        group.Add(identity);
        Server.Spawn(identity.gameObject);
        return identity;
    }

    private NetworkIdentity Make(string name)
    {
        GameObject made = _session.Server.World.Instantiate("Acting");
        made.name = name;
        return made.GetComponent<NetworkIdentity>()!;
    }

    private void AddPrefab(World world) => world.prefabs.Add("Acting", 1201, go =>
    {
        go.AddComponent<NetworkIdentity>();
        go.AddComponent<Actor>();
        go.AddComponent<Bag>();
        go.AddComponent<Acting>().Acts = _acts;
        go.AddComponent<Bag>();
    });

    /// <summary>Does what it is told by name, once, when it is asked for its whole state.</summary>
    private sealed class Acting : NetworkBehaviour
    {
        public Dictionary<string, Action>? Acts { get; set; }

        public override void OnSerialize(NetworkWriter writer, bool initialState)
        {
            base.OnSerialize(writer, initialState);
            if (isServer && initialState && Acts!.Remove(gameObject.name, out Action? act)) act();
        }

        protected internal override bool Weaved() => true;
    }
}
