using Tain.Messages;
using Tain.Transports;

namespace Tain;

/// <summary>
/// The client of a world. It owns the order in which things happen, in a tick and in a session; what there is to know lives in the small objects it is made of.
/// The members are those of Mirror's static class, on an instance.
/// </summary>
public sealed partial class NetworkClient : IDisposable
{
    private readonly NetworkWorld _network;
    private readonly OwnedStateSender _ownedStates;
    private readonly HostSpawner _hostSpawner;
    private readonly RpcReceiver _rpcs;
    private SendClock _sendClock;
    private SendClock _baselineClock;
    private HostLink? _host;
    private bool _hostJustConnected;

    /// <summary>Makes a client that is not connected. A world has at most one.</summary>
    /// <param name="world">The world in which it shows the server's objects. Its ticks are the client's ticks.</param>
    /// <param name="transport">How servers are reached; null for one that only joins the server of its own world.</param>
    /// <param name="options">How it behaves; Mirror's defaults when null.</param>
    /// <exception cref="InvalidOperationException">The world has a client.</exception>
    public NetworkClient(World world, Transport? transport = null, NetworkClientOptions? options = null)
        : this(world, transport, options ?? new NetworkClientOptions(), isIdleStandIn: false)
    {
    }

    private NetworkClient(World world, Transport? transport, NetworkClientOptions options, bool isIdleStandIn)
    {
        ArgumentNullException.ThrowIfNull(world);
        World = world;
        Options = options;
        IsIdleStandIn = isIdleStandIn;
        _network = NetworkWorld.Of(world);
        _sendClock = new SendClock(options.sendRate);
        _baselineClock = new SendClock(options.unreliableBaselineRate);
        NetworkTime time = _network.TimeFor(options.sendRate, options.snapshotSettings);
        Messages = new MessageClient<NetworkConnectionToServer>(
            (transport ?? new OfflineTransport()).CreateClient(), static () => new NetworkConnectionToServer(), MessageOptions(time));

        Prefabs = new PrefabTable(world);
        Spawner = new ClientSpawner(this, SpawnTable, Prefabs, new SceneObjects(world));
        States = new StateReceiver(this);
        Commands = new CommandSender(this);
        Waiting = new WaitingMessages(this);
        _rpcs = new RpcReceiver(this);
        _hostSpawner = new HostSpawner(this, SpawnTable, Prefabs, Spawner);
        _ownedStates = new OwnedStateSender(this, Dirty, new IdentityWriter());
        ListenToConnection();
        RegisterHandlers();
        _network.Enter(this);
    }

    /// <summary>The world in which this client shows the server's objects.</summary>
    public World World { get; }

    /// <summary>How this client behaves.</summary>
    public NetworkClientOptions Options { get; }

    /// <summary>True while connecting or connected.</summary>
    public bool active => Messages.IsActive;

    /// <summary>True while the client is connected to the server of its own world.</summary>
    public bool activeHost => _host is not null;

    /// <summary>True from Connect until the server is reached.</summary>
    public bool isConnecting => Messages.State == ConnectState.Connecting;

    /// <summary>True while connected.</summary>
    public bool isConnected => Messages.IsConnected;

    /// <summary>The rule of who sees what that is enabled in this world. It matters on a host only, see <see cref="InterestManagementBase.SetHostVisibility"/>.</summary>
    public InterestManagementBase? aoi => _network.Interest;

    /// <summary>Whether the client has said that it can show the world.</summary>
    public bool ready { get; internal set; }

    /// <summary>The server; null when there is neither a connection nor an attempt.</summary>
    public NetworkConnectionToServer? connection => Messages.Connection;

    /// <summary>The player object of this client; null before there is one and after it is gone.</summary>
    public NetworkIdentity? localPlayer
    {
        get => field is { isDestroyed: true } ? null : field;
        private set;
    }

    /// <summary>All objects in sight, by netId.</summary>
    public IReadOnlyDictionary<uint, NetworkIdentity> spawned => SpawnTable.ByNetId;

    /// <summary>Whether the world that the client got when it joined is complete.</summary>
    public bool isSpawnFinished => Spawner.IsFinished;

    /// <summary>The clocks of this world.</summary>
    public NetworkTime NetworkTime => Messages.Time;

    /// <summary>How many times per second the client sends the state of its own objects. The server must be set alike; it does not travel.</summary>
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

    /// <summary>How many times per second own Hybrid components send a baseline.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0.</exception>
    public int unreliableBaselineRate
    {
        get => _baselineClock.Rate;
        set => _baselineClock.SetRate(value);
    }

