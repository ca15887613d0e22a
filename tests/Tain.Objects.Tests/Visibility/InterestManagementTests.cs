namespace Tain.Tests;

// behaviour.md 17.1: what a rule is asked and told, and what follows for those who watch.
[Trait("Behaviour", "17.1")]
public class InterestManagementTests
{
    private readonly Session _session = new();
    private readonly ListedRule _rule;

    public InterestManagementTests() => _rule = _session.Server.World.CreateGameObject("interest").AddComponent<ListedRule>();

    private NetworkServer Server => _session.NetworkServer;

    [Fact]
    public void TheEnabledRuleIsTheServersAndASecondOneIsRefused()
    {
        Assert.Same(_rule, Server.aoi);

        ListedRule second = _session.Server.World.CreateGameObject("second").AddComponent<ListedRule>();
        Assert.Same(_rule, Server.aoi);
        Assert.Contains("ListedRule of /second is not used", _session.Server.Log.ToString());

        _rule.enabled = false;
        Assert.Null(Server.aoi);
        second.enabled = false;
        second.enabled = true;
        Assert.Same(second, Server.aoi);
        _session.Server.World.DestroyImmediate(second.gameObject);
        Assert.Null(Server.aoi);
    }

    [Fact]
    public void ARuleThatIsThereBeforeTheServerIsTheServersToo()
    {
        var world = new World();
        ListedRule rule = world.CreateGameObject("interest").AddComponent<ListedRule>();
        using var server = new NetworkServer(world);
        using var client = new NetworkClient(world);

        Assert.Same(rule, server.aoi);
        Assert.Same(rule, client.aoi);
        server.Listen();
        server.Shutdown();
        Assert.Equal(["reset", "reset"], rule.Journal);
    }

    [Fact]
    [Trait("Behaviour", "6.2")]
    public void TheWorldOfANewPlayerIsWhatTheCheckSays()
    {
        Actor seen = _session.Server.Spawn(), unseen = _session.Server.Spawn();
        _rule.List(seen.netIdentity, new NetworkConnectionToClient(1));
        _rule.Journal.Clear();

        ClientSide client = _session.Join();

        Assert.NotNull(client.CopyOf(seen));
        Assert.Null(client.CopyOf(unseen));
        Assert.NotNull(client.Player);
        Assert.Equal(["check 1 for 1", "check 2 for 1", "spawned 3, 0 observers"], _rule.Journal);
    }

    [Fact]
    public void ARebuildTellsExactlyThoseForWhomItMakesADifference()
    {
        ClientSide[] clients = [_session.Join(), _session.Join(), _session.Join()];
        NetworkConnectionToClient[] connections = [.. clients.Select(_session.ConnectionOf)];
        Actor actor = _session.Server.Spawn();
        _rule.List(actor.netIdentity, connections[0], connections[1]);
        Server.RebuildObservers(actor.netIdentity, false);
        _session.Run(2);
        Actor kept = clients[1].CopyOf(actor)!;

        actor.health = 7;
        _rule.List(actor.netIdentity, connections[1], connections[2]);
        _rule.RebuildEverything();
        _session.Run(2);

        Assert.Null(clients[0].CopyOf(actor));
        Assert.Same(kept, clients[1].CopyOf(actor));
        Assert.Equal(7, clients[1].CopyOf(actor)!.health);
        Assert.Equal(7, clients[2].CopyOf(actor)!.health);
        Assert.Equal(["health 100 -> 7"], kept.Journal.Where(line => line.StartsWith("health", StringComparison.Ordinal)));
        Assert.Equal([2, 3], actor.netIdentity.observers.Keys.Order());
        Assert.All(clients, client => Assert.Empty(client.Log.Lines));
    }

    [Fact]
    public void TheOwnerIsAlwaysAddedAndWhoIsNotReadyNever()
    {
        ClientSide owner = _session.Join(), other = _session.Join();
        NetworkConnectionToClient[] connections = [_session.ConnectionOf(owner), _session.ConnectionOf(other)];
        Server.SetClientNotReady(connections[1]);
        Actor actor = _session.Server.Spawn(connections[0]);
        _rule.List(actor.netIdentity, connections[1]);

        _rule.RebuildEverything();

        Assert.Equal([1], actor.netIdentity.observers.Keys);
        Assert.Contains(actor.netIdentity, connections[0].observing);
        Assert.DoesNotContain(actor.netIdentity, connections[1].observing);
    }

    [Fact]
    [Trait("Behaviour", "9")]
    public void AClientThatIsGivenWhatItDoesNotSeeBeginsToSeeIt()
    {
        ClientSide client = _session.Join();
        Actor actor = _session.Server.Spawn();
        _session.Run(2);
        Assert.Null(client.CopyOf(actor));

        actor.netIdentity.AssignClientAuthority(_session.ConnectionOf(client));
        _session.Run(2);
        Assert.True(client.CopyOf(actor)!.isOwned);

        actor.netIdentity.RemoveClientAuthority();
        _session.Run(2);
        Assert.False(client.CopyOf(actor)!.isOwned);
        _rule.RebuildEverything();
        _session.Run(2);
        Assert.Null(client.CopyOf(actor));
    }

