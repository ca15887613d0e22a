using Tain.Simulation;

namespace Tain.Simulate;

/// <summary>The server's process: its world, its network, its referee, perhaps a player of its own (host), and the frames that drive them.</summary>
internal sealed class MatchServer
{
    private const int FramesPerSecond = 30;
    private const int FramesPerBulletin = 40;

    private readonly Referee _referee;
    private readonly World _world;
    private readonly NewsDesk _news;
    private readonly NetworkClient? _host;
    private readonly BulletinReader _hostReader;
    private readonly SimulatedRandom _hostRandom;
    private int _hostCommands;
    private uint _hostPlayer;
    private int _frame;

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
        _news = new NewsDesk(Network, journal);
        Network.OnConnectedEvent = _news.Subscribe;
        Network.OnDisconnectedEvent = LetGo;
        Network.Listen();
        _referee = new Referee(Network, new SimulatedRandom(net.Seed).Fork(1));
        _hostRandom = new SimulatedRandom(net.Seed).Fork(2);
        _hostReader = new BulletinReader("host", journal);
        if (_hostRandom.Chance(settings.HostProbability)) Join(_host = new NetworkClient(_world));
        net.EveryFrame(FramesPerSecond, Frame);
    }

    public NetworkServer Network { get; }

    /// <summary>How many of the server's connections are its own.</summary>
    public int LocalConnections => _host is null ? 0 : 1;

    public bool IsPlaying { get; set; } = true;

    private void Join(NetworkClient host)
    {
        _hostReader.Begin(host);
        host.ConnectHost();
    }

    // All that a connection owns goes with it; the references between that and the rest are cleared before.
    private void LetGo(NetworkConnectionToClient connection)
    {
        _news.Unsubscribe(connection);
        foreach (NetworkIdentity owned in connection.owned)
        {
            owned.GetComponent<Fighter>()?.Drop();
            owned.GetComponent<Crate>()?.PutDown();
        }
    }

    private void Frame(float deltaTime)
    {
        // The referee may throw out the host's own player, as anybody else's; it comes back.
        if (_host is { active: false }) Join(_host);
        if (IsPlaying)
        {
            _referee.Act();
            if (++_frame % FramesPerBulletin == 0) _news.Publish();
            if (_host?.localPlayer is { } player) PlayAtHome(player);
        }

        _world.Tick(deltaTime);
    }

    private void PlayAtHome(NetworkIdentity player)
    {
        if (_hostPlayer != player.netId) (_hostPlayer, _hostCommands) = (player.netId, 0);
        if (_hostRandom.Chance(0.2)) player.GetComponent<Fighter>()!.Act(_hostRandom, _referee.AnyObject(), ref _hostCommands);
        if (_hostRandom.Chance(0.2)) player.GetComponent<Wheel>()!.Turn(_hostRandom);
    }
}
