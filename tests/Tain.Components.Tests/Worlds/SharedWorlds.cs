using Tain.Transports;

namespace Tain.Tests;

/// <summary>A host with worlds behind one memory wire, and clients of it, all on one thread under one clock.</summary>
internal sealed class SharedWorlds : IDisposable
{
    public const int Rate = 64;
    public const double FrameSeconds = 1.0 / Rate;      // exact in binary, so that every frame is a send interval

    private readonly List<World> _clients = [];

    public SharedWorlds()
    {
        Shared = new SharedTransport(new MemoryTransport()) { UsesThread = false, EntryWorld = "lobby" };
        Host = new WorldHost(new WorldHostOptions { timeProvider = Clock, loggerFactory = Log, tickRate = Rate });
    }

    public ManualClock Clock { get; } = new();

    public RecordedLog Log { get; } = new();

    public SharedTransport Shared { get; }

    public WorldHost Host { get; }

    public static void AddPrefabs(World world)
    {
        world.prefabs.Add("Hero", 3001, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Hero>();
        });
        world.prefabs.Add("Rock", 3002, go => go.AddComponent<NetworkIdentity>());
    }

    /// <summary>A world with a server that greets its clients, and some rocks.</summary>
    public WorldHandle AddWorld(string name, int rocks, Transport? transport = null, WorldSettings? settings = null)
    {
        WorldHandle handle = Host.Add(name, world => SetUp(world, transport ?? Shared.For(name), name, rocks), settings);
        Run(1);
        return handle;
    }

    public static void SetUp(World world, Transport transport, string name, int rocks)
    {
        AddPrefabs(world);
        var server = new NetworkServer(world, transport, new NetworkServerOptions { sendRate = Rate, playerPrefab = world.prefabs.Get("Hero") });
        server.OnConnectedEvent = connection => connection.Send(new EnterWorldMessage { world = name });
        server.Listen();
        for (int i = 0; i < rocks; i++) server.Spawn(world.Instantiate(world.prefabs.Get("Rock")));
    }

    /// <summary>A client that begins anew in every world that greets it.</summary>
    public NetworkClient Join()
    {
        var world = new World(new WorldOptions { TimeProvider = Clock, LoggerFactory = Log });
        AddPrefabs(world);
        NetworkClient client = MakeClient(world, Shared.Inner);
        client.Connect("localhost");
        _clients.Add(world);
        Run();
        return client;
    }

    public static NetworkClient MakeClient(World world, Transport transport)
    {
        var client = new NetworkClient(world, transport, new NetworkClientOptions { sendRate = Rate });
        client.RegisterHandler<EnterWorldMessage>(_ =>
        {
            if (client.ready) return;
            client.Ready();
            client.AddPlayer();
        });
        return client;
    }

    public void Also(World client) => _clients.Add(client);

    public void In(WorldHandle handle, Action<NetworkServer> action)
    {
        Assert.True(handle.Post(world => action(world.networkServer)));
        Run(1);
    }

    public void Run(int frames = 10)
    {
        for (int i = 0; i < frames; i++)
        {
            Clock.Advance(FrameSeconds);
            foreach (World client in _clients) client.Tick((float)FrameSeconds);
            Shared.Tick();
            Host.RunDue();
            Shared.Tick();
        }
    }

    public void Dispose()
    {
        foreach (World client in _clients) client.Dispose();
        Host.Dispose();
        Shared.Dispose();
    }
}
