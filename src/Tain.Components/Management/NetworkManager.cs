using Tain.Messages;
using Tain.Transports;

namespace Tain;

/// <summary>
/// Starts and stops the network of a world, lets clients in, gives them players and moves everybody from scene to scene. A game derives from it and overrides
/// what it wants to know or to do otherwise; the settings, the callbacks and their order are Mirror's. It is a component on an object of the world; a world has one,
/// found by <see cref="NetworkManagerExtensions"/> as <c>world.networkManager</c>.
/// </summary>
/// <remarks>Each start makes a fresh <see cref="NetworkServer"/> or <see cref="NetworkClient"/>, and each stop disposes of it. Guide: docs/network-manager.md.</remarks>
public partial class NetworkManager : MonoBehaviour
{
    /// <summary>Whether this object survives scene changes. It is moved to the root for that.</summary>
    public bool dontDestroyOnLoad = true;

    /// <summary>What Start does by itself.</summary>
    public HeadlessStartOptions headlessStartMode = HeadlessStartOptions.DoNothing;

    /// <summary>How many times per second server and client send. All sides are set alike; it does not travel. It may change while the network runs.</summary>
    public int sendRate = 60;

    /// <summary>How many times per second Hybrid components send a baseline, from 1 to <see cref="sendRate"/>. It may change while the network runs.</summary>
    public int unreliableBaselineRate = 1;

    /// <summary>Whether deltas of Hybrid components are sent twice, against loss. It may change while the network runs.</summary>
    public bool unreliableRedundancy;

    /// <summary>How server and clients reach each other. A host without one is a game alone.</summary>
    public Transport? transport;

    /// <summary>Where clients look for the server: a host name or address.</summary>
    public string networkAddress = "localhost";

    /// <summary>How many connections a server takes, the host's own included.</summary>
    public int maxConnections = 100;

    /// <summary>Whether a server disconnects who is silent for <see cref="disconnectInactiveTimeout"/>.</summary>
    public bool disconnectInactiveConnections;

    /// <summary>Seconds, see <see cref="disconnectInactiveConnections"/>.</summary>
    public float disconnectInactiveTimeout = 60;

    /// <summary>Whether a bad message or a handler that throws ends the connection, on both sides.</summary>
    public bool exceptionsDisconnect = true;

    /// <summary>See <see cref="NetworkServerOptions.tellBaselineToNewObservers"/>. Mirror does not.</summary>
    public bool tellBaselineToNewObservers = true;

    /// <summary>
    /// Seconds after which a server disconnects who was not accepted by the <see cref="authenticator"/>; 0 = never. A <see cref="Authenticators.TimeoutAuthenticator"/> has its
    /// own and takes the place of this one. Mirror has none without that.
    /// </summary>
    public float authenticationTimeout = (float)MessageServerOptions.DefaultAuthenticationTimeoutSeconds;

    /// <summary>See <see cref="NetworkServerOptions.joinBytesPerTick"/>: a large world comes over several ticks. Mirror sends it in one.</summary>
    public int joinBytesPerTick = 16 * 1024;

    /// <summary>See <see cref="NetworkServerOptions.joinBytesPerTickTotal"/>.</summary>
    public int joinBytesPerTickTotal = 256 * 1024;

    /// <summary>See <see cref="NetworkServerOptions.maxBytesPerTick"/>: a budget of bytes per client and send interval; 0 = no limit.</summary>
    public int maxBytesPerTick;

    /// <summary>See <see cref="NetworkServerOptions.tickWorkers"/>: what a large tick is shared out to.</summary>
    public TickWorkers tickWorkers = TickWorkers.Single;

    /// <summary>See <see cref="NetworkServerOptions.clockRidesAlong"/>, of server and client. Mirror sends the time in packets of its own.</summary>
    public bool clockRidesAlong = true;

    /// <summary>See <see cref="NetworkServerOptions.pingsRideAlong"/>, of server and client: for servers with many players.</summary>
    public bool pingsRideAlong;

    /// <summary>How many messages per second a client may send in the long run; more disconnects it. 0 = no limit. Mirror has no such limit.</summary>
    public int maxMessagesPerSecond = MessageServerOptions.DefaultMaxMessagesPerSecond;

    /// <summary>How many messages of one client a server handles in one frame; the rest waits for the next. 0 = no limit. Mirror has no such limit.</summary>
    public int maxMessagesPerTick = MessageServerOptions.DefaultMaxMessagesPerTick;

    /// <summary>See <see cref="NetworkServerOptions.receivePatience"/>, in seconds. 0 = no limit. Mirror has no such limit.</summary>
    public float receivePatience = (float)MessageServerOptions.DefaultReceivePatienceSeconds;

    /// <summary>Limits of messages that travel in parts. Mirror has none such.</summary>
    public LargeMessageOptions largeMessages = new();

    /// <summary>Who decides which clients may come in; null: all.</summary>
    public NetworkAuthenticator? authenticator;

    /// <summary>The scene that is loaded when the network stops; empty: the scene stays.</summary>
    public string offlineScene = "";

    /// <summary>The scene that a server loads when it starts, and its clients with it; empty: the scene stays.</summary>
    public string onlineScene = "";

    /// <summary>How long a client waits before it loads the <see cref="offlineScene"/>, in seconds of game time.</summary>
    public float offlineSceneLoadDelay;

    /// <summary>What each client gets as its player.</summary>
    public Prefab? playerPrefab;

    /// <summary>Whether a client asks for its player by itself as soon as it has said Ready.</summary>
    public bool autoCreatePlayer = true;

