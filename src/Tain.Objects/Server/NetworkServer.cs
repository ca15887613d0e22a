using System.Diagnostics;
using Tain.Messages;
using Tain.Transports;

namespace Tain;

/// <summary>
/// The server of a world. It owns the order in which things happen, in a tick and in a session; what there is to know lives in the small objects it is made of:
/// who is connected, what is spawned, who sees what, what changed. The members are those of Mirror's static class, on an instance.
/// </summary>
public sealed partial class NetworkServer : IDisposable
{
    private readonly NetworkWorld _network;
    private readonly StateBroadcast _states;
    private readonly StateDelivery _delivery;
    private readonly CommandReceiver _commands;
    private readonly SpawnSender _spawns;
    private readonly SharedServer? _shared;
    private SendClock _sendClock;
    private SendClock _baselineClock;
    private RateCounter _tickRate;
    private HostLink? _host;

    /// <summary>Makes a server that is not listening yet. A world has at most one.</summary>
    /// <param name="world">The world whose objects it shows to clients. Its ticks are the server's ticks.</param>
    /// <param name="transport">How clients reach it; null for a game alone, with a client in the same world only.</param>
    /// <param name="options">How it behaves; Mirror's defaults when null.</param>
    /// <exception cref="InvalidOperationException">The world has a server.</exception>
    public NetworkServer(World world, Transport? transport = null, NetworkServerOptions? options = null)
        : this(world, transport, options ?? new NetworkServerOptions(), isIdleStandIn: false)
    {
    }

    private NetworkServer(World world, Transport? transport, NetworkServerOptions options, bool isIdleStandIn)
    {
        ArgumentNullException.ThrowIfNull(world);
        World = world;
        Options = options;
        IsIdleStandIn = isIdleStandIn;
        _network = NetworkWorld.Of(world);
        _sendClock = new SendClock(options.sendRate);
        _baselineClock = new SendClock(options.unreliableBaselineRate);
        NetworkTime time = _network.TimeFor(options.sendRate, options.snapshotSettings);
        TransportServer endpoint = (transport ?? new OfflineTransport()).CreateServer();
        _shared = endpoint as SharedServer;
        Messages = new MessageServer<NetworkConnectionToClient>(endpoint, (id, address) => new NetworkConnectionToClient(id, address) { maxBytesPerTick = options.maxBytesPerTick }, MessageOptions(time));

        _spawns = new SpawnSender(new IdentityWriter()) { TellsBaseline = options.tellBaselineToNewObservers };
        Dirty = new DirtyList();
        Debts = new DebtWriter(MessageLimits.Of(endpoint), Log);
        _states = new StateBroadcast(Dirty, MessageLimits.Of(endpoint), Log, options.tickWorkers, new RateLanes(Debts)) { Redundancy = options.unreliableRedundancy };
        _delivery = new StateDelivery(options.tickWorkers, Debts, new ByteBudget(Debts, () => aoi, Log)) { ClockRidesAlong = options.clockRidesAlong };
        Observation = new Observation(this, _spawns);
        Ownership = new OwnershipRules(this);
        Spawner = new Spawner(this, SpawnTable, Observation, Dirty);
        Readiness = new Readiness(Observation);
        Players = new Players(this, Spawner, _spawns, Ownership, Readiness, Observation);
        PlayerJoin = new PlayerJoin(this);
        Rpcs = new RpcSender(this);
        _commands = new CommandReceiver(this);
        ListenToConnections();
        RegisterHandlers();
        _network.Enter(this);
    }

    /// <summary>The world whose objects this server shows to clients.</summary>
    public World World { get; }

    /// <summary>How this server behaves.</summary>
    public NetworkServerOptions Options { get; }

    /// <summary>True from <see cref="Listen(int, bool)"/> to the end of <see cref="Shutdown"/>.</summary>
    public bool active { get; private set; }

    /// <summary>True while the server has a client in its own world.</summary>
    public bool activeHost => _host is not null;

