using Tain.Simulation;

namespace Tain.Simulate;

/// <summary>The server's process: does what the script wants in the way of its setup.</summary>
internal sealed class ScaleServer
{
    public const int FramesPerSecond = 30;

    private readonly ScaleSetup _setup;
    private readonly World _world;
    private readonly RoomRule? _rule;
    private readonly VisibilityGroup[] _groups;
    private readonly HashSet<int> _interrupted = [];

    public ScaleServer(SimulatedNetwork net, ScaleSetup setup, MatchJournal journal, int remoteSeats, bool hasHost)
    {
        _setup = setup;
        _world = new World(new WorldOptions { TimeProvider = net.Clock, LoggerFactory = new MatchLog("server", journal), RandomSeed = net.Seed });
        _world.Set(journal);
        ScalePrefabs.AddTo(_world);
        Workers = setup.HasWorkers ? new ReversedWorkers() : null;
        Seats = new ScaleSeats(remoteSeats + (hasHost ? 1 : 0));
        Network = new NetworkServer(_world, net.CreateKcpTransport(net.Server), Options());
        Network.RegisterHandler<TakeSeat>(Take);
        Network.OnDisconnectedEvent = LetGo;
        if (!setup.HasGroups)
        {
            _rule = _world.CreateGameObject("rooms").AddComponent<RoomRule>();
            _rule.Seats = Seats;
        }

        Network.Listen();
        _groups = setup.HasGroups ? [.. Enumerable.Range(0, ScaleSeats.Rooms).Select(room => Network.CreateGroup($"room {room}"))] : [];
        if (hasHost) Invite(remoteSeats);
        net.EveryFrame(FramesPerSecond, Frame);
    }

    public NetworkServer Network { get; }

    public ScaleSeats Seats { get; }

    public ReversedWorkers? Workers { get; }

    public List<Plan> Plans { get; } = [];

    /// <summary>Called at the beginning of each frame.</summary>
    public Action? Act { get; set; }

    /// <summary>Spawns an object, new or used.</summary>
    public void Spawn(Plan plan)
    {
        Thing thing = plan.Thing ??= _world.Instantiate(plan.IsPost ? ScalePrefabs.Post : ScalePrefabs.Full).GetComponent<Thing>()!;
        thing.id = plan.Id;
        thing.Room = plan.Room;
        thing.netIdentity.visibility = plan.Visibility;
        if (_setup.HasGroups) _groups[plan.Room].Add(thing.netIdentity);
        plan.IsSpawned = true;
        Network.Spawn(thing.gameObject, OwnerOf(plan));
    }

    /// <summary>Wakes what sleeps in the scene.</summary>
    public void SpawnScene()
    {
        foreach (Plan plan in Plans)
        {
            if (plan.SceneId == 0 || plan.IsSpawned) continue;
            plan.Thing ??= _world.FindObjectsByType<NetworkIdentity>(includeInactive: true).Single(identity => identity.sceneId == plan.SceneId).GetComponent<Thing>()!;
            plan.Thing.id = plan.Id;
            plan.Thing.Room = plan.Room;
            plan.Thing.netIdentity.visibility = plan.Visibility;
            if (_setup.HasGroups) _groups[plan.Room].Add(plan.Thing.netIdentity);
            plan.IsSpawned = true;
        }

        Network.SpawnObjects();
        foreach (Plan plan in Plans)
        {
            if (plan.SceneId != 0) SetOwner(plan);
        }
    }

    /// <summary>Takes an object away; what points to it lets go first.</summary>
    public void Remove(Plan plan, bool isKept)
    {
        Thing gone = plan.Thing!;
        foreach (Plan other in Plans)
        {
            if (other.Thing is not { } thing) continue;
            if (thing.target == gone.netIdentity) thing.target = null;
            if (thing.friend == gone) thing.friend = null;
            if (thing.GetComponent<Slow>() is { } slow && slow.root == gone.netIdentity) slow.root = null;
        }

        plan.IsSpawned = false;
        if (isKept && plan.SceneId == 0) Network.UnSpawn(gone.gameObject);
        else Network.Destroy(gone.gameObject);
        if (!isKept && plan.SceneId == 0) plan.Thing = null;
    }

    public void SetRoom(Plan plan)
    {
        plan.Thing!.Room = plan.Room;
        if (_setup.HasGroups) _groups[plan.Room].Add(plan.Thing.netIdentity);
        else Look(plan);
    }

    public void SetVisibility(Plan plan)
    {
        plan.Thing!.netIdentity.visibility = plan.Visibility;
        Look(plan);
    }

    /// <summary>Gives the object to who sits where its owner should, if anybody does.</summary>
    public void SetOwner(Plan plan)
    {
        NetworkIdentity identity = plan.Thing!.netIdentity;
        NetworkConnectionToClient? owner = OwnerOf(plan);
        if (identity.connectionToClient == owner) return;
        if (identity.connectionToClient is not null) Release(identity);
        if (owner is not null) identity.AssignClientAuthority(owner);
        Look(plan);
    }

