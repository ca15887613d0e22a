using System.Text.Json;
using Tain.Conformance.Kit;
using Tain.Simulation;
using Tain.Transports;

namespace Tain.Conformance.State;

/// <summary>A server with two ready clients that see everything; the first owns the object of the case. As in the recordings.</summary>
internal sealed class ObservedServer : IDisposable
{
    private static readonly TimeSpan Frame = TimeSpan.FromSeconds(0.02);

    private readonly SimulatedClock _clock = new();
    private readonly MemoryTransport _wire = new();
    private readonly List<World> _clients = [];
    private readonly NetworkConnectionToClient _firstConnection;

    public ObservedServer()
    {
        World = new World(new WorldOptions { TimeProvider = _clock });
        Server = new NetworkServer(World, _wire, new NetworkServerOptions());
        Server.Listen();
        FirstClient = Connect();
        _firstConnection = Server.connections.Values.Single();
        // Players would take the numbers that the recorded objects have; without one a client waits for this.
        _firstConnection.Send(new ObjectSpawnFinishedMessage());
        Connect();
    }

    public World World { get; }

    public NetworkServer Server { get; }

    public NetworkClient FirstClient { get; }

    /// <summary>An object by its number; those below the case's own are spawned when somebody refers to them.</summary>
    public NetworkIdentity Find(uint netId)
    {
        while (!Server.spawned.ContainsKey(netId)) Server.Spawn(Make(World, static go =>
        {
            go.AddComponent<RigGame.SyncSimple>();
            go.AddComponent<RigGame.SyncNoFields>();
        }));
        return Server.spawned[netId];
    }

    /// <summary>Spawns the object of a case under its recorded number, owned by the first client.</summary>
    public NetworkIdentity Spawn(JsonElement recorded)
    {
        uint netId = recorded.GetProperty("netId").GetUInt32();
        if (netId > 1) Find(netId - 1);
        const string prefab = "the object of the case";
        foreach (World world in _clients.Prepend(World)) world.prefabs.Add(prefab, 1000, go => Build(go, recorded.GetProperty("components")));
        GameObject made = World.Instantiate(prefab);
        Server.Spawn(made, _firstConnection);
        Assert.Equal(netId, made.GetComponent<NetworkIdentity>()!.netId);
        return made.GetComponent<NetworkIdentity>()!;
    }

    /// <summary>Some frames, until what was sent has arrived.</summary>
    public void Tick()
    {
        for (int i = 0; i < 4; i++)
        {
            _clock.Advance(Frame);
            World.Tick((float)Frame.TotalSeconds);
            foreach (World client in _clients) client.Tick((float)Frame.TotalSeconds);
        }
    }

    public void Dispose()
    {
        foreach (World client in _clients) client.Dispose();
        Server.Dispose();
        World.Dispose();
    }

    private NetworkClient Connect()
    {
        var world = new World(new WorldOptions { TimeProvider = _clock });
        _clients.Add(world);
        var client = new NetworkClient(world, _wire, new NetworkClientOptions { autoCreatePlayer = false });
        client.Connect("localhost");
        Tick();
        return client;
    }

    private static GameObject Make(World world, Action<GameObject> build)
    {
        GameObject made = world.CreateGameObject("filler");
        made.AddComponent<NetworkIdentity>();
        build(made);
        return made;
    }

    private static void Build(GameObject go, JsonElement components)
    {
        go.AddComponent<NetworkIdentity>();
        foreach (JsonElement recorded in components.EnumerateArray())
        {
            Type type = TypeNames.Parse(recorded.GetProperty("type").GetString()!);
            var component = (NetworkBehaviour)go.AddComponent(type);
            component.syncMode = Enum.Parse<SyncMode>(recorded.GetProperty("syncMode").GetString()!);
            component.syncDirection = Enum.Parse<SyncDirection>(recorded.GetProperty("syncDirection").GetString()!);
            component.syncMethod = Enum.Parse<SyncMethod>(recorded.GetProperty("syncMethod").GetString()!);
            component.syncInterval = recorded.GetProperty("syncInterval").GetSingle();
        }
    }
}