    [Fact]
    public void ForcedVisibilityIsNotTheRulesBusiness()
    {
        ClientSide client = _session.Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        Actor shown = _session.Server.Spawn(), hidden = _session.Server.Spawn();
        _rule.List(hidden.netIdentity, connection);
        _rule.RebuildEverything();

        // Changed while they exist: a rebuild makes the difference, but what is forced shown loses nobody by it and gains somebody only by a fresh start.
        shown.netIdentity.visibility = Visibility.ForceShown;
        hidden.netIdentity.visibility = Visibility.ForceHidden;
        _rule.RebuildEverything();
        _session.Run(2);
        Assert.Null(client.CopyOf(shown));
        Assert.Null(client.CopyOf(hidden));

        Server.RebuildObservers(shown.netIdentity, true);
        _session.Run(2);
        Assert.NotNull(client.CopyOf(shown));
        ClientSide late = _session.Join();
        Assert.NotNull(late.CopyOf(shown));
        Assert.Null(late.CopyOf(hidden));

        shown.netIdentity.visibility = Visibility.Default;
        _rule.RebuildEverything();
        _session.Run(2);
        Assert.Null(client.CopyOf(shown));
        Assert.Null(late.CopyOf(shown));
    }

    [Fact]
    [Trait("Behaviour", "7.3")]
    public void ObserversCanBeAddedAndRemovedOneByOne()
    {
        ClientSide client = _session.Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        Actor actor = _session.Server.Spawn();

        _rule.Put(connection, actor.netIdentity);
        _rule.Put(connection, actor.netIdentity);
        _session.Run(2);
        Assert.NotNull(client.CopyOf(actor));

        _rule.Take(connection, actor.netIdentity);
        _rule.Take(connection, actor.netIdentity);
        _session.Run(2);
        Assert.Null(client.CopyOf(actor));
        Assert.Empty(client.Log.Lines);
    }

    [Fact]
    [Trait("Behaviour", "7.1"), Trait("Behaviour", "7.2")]
    public void TheRuleHearsOfEveryObject()
    {
        ClientSide client = _session.Join();
        _rule.Journal.Clear();

        Actor actor = _session.Server.Spawn(_session.ConnectionOf(client));
        Server.Destroy(actor.gameObject);
        _session.Run(2);

        Assert.Equal(["spawned 2, 0 observers", "destroyed 2, 1 observers"], _rule.Journal);
    }

    [Fact]
    public void ARuleThatThrowsIsNamedAndLeavesThingsAsTheyAre()
    {
        ClientSide client = _session.Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        Actor actor = _session.Server.Spawn();
        _rule.List(actor.netIdentity, connection);
        _rule.RebuildEverything();
        _rule.Bomb = new InvalidOperationException("tick, tick");

        _rule.RebuildEverything();
        Actor mine = _session.Server.Spawn(connection);
        ClientSide late = _session.Join();
        actor.health = 3;
        _session.Run(2);

        Assert.Equal(3, client.CopyOf(actor)!.health);
        Assert.NotNull(client.CopyOf(mine));
        Assert.NotNull(late.Player);
        Assert.Null(late.CopyOf(actor));
        Server.Destroy(mine.gameObject);
        _session.Run(2);
        Assert.Null(client.CopyOf(mine));
        Assert.Contains("ListedRule of /interest, OnSpawned, asked about /Actor(Clone) (netId 3)", _session.Server.Log.ToString());
        Assert.Contains("ListedRule of /interest, OnDestroyed, asked about /Actor(Clone) (netId 3)", _session.Server.Log.ToString());
        Assert.Contains("ListedRule of /interest, OnRebuildObservers, asked about /Actor(Clone) (netId 2)", _session.Server.Log.ToString());
        Assert.Contains("ListedRule of /interest, OnCheckObserver, asked about /Actor(Clone) (netId 2)", _session.Server.Log.ToString());
    }

    [Fact]
    public void AServerOnlyObjectIsSeenByNobodyWhateverTheRuleSays()
    {
        ClientSide client = _session.Join();
        GameObject made = _session.Server.World.Instantiate("Actor");
        NetworkIdentity identity = made.GetComponent<NetworkIdentity>()!;
        identity.serverOnly = true;
        Server.Spawn(made);
        _rule.List(identity, _session.ConnectionOf(client));

        _rule.RebuildEverything();
        _rule.Put(_session.ConnectionOf(client), identity);
        _session.Run(2);

        Assert.Empty(identity.observers);
        Assert.Single(client.Client.spawned);
    }

    [Fact]
    [Trait("Behaviour", "17.6")]
    public void OnAHostObjectsAreHiddenAndShownInsteadOfDestroyedAndMade()
    {
        var clock = new ManualClock();
        var world = new World(new WorldOptions { TimeProvider = clock });
        TestPrefabs.AddTo(world);
        void Tick()
        {
            clock.Advance(0.25);
            world.Tick(0.25f);
        }

        ListedRule rule = world.CreateGameObject("interest").AddComponent<ListedRule>();
        using var server = new NetworkServer(world, null, new NetworkServerOptions { playerPrefab = world.prefabs.Get("Actor") });
        using var client = new NetworkClient(world);
        server.Listen();
        client.ConnectHost();
        for (int i = 0; i < 4; i++) Tick();
        NetworkConnectionToClient host = server.localConnection!;
        rule.Journal.Clear();

        GameObject made = world.Instantiate("Actor");
        server.Spawn(made);
        NetworkIdentity identity = made.GetComponent<NetworkIdentity>()!;
        Assert.False(identity.isVisibleToHost);
        rule.List(identity, host);
        rule.RebuildEverything();
        Tick();
        Assert.True(identity.isVisibleToHost);
        Assert.Contains("OnStartClient", made.GetComponent<Actor>()!.Journal);
        rule.List(identity);
        rule.RebuildEverything();
        Tick();

        Assert.False(identity.isVisibleToHost);
        Assert.False(made.isDestroyed);
        Assert.DoesNotContain("OnStopClient", made.GetComponent<Actor>()!.Journal);
        Assert.Equal(["spawned 2, 0 observers", "hide 2", "show 2", "hide 2"], rule.Journal);
    }
}
