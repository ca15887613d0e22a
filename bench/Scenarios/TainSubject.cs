using System.Numerics;

namespace Tain.Bench;

/// <summary>A server of this library with clients that only receive.</summary>
internal sealed class TainSubject : ISubject
{
    private readonly BenchClock _clock = new();
    private readonly List<Soldier> _soldiers = [];
    private readonly List<Soldier> _players = [];
    private readonly Prefab _prefab;

    /// <param name="objects">How many there are.</param>
    /// <param name="joinBytesPerTick">What a client that joins is sent per tick; 0 = everything at once, to see what that costs.</param>
    public TainSubject(int objects, int joinBytesPerTick = 0)
    {
        World = new World(new WorldOptions { TimeProvider = _clock });
        Server = new NetworkServer(World, Transport, new NetworkServerOptions
        {
            sendRate = BenchClock.Rate,
            maxConnections = 10_000,
            joinBytesPerTick = joinBytesPerTick,
            joinBytesPerTickTotal = joinBytesPerTick * 16,
            tickWorkers = Workers,
        });
        _prefab = World.prefabs.Add("Soldier", 1, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Soldier>();
        });
        Server.Listen();
        for (int i = 0; i < objects; i++) _soldiers.Add(Spawn());
    }

    /// <summary>Where the servers of this run do what can be done side by side.</summary>
    public static TickWorkers Workers { get; set; } = TickWorkers.Single;

    public World World { get; }

    public NetworkServer Server { get; }

    public NullTransport Transport { get; } = new();

    public IReadOnlyList<Soldier> Soldiers => _soldiers;

    public IReadOnlyList<Soldier> Players => _players;

    public NetworkConnectionToClient[] Connect(int count)
    {
        int[] ids = Transport.Connect(count);
        Tick();
        return [.. ids.Select(id => Server.connections[id])];
    }

    public void Join(NetworkConnectionToClient connection, Vector3 position = default)
    {
        GameObject player = World.Instantiate(_prefab);
        _players.Add(player.GetComponent<Soldier>()!);
        _players[^1].MoveTo(position);
        Server.AddPlayerForConnection(connection, player);
    }

    // The rule of the world looks itself.
    public void OnCrossed(int player)
    {
    }

    public void Tick()
    {
        _clock.Advance();
        World.Tick(1f / BenchClock.Rate);
    }

    private Soldier Spawn()
    {
        GameObject made = World.Instantiate(_prefab);
        Server.Spawn(made);
        return made.GetComponent<Soldier>()!;
    }
}