    /// <summary>How the place of a new player is chosen among <see cref="startPositions"/>.</summary>
    public PlayerSpawnMethod playerSpawnMethod = PlayerSpawnMethod.Random;

    /// <summary>Prefabs that clients know besides those of the world, by their asset ids.</summary>
    public List<Prefab> spawnPrefabs = [];

    /// <summary>How far behind the other side's clock its timeline is shown. It may change while the network runs.</summary>
    public SnapshotInterpolationSettings snapshotSettings = new();

    /// <summary>From what a client judges the quality of its connection. It may change while the network runs.</summary>
    public ConnectionQualityMethod evaluationMethod = ConnectionQualityMethod.Simple;

    /// <summary>How often a client judges the quality of its connection, in seconds. It may change while the network runs.</summary>
    public float evaluationInterval = 3;

    private NetworkServer? _runningServer;
    private NetworkClient? _runningClient;
    private NetworkAuthenticator? _runningAuthenticator;
    private bool _isDuplicate;
    private bool _isStoppingServer;
    private bool _isStoppingClient;
    private bool _isStoppingHost;
    private bool _isDisconnecting;

    /// <summary>What runs at the moment.</summary>
    public NetworkManagerMode mode { get; private set; }

    /// <summary>Whether a server is active or a client is connecting or connected.</summary>
    public bool isNetworkActive => NetworkServer.active || NetworkClient.active;

    /// <summary>How many clients of this server have a player.</summary>
    public int numPlayers
    {
        get
        {
            int count = 0;
            foreach (KeyValuePair<int, NetworkConnectionToClient> connection in NetworkServer.connections) count += connection.Value.identity is { isDestroyed: false } ? 1 : 0;
            return count;
        }
    }

    /// <summary>The server of this world; not active while none runs.</summary>
    public NetworkServer NetworkServer => world.networkServer;

    /// <summary>The client of this world; not active while none runs.</summary>
    public NetworkClient NetworkClient => world.networkClient;

    /// <summary>The network's time as this world sees it.</summary>
    public NetworkTime NetworkTime => world.networkTime;

    private ManagementLog Log => ManagementLog.Of(world);

    /// <summary>Makes this the manager of its world. A second one is an error in the log and is destroyed with its object.</summary>
    public virtual void Awake()
    {
        if (world.TryGet(out NetworkManager? existing) && existing != this)
        {
            Log.SecondManager(gameObject.path, existing.gameObject.path);
            _isDuplicate = true;
            enabled = false;
            Destroy(gameObject);
            return;
        }
        world.Set(this);
        world.scenes.sceneLoaded += OnSceneLoaded;
        if (!dontDestroyOnLoad) return;
        transform.SetParent(null);
        world.DontDestroyOnLoad(gameObject);
    }

    /// <summary>Starts what <see cref="headlessStartMode"/> says.</summary>
    public virtual void Start()
    {
        if (headlessStartMode == HeadlessStartOptions.AutoStartServer) StartServer();
        if (headlessStartMode == HeadlessStartOptions.AutoStartClient) StartClient();
    }

    /// <summary>Hands settings that have changed to the server and the client that run.</summary>
    public virtual void Update() => ApplyConfiguration();

    /// <summary>Goes on with what waited for a scene.</summary>
    public virtual void LateUpdate() => UpdateScene();

    /// <summary>Stops everything: the manager is gone.</summary>
    public virtual void OnDestroy()
    {
        if (_isDuplicate) return;
        Stop();
        world.scenes.sceneLoaded -= OnSceneLoaded;
        world.Set<NetworkManager>(null);
    }

    /// <summary>Stops everything, the client first, so that the server hears of it: the world is being disposed of.</summary>
    public virtual void OnApplicationQuit() => Stop();

    private void Stop()
    {
        if (mode == NetworkManagerMode.ClientOnly) StopClient();
        else if (mode != NetworkManagerMode.Offline) StopServer();
    }

    private void ApplyConfiguration()
    {
        int rate = Math.Max(1, sendRate);
        int baselineRate = Math.Clamp(unreliableBaselineRate, 1, rate);
        if (NetworkServer is { active: true } server)
        {
            server.sendRate = rate;
            server.unreliableBaselineRate = baselineRate;
            server.unreliableRedundancy = unreliableRedundancy;
            server.snapshotSettings = snapshotSettings;
        }
        if (NetworkClient is { active: true } client)
        {
            client.sendRate = rate;
            client.unreliableBaselineRate = baselineRate;
            client.snapshotSettings = snapshotSettings;
            client.connectionQualityMethod = evaluationMethod;
            client.connectionQualityInterval = evaluationInterval;
        }
    }

    // A game that names a scene nobody can load learns it when it starts, not when its players are on their way.
    private void CheckScenes(bool isServer)
    {
        CheckScene(offlineScene, nameof(offlineScene));
        if (isServer) CheckScene(onlineScene, nameof(onlineScene));
    }

    private void CheckScene(string scene, string setting)
    {
        if (string.IsNullOrWhiteSpace(scene) || world.scenes.Contains(scene)) return;
        throw new InvalidOperationException($"{setting} of the NetworkManager is '{scene}', but this world has no such scene. Add it by world.scenes.Add(...).");
    }

    // A start that fails leaves nothing behind, so that it can be tried again.
    private void AbandonStart()
    {
        if (_runningServer is { } server) Forget(server);
        if (_runningClient is { } client) Forget(client);
        _runningClient?.Dispose();
        _runningServer?.Dispose();
        _runningClient = null;
        _runningServer = null;
        LeaveAuthenticator();
        DropLoading();
        mode = NetworkManagerMode.Offline;
        networkSceneName = "";
    }
}
