using System.Text.Json;
using Tain.Simulation;
using Tain.Transports;

namespace Tain.Conformance.Kit;

/// <summary>A server with two ready clients that see everything; the first, connection 1, owns the object of the case. As in the recordings.</summary>
internal sealed class ObservedServer : IDisposable
{
    private const string FillerPrefab = "filler";
    private const string CasePrefab = "the object of the case";
    private static readonly TimeSpan Frame = TimeSpan.FromSeconds(0.02);

    private readonly SimulatedClock _clock = new();
    private readonly List<World> _worlds = [];

    public ObservedServer()
    {
        World = AddWorld();
        Server = new NetworkServer(World, Wire, new NetworkServerOptions());
        Server.Listen();
        Clients = [Connect(), Connect()];
    }

    public TappedTransport Wire { get; } = new(new MemoryTransport());

    public World World { get; }

    public NetworkServer Server { get; }

    public NetworkClient[] Clients { get; }

    /// <summary>The server's connections by the numbers that the recordings use: 1 and 2.</summary>
    public NetworkConnectionToClient Connection(int number) => Server.connections.Values.OrderBy(static one => one.connectionId).ElementAt(number - 1);

    /// <summary>The number that the recordings have for a connection of this server.</summary>
    public int NumberOf(int connectionId) => connectionId == Connection(1).connectionId ? 1 : 2;

    /// <summary>An object by its number; those below the case's own are spawned when somebody refers to them.</summary>
    public NetworkIdentity Find(uint netId)
    {
        while (!Server.spawned.ContainsKey(netId)) Server.Spawn(World.Instantiate(FillerPrefab));
        return Server.spawned[netId];
    }

    /// <summary>Spawns the object of a case under its recorded number, owned by the first client.</summary>
    public NetworkIdentity Spawn(uint netId, Action<GameObject> build)
    {
        if (netId > 1) Find(netId - 1);
        foreach (World world in _worlds) world.prefabs.Add(CasePrefab, build);
        GameObject made = World.Instantiate(CasePrefab);
        Server.Spawn(made, Connection(1));
        NetworkIdentity identity = made.GetComponent<NetworkIdentity>()!;
        Assert.Equal(netId, identity.netId);
        return identity;
    }

    /// <summary>Spawns an object as recordings describe it: its components with their settings.</summary>
    public NetworkIdentity Spawn(JsonElement recorded) => Spawn(recorded.GetProperty("netId").GetUInt32(), go =>
    {
        go.AddComponent<NetworkIdentity>();
        foreach (JsonElement one in recorded.GetProperty("components").EnumerateArray())
        {
            var component = (NetworkBehaviour)go.AddComponent(TypeNames.Parse(one.GetProperty("type").GetString()!));
            component.syncMode = Enum.Parse<SyncMode>(one.GetProperty("syncMode").GetString()!);
            component.syncDirection = Enum.Parse<SyncDirection>(one.GetProperty("syncDirection").GetString()!);
            component.syncMethod = Enum.Parse<SyncMethod>(one.GetProperty("syncMethod").GetString()!);
            component.syncInterval = one.GetProperty("syncInterval").GetSingle();
        }
    });

    /// <summary>Some frames, until what was sent has arrived.</summary>
    public void Tick()
    {
        for (int i = 0; i < 4; i++)
        {
            _clock.Advance(Frame);
            foreach (World world in _worlds) world.Tick((float)Frame.TotalSeconds);
        }
    }

    public void Dispose()
    {
        foreach (World world in _worlds) world.Dispose();
    }

    private NetworkClient Connect()
    {
        var client = new NetworkClient(AddWorld(), Wire, new NetworkClientOptions { autoCreatePlayer = false });
        client.Connect("localhost");
        Tick();
        // Players would take the numbers that the recorded objects have; without one a client waits for this.
        Server.connections.Values.MaxBy(static one => one.connectionId)!.Send(new ObjectSpawnFinishedMessage());
        Tick();
        return client;
    }

    private World AddWorld()
    {
        var world = new World(new WorldOptions { TimeProvider = _clock });
        world.prefabs.Add(FillerPrefab, static go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<RigGame.SyncSimple>();
            go.AddComponent<RigGame.SyncNoFields>();
        });
        _worlds.Add(world);
        return world;
    }
}
