using Tain.Scenarios.HostAndRemote.Scripts;
using Tain.Simulation;
using Tain.Transports;

namespace Tain.Scenarios.HostAndRemote;

/// <summary>
/// One run: a server, the client that is compared, and another client that watches. The compared one is in the server's world (a host) or in a world of its own
/// (a remote client); the watching one is always remote. All that chance or time could change is fixed.
/// </summary>
internal sealed class Stage : IDisposable
{
    private const int Rate = 64;
    private const int FramesPerStep = 8;

    private static readonly TimeSpan s_frame = TimeSpan.FromSeconds(1.0 / Rate);      // a whole number of ticks of the clock

    private readonly SimulatedClock _clock = new();
    private readonly MemoryTransport _wire = new();
    private readonly List<World> _worlds = [];
    private int _step = -1;

    public Stage(bool isHost)
    {
        IsHost = isHost;
        World serverWorld = CreateWorld();
        Server = new NetworkServer(serverWorld, _wire, new NetworkServerOptions { sendRate = Rate, unreliableBaselineRate = Rate / 4, playerPrefab = serverWorld.prefabs.Get(SeaChart.Captain) });
        Server.Listen();
        Witness = new NetworkClient(CreateWorld(), _wire, new NetworkClientOptions { sendRate = Rate, unreliableBaselineRate = Rate / 4 });
        Witness.Connect("localhost");
        Run();
        Client = new NetworkClient(isHost ? serverWorld : CreateWorld(), _wire, new NetworkClientOptions { sendRate = Rate, unreliableBaselineRate = Rate / 4 });
        SeaChart.UsePool(Client);
    }

    public bool IsHost { get; }

    public NetworkServer Server { get; }

    public NetworkClient Client { get; }

    public NetworkClient Witness { get; }

    /// <summary>The server's objects, by the names that the steps gave them.</summary>
    public Dictionary<string, GameObject> Things { get; } = [];

    public Diary ServerDiary => Server.World.Get<Diary>();

    public Diary ClientDiary => Client.World.Get<Diary>();

    public Diary WitnessDiary => Witness.World.Get<Diary>();

    /// <summary>The server's end of the compared client; null while it is not connected.</summary>
    public NetworkConnectionToClient? ConnectionOrNull => Server.connections.Values.SingleOrDefault(connection => NameOf(connection) == "client");

    public NetworkConnectionToClient Connection => ConnectionOrNull ?? throw new InvalidOperationException("The step needs the client, which is not connected.");

    public NetworkConnectionToClient WitnessConnection => Server.connections.Values.Single(connection => NameOf(connection) == "witness");

    public NetworkIdentity this[string thing] => Things[thing].GetComponent<NetworkIdentity>()!;

    public T Of<T>(string thing) where T : Logged => Things[thing].GetComponent<T>()!;

    /// <summary>The compared client's copy of a component: on a host the server's own.</summary>
    public T Copy<T>(string thing) where T : Logged => Client.spawned[this[thing].netId].GetComponent<T>()!;

    public T WitnessCopy<T>(string thing) where T : Logged => Witness.spawned[this[thing].netId].GetComponent<T>()!;

    public void Join()
    {
        if (IsHost) Client.ConnectHost();
        else Client.Connect("localhost");
    }

    public NetworkConnectionToClient? Owner(string? name) => name switch { "client" => Connection, "witness" => WitnessConnection, _ => null };

    public void Spawn(string thing, string prefab, string? owner = null)
    {
        Things[thing] = Server.World.Instantiate(prefab, new System.Numerics.Vector3(Things.Count, 2, 3));
        Server.Spawn(Things[thing], Owner(owner));
    }

    public void Do(Step step)
    {
        _step++;
        foreach (World world in _worlds) world.Get<Diary>().Step = _step;
        step.Act(this);
        Run();
    }

    public void Dispose()
    {
        Client.Dispose();
        Witness.Dispose();
        Server.Dispose();
        foreach (World world in _worlds) world.Dispose();
    }

    private void Run()
    {
        for (int i = 0; i < FramesPerStep; i++)
        {
            _clock.Advance(s_frame);
            foreach (World world in _worlds) world.Tick((float)s_frame.TotalSeconds);
        }
    }

    // The witness was the first to connect.
    private static string NameOf(NetworkConnectionToClient? connection) => connection switch { null => "nobody", { connectionId: 1 } => "witness", _ => "client" };

    private World CreateWorld()
    {
        var world = new World(new WorldOptions { TimeProvider = _clock });
        world.Set(new Diary(NameOf));
        SeaChart.AddTo(world);
        _worlds.Add(world);
        return world;
    }
}
