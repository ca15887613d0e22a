using Tain.Simulation;

namespace Tain.Simulate;

/// <summary>
/// A player's machine: it joins, plays, leaves, crashes, loses its line, and comes back. Its player decides with a generator of his own.
/// </summary>
internal sealed class MatchSeat
{
    private static readonly TimeSpan s_meanSession = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan s_meanPause = TimeSpan.FromSeconds(1.5);

    private readonly SimulatedNetwork _net;
    private readonly MatchJournal _journal;
    private readonly SimulatedHost _host;
    private readonly SimulatedRandom _random;
    private readonly BadLuck _luck;
    private readonly List<NetworkIdentity> _others = [];
    private readonly BulletinReader _bulletins;
    private World? _world;
    private int _commandsSent;
    private uint _playerId;
    private IDisposable? _frames;
    private double _endOfSession;

    public MatchSeat(SimulatedNetwork net, MatchJournal journal, int number)
    {
        _net = net;
        _journal = journal;
        _host = net.Host($"player-{number}");
        _random = new SimulatedRandom(net.Seed).Fork(100 + (ulong)number);
        _bulletins = new BulletinReader(Name, journal);
        _luck = new BadLuck(net, _host, _random);
        ComeBack();
    }

    public string Name => _host.Name;

    public NetworkClient? Client { get; private set; }

    public bool IsPlaying { get; set; } = true;

    private double Now => _net.Clock.Elapsed.TotalSeconds;

    public void Repair() => _luck.Repair();

    private void ComeBack() => _net.After(Draw(s_meanPause), Join);

    private void Join()
    {
        // The same process may connect again; a crash made a new one necessary.
        if (Client is null) Boot();
        _endOfSession = Now + Draw(s_meanSession).TotalSeconds;
        _bulletins.Begin(Client!);
        Client!.Connect("server");
        _journal.Joins++;
    }

    private void Boot()
    {
        int framesPerSecond = _random.Chance(0.5) ? 30 : 60;
        _world = new World(new WorldOptions { TimeProvider = _net.Clock, LoggerFactory = new MatchLog(Name, _journal), RandomSeed = _random.NextUInt64() });
        _world.Set(_journal);
        MatchPrefabs.AddTo(_world);
        Client = new NetworkClient(_world, _net.CreateKcpTransport(_host), new NetworkClientOptions { sendRate = 30 }) { OnDisconnectedEvent = OnDisconnected, OnNotReadyEvent = OnNotReady };
        _frames = _net.EveryFrame(framesPerSecond, Frame);
    }

    private void OnDisconnected()
    {
        _journal.LostConnections++;
        ComeBack();
    }

    private void OnNotReady()
    {
        Client!.DestroyAllClientObjects();
        NetworkConnectionToServer connection = Client.connection!;
        _net.After(Draw(s_meanPause), () =>
        {
            if (Client?.connection == connection && Client.isConnected) Client.Ready();
        });
    }

    private void Frame(float deltaTime)
    {
        if (IsPlaying && Client!.localPlayer is { } player) Play(player);
        if (IsPlaying && Now > _endOfSession && Client!.isConnected) EndSession();

        // A crash has no frames any more.
        _world?.Tick(deltaTime);
        if (Client is { active: false, spawned.Count: > 0 }) _journal.Fail($"{Name} is offline and still shows {Client.spawned.Count} objects.");
    }

    private void Play(NetworkIdentity player)
    {
        if (_playerId != player.netId) (_playerId, _commandsSent) = (player.netId, 0);
        if (_random.Chance(0.2)) player.GetComponent<Fighter>()!.Act(_random, AnyOther(), ref _commandsSent);
        if (_random.Chance(0.2)) player.GetComponent<Wheel>()!.Turn(_random);
        if (_random.Chance(0.03) && AnyOther() is { } other) other.GetComponent<Crate>()?.CmdKnock();
        if (_random.Chance(0.1) && AnyOther() is { isOwned: true } own) own.GetComponent<Crate>()?.CmdPolish(_random.Next(256));
    }

    private void EndSession()
    {
        _endOfSession = Now + Draw(s_meanSession).TotalSeconds;
        switch (_luck.Strike())
        {
            case Mishap.Leave:
                Client!.Disconnect();
                break;
            case Mishap.Crash:
                Crash();
                break;
            default:
                break;      // the line's trouble; the transport will notice, or not
        }
    }

    private void Crash()
    {
        // A process that dies says nothing. Its goodbye goes into a line that is cut for a moment.
        _host.IsIsolated = true;
        _frames!.Dispose();
        Client!.OnDisconnectedEvent = null;
        Client.Dispose();
        _world!.Dispose();
        Client = null;
        _world = null;
        _host.IsIsolated = false;
        ComeBack();
    }

    private NetworkIdentity? AnyOther()
    {
        _others.Clear();
        _others.AddRange(Client!.spawned.Values);
        return _others.Count == 0 ? null : _others[_random.Next(_others.Count)];
    }

    private TimeSpan Draw(TimeSpan mean) => new((long)_random.NextExponential(mean.Ticks));
}
