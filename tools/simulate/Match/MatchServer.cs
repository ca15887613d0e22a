using Tain.Simulation;

namespace Tain.Simulate;

/// <summary>The server's process: its world, its network, its referee, and the frames that drive them.</summary>
internal sealed class MatchServer
{
    private const int FramesPerSecond = 30;

    private readonly Referee _referee;
    private readonly World _world;

    public MatchServer(SimulatedNetwork net, MatchSettings settings, MatchJournal journal)
    {
        _world = new World(new WorldOptions { TimeProvider = net.Clock, LoggerFactory = new MatchLog("server", journal), RandomSeed = net.Seed });
        _world.Set(journal);
        MatchPrefabs.AddTo(_world);
        Network = new NetworkServer(_world, net.CreateKcpTransport(net.Server), new NetworkServerOptions
        {
            sendRate = FramesPerSecond,
            maxConnections = settings.Clients * 2,      // a crashed client's old connection lives beside its new one until it times out
            playerPrefab = _world.prefabs.Get(MatchPrefabs.Fighter),
        });
        Network.OnDisconnectedEvent = LetGo;
        Network.Listen();
        _referee = new Referee(Network, new SimulatedRandom(net.Seed).Fork(1));
        net.EveryFrame(FramesPerSecond, Frame);
    }

    public NetworkServer Network { get; }

    public bool IsPlaying { get; set; } = true;

    // The references to what a player carries are cleared before the player is destroyed.
    private static void LetGo(NetworkConnectionToClient connection)
    {
        if (connection.identity is { } player) player.GetComponent<Fighter>()!.Drop();
    }

    private void Frame(float deltaTime)
    {
        if (IsPlaying) _referee.Act();
        _world.Tick(deltaTime);
    }
}