    /// <summary>Seconds between two baselines of own Hybrid components.</summary>
    public float unreliableBaselineInterval => _baselineClock.Interval;

    /// <summary>How far behind the server's clock its timeline is shown.</summary>
    public SnapshotInterpolationSettings snapshotSettings
    {
        get => Messages.SnapshotSettings;
        set => Messages.ConfigureTimelines(sendRate, value);
    }

    /// <summary>Seconds between two sends.</summary>
    public float sendInterval => _sendClock.Interval;

    /// <summary>While true, what the server sends waits, because a scene is loading.</summary>
    public bool isLoadingScene
    {
        get => Messages.IsPaused;
        set => Messages.IsPaused = value;
    }

    internal MessageClient<NetworkConnectionToServer> Messages { get; }

    internal SpawnTable SpawnTable { get; } = new();

    internal DirtyList Dirty { get; } = new();

    internal PrefabTable Prefabs { get; }

    internal ClientSpawner Spawner { get; }

    internal StateReceiver States { get; }

    internal CommandSender Commands { get; }

    internal WaitingMessages Waiting { get; }

    internal ObjectLog Log => _network.Log;

    /// <summary>True for a client that only stands in because a script asked a world that has none.</summary>
    internal bool IsIdleStandIn { get; }

    /// <summary>
    /// Begins to connect to a host at the transport's configured port. An event follows in a later tick. Right after <see cref="Disconnect"/>,
    /// <see cref="OnDisconnectedEvent"/> for the old connection is raised before this returns.
    /// </summary>
    /// <param name="address">A host name or address.</param>
    /// <exception cref="InvalidOperationException">The client is active, or was made without a transport.</exception>
    public void Connect(string address)
    {
        ThrowIfServing();
        Messages.Connect(address);
    }

    /// <summary>Begins to connect to a URI. An event follows in a later tick.</summary>
    /// <param name="uri">An address with the transport's scheme.</param>
    /// <exception cref="InvalidOperationException">The client is active, or was made without a transport.</exception>
    public void Connect(Uri uri)
    {
        ThrowIfServing();
        Messages.Connect(uri);
    }

    /// <summary>Joins the server of the same world, whose objects it then shares. <see cref="OnConnectedEvent"/> follows at the end of the tick.</summary>
    /// <exception cref="InvalidOperationException">There is no active server in this world, or the client is active.</exception>
    public void ConnectHost()
    {
        PrepareHost();
        InvokeOnConnected();
    }

    /// <summary>
    /// The first half of <see cref="ConnectHost"/>: the client is connected and both ends are there, but nobody has been told. Whoever starts server and client
    /// together does between the halves what has to be there before the first event.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no active server in this world, or the client is active.</exception>
    public void PrepareHost()
    {
        if (!_network.Server.active) throw new InvalidOperationException("There is no active server in this world. Call NetworkServer.Listen first.");
        if (active) throw new InvalidOperationException("The client is active already. Disconnect first.");
        _host = _network.Server.AttachHost();
        Messages.ConnectLocal(_host.ToServer);
    }

    /// <summary>The second half of <see cref="ConnectHost"/>: the server's event at once, <see cref="OnConnectedEvent"/> at the end of the tick.</summary>
    /// <exception cref="InvalidOperationException"><see cref="PrepareHost"/> was not called.</exception>
    public void InvokeOnConnected()
    {
        if (_host is null) throw new InvalidOperationException("The client is not connected to the server of its world. Call PrepareHost first, or ConnectHost instead of both.");
        _network.Server.OnHostConnected(_host.ToClient);
        // Unless the server would not have it.
        _hostJustConnected = _host is not null;
    }

    /// <summary>Ends the connection or the attempt. <see cref="OnDisconnectedEvent"/> follows: on a host at once, else in a later tick.</summary>
    public void Disconnect()
    {
        if (!active) return;
        ready = false;
        if (_host is not null) _network.Server.DetachHost();
        Messages.Disconnect();
    }

    /// <summary>Tells the server that this client can show the world.</summary>
    /// <returns>False when that is not possible now; the log tells why.</returns>
    public bool Ready()
    {
        string? reason = ready ? "it has said so before" : connection is null || !isConnected ? "it is not connected" : null;
        if (reason is not null)
        {
            Log.CannotBeReady(reason);
            return false;
        }
        ready = true;
        connection!.isReady = true;
        Send(new ReadyMessage());
        return true;
    }