    /// <summary>The clocks of this world.</summary>
    public NetworkTime NetworkTime => Messages.Time;

    /// <summary>How many times per second the server sends. Clients must be set alike; it does not travel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0.</exception>
    public int sendRate
    {
        get => _sendClock.Rate;
        set
        {
            if (value == _sendClock.Rate) return;
            _sendClock.SetRate(value);
            Messages.ConfigureTimelines(value, snapshotSettings);
        }
    }

    /// <summary>The same as <see cref="sendRate"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0.</exception>
    public int tickRate
    {
        get => sendRate;
        set => sendRate = value;
    }

    /// <summary>How many ticks there were in the last whole second: less than asked for when the machine does not keep up.</summary>
    public int actualTickRate => _tickRate.PerSecond;

    /// <summary>How many times per second Hybrid components send a baseline.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0.</exception>
    public int unreliableBaselineRate
    {
        get => _baselineClock.Rate;
        set => _baselineClock.SetRate(value);
    }

    /// <summary>Seconds between two baselines of Hybrid components.</summary>
    public float unreliableBaselineInterval => _baselineClock.Interval;

    /// <summary>Whether deltas of Hybrid components are sent twice, against loss.</summary>
    public bool unreliableRedundancy
    {
        get => _states.Redundancy;
        set => _states.Redundancy = value;
    }

    /// <summary>How far behind a client's clock its timeline is shown on the server.</summary>
    public SnapshotInterpolationSettings snapshotSettings
    {
        get => Messages.SnapshotSettings;
        set => Messages.ConfigureTimelines(sendRate, value);
    }

    /// <summary>After how many seconds without a message a connection is ended; 0 = never.</summary>
    public float disconnectInactiveTimeout
    {
        get => (float)Messages.InactivityTimeoutSeconds;
        set => Messages.InactivityTimeoutSeconds = value;
    }

    /// <summary>Seconds between two sends.</summary>
    public float sendInterval => _sendClock.Interval;

    /// <summary>The same as <see cref="sendInterval"/>.</summary>
    public float tickInterval => _sendClock.Interval;

    /// <summary>While true, what clients send waits, because a scene is loading.</summary>
    public bool isLoadingScene
    {
        get => Messages.IsPaused;
        set => Messages.IsPaused = value;
    }

    internal MessageServer<NetworkConnectionToClient> Messages { get; }

    internal SpawnTable SpawnTable { get; } = new();

    internal DirtyList Dirty { get; }

    /// <summary>Says what clients were not told of objects that they have.</summary>
    internal DebtWriter Debts { get; }

    /// <summary>How many objects were visited so far because they had changed.</summary>
    internal long StateVisits => _states.Visits;

    internal Observation Observation { get; }

    internal OwnershipRules Ownership { get; }

    internal Spawner Spawner { get; }

    internal Readiness Readiness { get; }

    internal Players Players { get; }

    internal PlayerJoin PlayerJoin { get; }

    internal RpcSender Rpcs { get; }

    internal ObjectLog Log => _network.Log;

    internal double LocalTime => _network.LocalTime;

    /// <summary>True for a server that only stands in because a script asked a world that has none.</summary>
    internal bool IsIdleStandIn { get; }

    /// <summary>The client of the same world while it is connected to this server.</summary>
    internal NetworkClient? HostClient => _host is null ? null : _network.Client;

    /// <summary>Begins to serve.</summary>
    /// <param name="maxConns">How many connections there may be, the host's own included.</param>
    /// <param name="listen">False: no remote client can connect, for a game alone.</param>
    /// <exception cref="InvalidOperationException">The server is active, or the transport cannot listen; the text says which.</exception>
    public void Listen(int maxConns, bool listen = true)
    {
        if (active) throw new InvalidOperationException("The server is active already. Call Shutdown first.");
        Messages.MaxConnections = maxConns;
        Messages.Start(listen);
        active = true;
        _network.ResetRules();
    }

