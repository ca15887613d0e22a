using System.Text.Json;
using Tain.Simulation;
using Tain.Transports;

namespace Tain.Conformance.Kit;

/// <summary>Two whole clients of a whole server; the first owns the object of the case. What they send is what is compared.</summary>
internal sealed class RecordedClients : IDisposable
{
    private const string FillerPrefab = "filler";
    private const string CasePrefab = "the object of the case";
    private static readonly TimeSpan Frame = TimeSpan.FromSeconds(0.02);

    private readonly SimulatedClock _clock = new();
    private readonly List<World> _worlds = [];
    private readonly World _world;
    private readonly NetworkServer _server;

    public RecordedClients()
    {
        _world = AddWorld();
        _server = new NetworkServer(_world, Wire, new NetworkServerOptions());
        _server.Listen();
        Owner = Connect();
        Other = Connect();
    }

    public TappedTransport Wire { get; } = new(new MemoryTransport());

    public NetworkClient Owner { get; }

    public NetworkClient Other { get; }

    public double Time => _clock.Elapsed.TotalSeconds;

    /// <summary>Spawns the object of a case under its recorded number, with others below it that recorded references name.</summary>
    public void Spawn(uint netId, Action<GameObject> build)
    {
        while (_server.spawned.Count + 1 < netId) _server.Spawn(_world.Instantiate(FillerPrefab));
        foreach (World world in _worlds) world.prefabs.Add(CasePrefab, build);
        GameObject made = _world.Instantiate(CasePrefab);
        _server.Spawn(made, _server.connections.Values.MinBy(static one => one.connectionId));
        Assert.Equal(netId, made.GetComponent<NetworkIdentity>()!.netId);
        Tick();
        Wire.TakeSent();
    }

    /// <summary>The same for an object whose components are recorded with their settings.</summary>
    public void Spawn(JsonElement recorded) => Spawn(
        recorded.GetProperty("netId").GetUInt32(), go => RecordedPrefabs.Build(go, recorded.GetProperty("name").GetString()!, recorded.GetProperty("components")));

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
        var client = new NetworkClient(AddWorld(), Wire, new NetworkClientOptions { autoCreatePlayer = false, clockRidesAlong = false });
        client.Connect("localhost");
        Tick();
        // Players would take the numbers that the recorded objects have; without one a client waits for this.
        _server.connections.Values.MaxBy(static one => one.connectionId)!.Send(new ObjectSpawnFinishedMessage());
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