    /// <summary>A seat sees a room from now on, or sees it no more, or is sent it more or less often.</summary>
    public void SetRate(int seat, int room, int sendEvery)
    {
        Seats.SendEvery(seat, room) = sendEvery;
        if (Seats[seat] is not { } connection) return;
        if (_setup.HasGroups) Subscribe(connection, room, sendEvery);
        else _rule!.LookAnew();
    }

    /// <summary>As before a change of scenes: a client has no world until it is ready again.</summary>
    public void Interrupt(int seat)
    {
        if (Seats[seat] is not { isReady: true } connection) return;
        Network.SetClientNotReady(connection);
        _interrupted.Add(seat);
    }

    private NetworkServerOptions Options()
    {
        var defaults = new NetworkServerOptions();
        return new NetworkServerOptions
        {
            sendRate = FramesPerSecond,
            unreliableBaselineRate = 3,
            maxConnections = Seats.Count * 3,
            maxBytesPerTick = _setup.MaxBytesPerTick,
            joinBytesPerTick = _setup.JoinBytesPerTick > 0 ? _setup.JoinBytesPerTick : defaults.joinBytesPerTick,
            joinBytesPerTickTotal = _setup.JoinBytesPerTick > 0 ? _setup.JoinBytesPerTick * 2 : defaults.joinBytesPerTickTotal,
            clockRidesAlong = _setup.ClockRidesAlong,
            pingsRideAlong = _setup.ClockRidesAlong,
            tickWorkers = Workers ?? TickWorkers.Single,
        };
    }

    private void Invite(int seat)
    {
        var host = new NetworkClient(_world, transport: null, new NetworkClientOptions { autoCreatePlayer = false });
        host.OnConnectedEvent = () => host.Send(new TakeSeat { seat = seat });
        host.ConnectHost();
    }

    private void Take(NetworkConnectionToClient connection, TakeSeat message)
    {
        // The same machine after a crash: the server did not notice that the one before has died.
        if (Seats[message.seat] is { } before)
        {
            LetGo(before);
            before.Disconnect();
        }

        Seats[message.seat] = connection;
        Thing player = _world.Instantiate(ScalePrefabs.Player).GetComponent<Thing>()!;
        player.id = 1000 + message.seat;
        player.label = $"player {message.seat}";
        player.GetComponent<Secret>()!.code = message.seat;
        if (_setup.HasGroups)
        {
            _groups[0].Add(player.netIdentity);
            for (int room = 0; room < _groups.Length; room++) Subscribe(connection, room, Seats.SendEvery(message.seat, room));
        }

        Network.AddPlayerForConnection(connection, player.gameObject);
        foreach (Plan plan in Plans)
        {
            if (plan.IsSpawned && plan.Owner == message.seat) SetOwner(plan);
        }

        _rule?.LookAnew();
    }

    // Things stay where they are; only the player goes.
    private void LetGo(NetworkConnectionToClient connection)
    {
        if (Seats.SeatOf(connection) is >= 0 and int seat) Seats[seat] = null;
        foreach (Plan plan in Plans)
        {
            if (plan is { IsSpawned: true, Thing.netIdentity: { } identity } && identity.connectionToClient == connection) Release(identity);
        }
    }

    // What the last owner did in its last moment was not heard; it is told what counts.
    private static void Release(NetworkIdentity identity)
    {
        identity.RemoveClientAuthority();
        identity.GetComponent<Dial>()?.SetDirty();
    }

    private NetworkConnectionToClient? OwnerOf(Plan plan) => plan.Owner == Plan.Nobody ? null : Seats[plan.Owner];

    private void Subscribe(NetworkConnectionToClient connection, int room, int sendEvery)
    {
        if (sendEvery == 0) _groups[room].Unsubscribe(connection);
        else if (_setup.HasLanes) _groups[room].Subscribe(connection, sendEvery);
        else _groups[room].Subscribe(connection);
    }

    // Without a rule only looking as if for the first time changes anything.
    private void Look(Plan plan)
    {
        NetworkIdentity identity = plan.Thing!.netIdentity;
        Network.RebuildObservers(identity, initialize: _setup.HasGroups || identity.visibility == Visibility.ForceShown);
    }

    // Who is ready again is given the world without what is forced hidden, its own included, as in Mirror; it is decided about anew.
    private void Welcome()
    {
        foreach (int seat in _interrupted)
        {
            if (Seats[seat] is not { isReady: true }) continue;
            _interrupted.Remove(seat);
            foreach (Plan plan in Plans)
            {
                if (plan.IsSpawned && plan.Owner == seat) Look(plan);
            }
        }
    }

    private void Frame(float deltaTime)
    {
        Welcome();
        Act?.Invoke();
        _world.Tick(deltaTime);
    }
}