    /// <summary>Asks the server for a player object, saying Ready first if that was not done.</summary>
    /// <returns>False when that is not possible now; the log tells why.</returns>
    public bool AddPlayer()
    {
        string? reason = !isConnected ? "it is not connected" : localPlayer is not null ? $"it has a player already, {localPlayer.Describe()}" : null;
        if (reason is not null)
        {
            Log.CannotAddPlayer(reason);
            return false;
        }
        if (!ready && !Ready()) return false;
        Send(new AddPlayerMessage());
        return true;
    }

    /// <summary>Frees the transport and leaves the world. Objects that the server showed are destroyed.</summary>
    public void Dispose()
    {
        Shutdown();
        Messages.Dispose();
        _network.Leave(this);
    }

    /// <summary>Ends the connection without waiting, and destroys what the server showed. On a host the server's objects stay.</summary>
    public void Shutdown()
    {
        Disconnect();
        EndSession();
    }

    internal static NetworkClient MakeIdle(World world) => new(world, null, new NetworkClientOptions(), isIdleStandIn: true);

    internal void SetLocalPlayer(NetworkIdentity? player)
    {
        localPlayer = player;
        if (connection is not null) connection.identity = player;
    }

    /// <summary>Host only: the server takes an object from the network, and its client has to hear of it before the server's own callbacks.</summary>
    internal void LeaveOnHost(NetworkIdentity identity) => _hostSpawner.Leave(identity);

    /// <summary>The first phase of a tick: spawns, calls and state of the server are handled.</summary>
    internal void EarlyUpdate() => Messages.Receive();

    /// <summary>The last phase of a tick. State of own objects goes at the send interval; Commands leave in every frame.</summary>
    internal void LateUpdate()
    {
        if (_host is not null)
        {
            Messages.Flush();
            PumpHost(_host);
            return;
        }
        bool isBaseline = _baselineClock.Elapsed(NetworkTime.localTime);
        // The grid runs on while the client connects, as Mirror's does.
        if (active && _sendClock.Elapsed(NetworkTime.localTime) && isConnected && connection!.isReady) Broadcast(isBaseline);
        Messages.Flush();
    }

    private void Broadcast(bool isBaseline)
    {
        if (!Options.clockRidesAlong) SendClock(Channels.Unreliable);
        _ownedStates.Send(NetworkTime.localTime, World.Time.frameCount, isBaseline);
        if (Options.clockRidesAlong) SendClock(ClockChannel.For(connection!.GetPendingSendBytes(Channels.Reliable) > 0, connection.GetPendingSendBytes(Channels.Unreliable) > 0));
    }

    private void SendClock(int channelId) => connection?.Send(new TimeSnapshotMessage(NetworkTime.localScaledTime), channelId);

    private void PumpHost(HostLink host)
    {
        if (_hostJustConnected)
        {
            _hostJustConnected = false;
            Guard(OnConnected, nameof(OnConnectedEvent));
        }
        host.DeliverToClient(this);
        if (host.IsEnding && ReferenceEquals(host, _host)) Disconnect();
    }

    private void ThrowIfServing()
    {
        if (!active && _network.Server.active)
            throw new InvalidOperationException("This world has an active server, and an object in it cannot belong to two. Join it by ConnectHost, or connect from a world of its own.");
    }

    // What a transport's client would do with a listener that throws: log, and part.
    private void Guard(Action listeners, string eventName)
    {
        try
        {
            listeners();
        }
        catch (Exception exception)
        {
            Log.ScriptFailed("the client of a host", eventName, exception);
            if (exceptionsDisconnect) connection?.Disconnect();
        }
    }

    private void EndSession()
    {
        bool wasHost = activeHost;
        ready = false;
        _host = null;
        _hostJustConnected = false;
        Spawner.DestroyAll();
        // Unless a script that was told has begun the next session.
        if (wasHost && !activeHost) Spawner.GiveUpUnheardOf(_network.Server);
        SetLocalPlayer(null);
        Dirty.Clear();
    }

    private MessageClientOptions MessageOptions(NetworkTime time) => new()
    {
        Time = time,
        TimeProvider = World.TimeProvider,
        Logger = World.LoggerFactory.CreateLogger("Tain.Messages"),
        ReaderContext = _network,
        SendRate = Options.sendRate,
        SnapshotSettings = Options.snapshotSettings,
        PingsRideAlong = Options.pingsRideAlong,
        ExceptionsDisconnect = Options.exceptionsDisconnect,
        AuthenticateOnConnect = Options.authenticateOnConnect,
        LargeMessages = Options.largeMessages,
        ConnectionQualityMethod = Options.connectionQualityMethod,
        ConnectionQualityIntervalSeconds = Options.connectionQualityInterval,
    };
}
