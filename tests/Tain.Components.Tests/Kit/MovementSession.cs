using Tain.Transports;

namespace Tain.Tests;

/// <summary>A server and clients over memory under one clock, with an object that moves: "Moved" by the server, "Owned" by its owner.</summary>
/// <typeparam name="T">What moves it, or a base of that.</typeparam>
internal sealed class MovementSession<T> where T : NetworkTransformBase
{
    public const int Rate = 64;
    public const double FrameSeconds = 1.0 / Rate;      // exact in binary, so that every frame is a send interval

    private readonly MemoryTransport _wire = new();
    private readonly Action<T>? _configure;
    private readonly int _baselineRate;
    private readonly Type _kind;

    public MovementSession(Action<T>? configure = null, int baselineRate = 1, Type? kind = null)
    {
        _kind = kind ?? typeof(T);
        _configure = configure;
        _baselineRate = baselineRate;
        World = NewWorld();
        Server = new NetworkServer(World, _wire, new NetworkServerOptions { sendRate = Rate, unreliableBaselineRate = baselineRate, playerPrefab = World.prefabs.Get("Player") });
        Server.Listen();
    }

    public ManualClock Clock { get; } = new();

    public RecordedLog Log { get; } = new();

    public World World { get; }

    public NetworkServer Server { get; }

    public List<Peer> Clients { get; } = [];

    /// <summary>Called before every frame, also before those of <see cref="Join"/>.</summary>
    public Action<int>? EachFrame { get; set; }

    /// <summary>A client that has its player.</summary>
    public Peer Join()
    {
        World world = NewWorld();
        var client = new NetworkClient(world, _wire, new NetworkClientOptions { sendRate = Rate, unreliableBaselineRate = _baselineRate });
        client.Connect("localhost");
        int before = Server.connections.Count;
        var peer = new Peer(world, client);
        Clients.Add(peer);
        Run(frames: 20);
        Assert.Equal(before + 1, Server.connections.Count);
        peer.Connection = Server.connections.Values.Last();
        return peer;
    }

    public T Spawn(string prefab = "Moved", Peer? owner = null, Action<GameObject>? prepare = null)
    {
        GameObject made = World.Instantiate(prefab);
        prepare?.Invoke(made);
        Server.Spawn(made, owner?.Connection);
        return made.GetComponent<T>()!;
    }

    public void Run(int frames, Action<int>? each = null)
    {
        for (int i = 0; i < frames; i++)
        {
            each?.Invoke(i);
            EachFrame?.Invoke(i);
            Clock.Advance(FrameSeconds);
            World.Tick((float)FrameSeconds);
            foreach (Peer client in Clients) client.World.Tick((float)FrameSeconds);
        }
    }

    private World NewWorld()
    {
        var world = new World(new WorldOptions { TimeProvider = Clock, LoggerFactory = Log });
        world.prefabs.Add("Player", 2000, go => go.AddComponent<NetworkIdentity>());
        world.prefabs.Add("Moved", 2001, go => Build(go, SyncDirection.ServerToClient));
        world.prefabs.Add("Owned", 2002, go => Build(go, SyncDirection.ClientToServer));
        return world;
    }

    private void Build(GameObject gameObject, SyncDirection direction)
    {
        gameObject.AddComponent<NetworkIdentity>();
        var moved = (T)gameObject.AddComponent(_kind);
        moved.syncDirection = direction;
        _configure?.Invoke(moved);
    }

    /// <summary>One client.</summary>
    public sealed class Peer(World world, NetworkClient client)
    {
        public World World => world;

        public NetworkClient Client => client;

        /// <summary>The server's end.</summary>
        public NetworkConnectionToClient Connection { get; set; } = null!;

        /// <summary>This client's copy of a server's object.</summary>
        public T CopyOf(T original) => client.spawned[original.netId].GetComponent<T>()!;
    }
}
