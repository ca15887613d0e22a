using Tain.Simulation;

namespace Tain.Simulate;

/// <summary>A player's machine. It comes and goes when the script says so.</summary>
internal sealed class ScaleSeat(SimulatedNetwork net, MatchJournal journal, int number)
{
    private const int FramesPerSecond = 30;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_shortCut = TimeSpan.FromSeconds(2);

    private readonly SimulatedHost _host = net.Host($"player-{number}");
    private readonly SimulatedRandom _random = new SimulatedRandom(net.Seed).Fork(100 + (ulong)number);
    private World? _world;
    private IDisposable? _frames;

    public string Name => _host.Name;

    public NetworkClient? Client { get; private set; }

    public CallLog Heard { get; } = new();

    /// <summary>Whether the script wants somebody here.</summary>
    public bool IsWanted { get; private set; }

    /// <summary>Whether its owner turns what it owns.</summary>
    public bool IsPlaying { get; set; } = true;

    /// <summary>How often it connected. A line that is bad enough ends a connection also of one who stays.</summary>
    public int Connections { get; private set; }

    public void Join()
    {
        if (IsWanted) return;
        IsWanted = true;
        Connect();
    }

    public void Suffer(Mishap mishap)
    {
        if (!IsWanted)
        {
            Join();
            return;
        }

        net.Note($"{Name}: {mishap}");
        if (mishap == Mishap.Leave) Leave();
        else if (mishap == Mishap.Crash) Crash();
        else if (mishap == Mishap.OtherAddress) _host.Rebind();
        else Cut(s_shortCut);
    }

    public void Cut(TimeSpan time)
    {
        _host.IsIsolated = true;
        net.After(time, () => _host.IsIsolated = false);
    }

    /// <summary>Gives the last values of what its player decides.</summary>
    public void Finish()
    {
        if (Client is not { isConnected: true }) return;
        foreach (NetworkIdentity identity in Client.spawned.Values)
        {
            if (identity.isOwned) identity.GetComponent<Dial>()?.Finish();
        }
    }

    private void Connect()
    {
        if (!IsWanted) return;
        if (Client is null) Boot();
        if (Client is { active: true }) return;
        Client!.Connect("server");
        Connections++;
        journal.Joins++;
    }

    private void Boot()
    {
        _world = new World(new WorldOptions { TimeProvider = net.Clock, LoggerFactory = new MatchLog(Name, journal), RandomSeed = net.Seed });
        _world.Set(journal);
        _world.Set(Heard);
        ScalePrefabs.AddTo(_world);
        Client = new NetworkClient(_world, net.CreateKcpTransport(_host), new NetworkClientOptions { sendRate = FramesPerSecond, autoCreatePlayer = false, pingsRideAlong = number % 2 == 0 })
        {
            OnConnectedEvent = () => Client!.Send(new TakeSeat { seat = number }),
            OnDisconnectedEvent = OnDisconnected,
            OnNotReadyEvent = OnNotReady,
        };
        _frames = net.EveryFrame(FramesPerSecond, Frame);
    }

    private void OnDisconnected()
    {
        journal.LostConnections++;
        net.After(s_pause, Connect);
    }

    private void OnNotReady()
    {
        Client!.DestroyAllClientObjects();
        NetworkConnectionToServer connection = Client.connection!;
        net.After(s_pause, () =>
        {
            if (Client?.connection == connection && Client.isConnected) Client.Ready();
        });
    }

    private void Leave()
    {
        IsWanted = false;
        Client?.Disconnect();
    }

    // A process that dies says nothing.
    private void Crash()
    {
        IsWanted = false;
        bool wasIsolated = _host.IsIsolated;
        _host.IsIsolated = true;
        _frames?.Dispose();
        if (Client is not null)
        {
            Client.OnDisconnectedEvent = null;
            Client.Dispose();
        }

        _world?.Dispose();
        (Client, _world) = (null, null);
        _host.IsIsolated = wasIsolated;
    }

    private void Frame(float deltaTime)
    {
        if (IsPlaying && _random.Chance(0.3)) Turn();
        _world?.Tick(deltaTime);
    }

    private void Turn()
    {
        foreach (NetworkIdentity identity in Client!.spawned.Values)
        {
            if (!identity.isOwned || identity.GetComponent<Dial>() is not { } dial || _random.Chance(0.7)) continue;
            dial.turns++;
            if (_random.Chance(0.3)) dial.clicks++;
        }
    }
}
