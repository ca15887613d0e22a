using System.Numerics;
using Tain.Transports;

namespace Tain.Tests.Interest;

/// <summary>A server with a rule of who sees what, and clients over memory, under one clock.</summary>
internal sealed class InterestStage<TRule> where TRule : InterestManagementBase, new()
{
    public const int Rate = 64;
    public const double FrameSeconds = 1.0 / Rate;      // exact in binary, so that every frame is a send interval

    private readonly MemoryTransport _wire = new();
    private Vector3 _nextPlace;
    private Action<GameObject>? _preparePlayer;

    public InterestStage(Action<TRule>? configure = null)
    {
        World = NewWorld();
        Server = new NetworkServer(World, _wire, new NetworkServerOptions { sendRate = Rate });
        Server.OnAddPlayer = connection => Server.AddPlayerForConnection(connection, MakePlayer());
        Rule = World.CreateGameObject("interest").AddComponent<TRule>();
        configure?.Invoke(Rule);
        Server.Listen();
    }

    public ManualClock Clock { get; } = new();

    public RecordedLog Log { get; } = new();

    public World World { get; }

    public NetworkServer Server { get; }

    public TRule Rule { get; }

    public List<InterestClient> Clients { get; } = [];

    /// <summary>A client whose player stands at a place.</summary>
    public InterestClient Join(Vector3 at = default, Action<GameObject>? prepare = null)
    {
        World world = NewWorld();
        var client = new NetworkClient(world, _wire, new NetworkClientOptions { sendRate = Rate });
        HashSet<int> before = [.. Server.connections.Keys];
        _nextPlace = at;
        _preparePlayer = prepare;
        client.Connect("localhost");
        var side = new InterestClient(world, client);
        Clients.Add(side);
        Run(6);
        Assert.True(Server.connections.Count > before.Count, Log.ToString());
        side.Connection = Server.connections.Values.Single(connection => !before.Contains(connection.connectionId));
        Assert.NotNull(side.Connection.identity);
        return side;
    }

    public void Leave(InterestClient client)
    {
        client.Client.Disconnect();
        Run(3);
        Clients.Remove(client);
    }

    public NetworkIdentity Spawn(Vector3 at = default, string prefab = "Thing", InterestClient? owner = null, Action<GameObject>? prepare = null)
    {
        GameObject made = World.Instantiate(prefab);
        made.transform.position = at;
        prepare?.Invoke(made);
        Server.Spawn(made, owner?.Connection);
        return made.GetComponent<NetworkIdentity>()!;
    }

    public void Run(int frames = 1)
    {
        for (int i = 0; i < frames; i++)
        {
            Clock.Advance(FrameSeconds);
            World.Tick((float)FrameSeconds);
            foreach (InterestClient client in Clients) client.World.Tick((float)FrameSeconds);
        }
    }

    /// <summary>Runs until every rule that waits an interval of a second has looked at everything that has moved.</summary>
    public void Settle() => Run(Rate + 4);

    /// <summary>What a client has, beside its own player: the names of the objects on the server.</summary>
    public string Seen(InterestClient client) => string.Join(' ',
        client.Client.spawned.Keys.Where(id => id != client.Player.netId).Select(id => Server.spawned[id].name).Order(StringComparer.Ordinal));

    /// <summary>Fails when somebody has what the server says it does not see, or has not what it sees, or has other values.</summary>
    public void CheckReplicas()
    {
        foreach (InterestClient client in Clients)
        {
            uint[] said = [.. Server.spawned.Values.Where(identity => identity.observers.ContainsKey(client.Connection.connectionId)).Select(identity => identity.netId).Order()];
            Assert.Equal(said, client.Client.spawned.Keys.Order());
            Assert.All(said, netId => Assert.Equal(Server.spawned[netId].GetComponent<Hero>()?.score, client.Client.spawned[netId].GetComponent<Hero>()?.score));
        }
        Assert.Empty(Log.Lines);
    }

    private GameObject MakePlayer()
    {
        GameObject made = World.Instantiate("Player");
        made.transform.position = _nextPlace;
        _preparePlayer?.Invoke(made);
        return made;
    }

    private World NewWorld()
    {
        var world = new World(new WorldOptions { TimeProvider = Clock, LoggerFactory = Log });
        world.prefabs.Add("Player", 3000, Build);
        world.prefabs.Add("Thing", 3001, Build);
        world.prefabs.Add("Beacon", 3002, go =>
        {
            Build(go);
            go.AddComponent<DistanceInterestManagementCustomRange>();
        });
        world.prefabs.Add("Cart", 3003, go =>
        {
            Build(go);
            go.AddComponent<Components.Tests.Transforms.Cart>();
        });
        return world;
    }

    private static void Build(GameObject gameObject)
    {
        gameObject.AddComponent<NetworkIdentity>();
        gameObject.AddComponent<Hero>();
    }
}