    /// <summary>Begins to serve as many connections as the options say.</summary>
    /// <exception cref="InvalidOperationException">The server is active, or the transport cannot listen; the text says which.</exception>
    public void Listen() => Listen(Options.maxConnections);

    /// <summary>
    /// Ends everything: the client of this world, connections with their <see cref="OnDisconnectedEvent"/>, then all spawned objects, which still see an active
    /// server. Handlers and events stay.
    /// </summary>
    public void Shutdown()
    {
        if (!active) return;
        HostClient?.Disconnect();
        Messages.Stop();
        Spawner.DestroyAll();
        Dirty.Clear();
        active = false;
        _network.ResetRules();
    }

    /// <summary>Shuts the server down, frees the transport and leaves the world.</summary>
    public void Dispose()
    {
        Shutdown();
        Messages.Dispose();
        _network.Leave(this);
    }

    internal static NetworkServer MakeIdle(World world) => new(world, null, new NetworkServerOptions(), isIdleStandIn: true);

    /// <summary>The first phase of a tick: what came in is handled, Commands run.</summary>
    internal void EarlyUpdate()
    {
        if (!active) return;
        _spawns.BeginFrame();
        PlayerJoin.Continue();
        Messages.Receive();
    }

    /// <summary>The last phase of a tick: at the send interval what changed goes out; the transport works in every frame.</summary>
    internal void LateUpdate()
    {
        if (!active) return;
        bool isBaseline = _baselineClock.Elapsed(LocalTime);
        if (_sendClock.Elapsed(LocalTime)) Broadcast(isBaseline);
        _tickRate.Count(LocalTime);
        Messages.FlushTransport();
    }

    internal HostLink AttachHost()
    {
        Debug.Assert(_host is null, "A server has one client in its own world.");
        _host = new HostLink();
        Messages.AddConnection(_host.ToClient);
        _host.ToClient.isAuthenticated = Options.authenticateOnConnect;
        return _host;
    }

    internal void DetachHost()
    {
        // The game's handler of this may disconnect the client once more.
        if (_host is not { IsDetaching: false } host) return;
        host.IsDetaching = true;
        try
        {
            OnDisconnected(host.ToClient);
        }
        catch (Exception exception)
        {
            Log.ScriptFailed(host.ToClient.ToString(), nameof(OnDisconnectedEvent), exception);
        }
        Messages.RemoveConnection(NetworkConnection.LocalConnectionId);
        host.Cut();
        _host = null;
    }

    // Each changed object is written once; what each connection sees of it is copied behind the calls and spawns that were sent in this frame.
    private void Broadcast(bool isBaseline)
    {
        _host?.DeliverToServer(this);
        Observation.SendPending();
        _states.Serialize(LocalTime, World.Time.frameCount, isBaseline);
        _delivery.Deliver(connections, NetworkTime.localScaledTime);
        Messages.FlushBatches();
    }

    private MessageServerOptions MessageOptions(NetworkTime time) => new()
    {
        Time = time,
        TimeProvider = World.TimeProvider,
        Logger = World.LoggerFactory.CreateLogger("Tain.Messages"),
        ReaderContext = _network,
        SendRate = Options.sendRate,
        SnapshotSettings = Options.snapshotSettings,
        ExceptionsDisconnect = Options.exceptionsDisconnect,
        AuthenticateOnConnect = Options.authenticateOnConnect,
        LargeMessages = Options.largeMessages,
        LargeTransfersFollowClock = World.ClockOrigin is not null,
        MaxConnections = Options.maxConnections,
        MaxMessagesPerSecond = Options.maxMessagesPerSecond,
        MaxMessagesPerTick = Options.maxMessagesPerTick,
        ReceivePatienceSeconds = Options.receivePatience,
        PingsRideAlong = Options.pingsRideAlong,
        AuthenticationTimeoutSeconds = Options.authenticationTimeout,
        InactivityTimeoutSeconds = Options.disconnectInactiveTimeout,
    };
}
