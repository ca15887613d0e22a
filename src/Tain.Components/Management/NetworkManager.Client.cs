namespace Tain;

// A client of a server elsewhere, and the client's half of a host.
public partial class NetworkManager
{
    /// <summary>
    /// True while a client that was accepted waits for its server's scene: it is <see cref="onlineScene"/>'s turn, and only then Ready and the player. Set before
    /// <see cref="OnClientConnect"/>.
    /// </summary>
    protected bool clientLoadedScene { get; set; }

    /// <summary>
    /// Starts a client that connects to <see cref="networkAddress"/>: <c>authenticator.OnStartClient</c>, then the transport begins, then <see cref="OnStartClient"/>.
    /// <see cref="OnClientConnect"/> or <see cref="OnClientDisconnect"/> follows in a later tick. While something runs it is a warning and nothing else.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no transport, or the offline scene does not exist. Nothing is started then.</exception>
    public void StartClient()
    {
        if (!MayStart(nameof(StartClient))) return;
        if (string.IsNullOrWhiteSpace(networkAddress)) Log.NoAddress();
        else StartClient(uri: null, networkAddress);
    }

    /// <summary>Starts a client that connects to a URI with the transport's scheme, see <see cref="StartClient()"/>. Its host becomes <see cref="networkAddress"/>.</summary>
    /// <param name="uri">Where the server is.</param>
    /// <exception cref="InvalidOperationException">There is no transport, or the offline scene does not exist. Nothing is started then.</exception>
    /// <exception cref="ArgumentException">The scheme is not the transport's. Nothing is started then.</exception>
    public void StartClient(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (!MayStart(nameof(StartClient))) return;
        networkAddress = uri.Host;
        StartClient(uri, networkAddress);
    }

    /// <summary>
    /// Stops the client, a host's too: <see cref="OnClientDisconnect"/>, <c>authenticator.OnStopClient</c>, <see cref="OnStopClient"/>, then what the server showed is
    /// destroyed, and <see cref="offlineScene"/> is loaded if it is set and not active. A lost connection does the same. Without a client nothing happens.
    /// </summary>
    public void StopClient()
    {
        if (mode is NetworkManagerMode.Offline or NetworkManagerMode.ServerOnly || _isDisconnecting || _isStoppingClient) return;
        if (mode == NetworkManagerMode.Host && !_isHostStarted) return;
        // On a host this raises the server's event, then the client's; elsewhere the transport's event comes too late for us.
        _isDisconnecting = true;
        try
        {
            NetworkClient.Disconnect();
        }
        finally
        {
            _isDisconnecting = false;
            EndClient();
        }
    }

    private void StartClient(Uri? uri, string address)
    {
        if (transport is null) throw new InvalidOperationException("A client needs a way to reach its server. Set NetworkManager.transport first.");
        CheckScenes(isServer: false);
        mode = NetworkManagerMode.ClientOnly;
        try
        {
            NetworkClient client = MakeClient();
            JoinAuthenticator();
            _runningAuthenticator?.OnStartClient();
            if (!ReferenceEquals(_runningClient, client)) return;      // the authenticator has stopped it again
            RegisterAtClient(client);
            if (uri is null) client.Connect(address);
            else client.Connect(uri);
            OnStartClient();
        }
        catch
        {
            AbandonStart();
            throw;
        }
    }

    private NetworkClient MakeClient() => _runningClient = new NetworkClient(world, transport, new NetworkClientOptions
    {
        sendRate = Math.Max(1, sendRate),
        unreliableBaselineRate = Math.Clamp(unreliableBaselineRate, 1, Math.Max(1, sendRate)),
        clockRidesAlong = clockRidesAlong,
        pingsRideAlong = pingsRideAlong,
        exceptionsDisconnect = exceptionsDisconnect,
        largeMessages = largeMessages,
        snapshotSettings = snapshotSettings,
        connectionQualityMethod = evaluationMethod,
        connectionQualityInterval = evaluationInterval,
        autoReady = false,
        autoCreatePlayer = false,
        authenticateOnConnect = false,
    });

    private void RegisterAtClient(NetworkClient client)
    {
        client.OnConnectedEvent += OnClientConnectInternal;
        client.OnDisconnectedEvent += EndClient;
        client.OnNotReadyEvent += OnClientNotReady;
        client.OnErrorEvent += OnClientError;
        client.RegisterHandler<SceneMessage>(OnClientSceneInternal, requireAuthentication: false);
        foreach (Prefab prefab in spawnPrefabs) client.RegisterPrefab(prefab, prefab.assetId);
        if (playerPrefab is not null && !spawnPrefabs.Contains(playerPrefab)) client.RegisterPrefab(playerPrefab, playerPrefab.assetId);
    }

    private static void Forget(NetworkClient client)
    {
        client.OnConnectedEvent = null;
        client.OnDisconnectedEvent = null;
        client.OnNotReadyEvent = null;
        client.OnErrorEvent = null;
    }

    // The one way out for a client: asked for, kicked, lost or refused. Whatever the callbacks throw, the client ends. A script may have ended a host's server before.
    private void EndClient()
    {
        if (_isStoppingClient || _runningClient is not { } client) return;
        bool isRemote = mode == NetworkManagerMode.ClientOnly;
        _isStoppingClient = true;
        try
        {
            OnClientDisconnect();
            _runningAuthenticator?.OnStopClient();
        }
        finally
        {
            if (isRemote) LeaveAuthenticator();
            if (isRemote) mode = NetworkManagerMode.Offline;
            if (mode == NetworkManagerMode.Host) mode = NetworkManagerMode.ServerOnly;
            try
            {
                OnStopClient();
            }
            finally
            {
                ForgetClient(client, isRemote);
            }
        }
    }

    private void ForgetClient(NetworkClient client, bool isRemote)
    {
        client.Dispose();
        Forget(client);
        _runningClient = null;
        _isHostStarted = false;
        _hostAwaitsSceneMessage = false;
        clientLoadedScene = false;
        _isStoppingClient = false;
        if (!isRemote) return;
        DropLoading();
        networkSceneName = "";
        if (string.IsNullOrWhiteSpace(offlineScene) || IsActiveScene(offlineScene)) return;
        if (offlineSceneLoadDelay > 0) Invoke(LoadOfflineScene, offlineSceneLoadDelay);
        else LoadOfflineScene();
    }

    // Unless somebody started anew meanwhile.
    private void LoadOfflineScene()
    {
        if (mode == NetworkManagerMode.Offline) BeginLoading(world.scenes.LoadAsync(offlineScene), isForSession: false);
    }

    private void OnClientConnectInternal()
    {
        if (_runningAuthenticator is { } judge) judge.OnClientAuthenticate();
        else OnClientAuthenticated();
    }

    private void OnClientAuthenticated()
    {
        if (!NetworkClient.isConnected || NetworkClient.connection is not { isAuthenticated: false } connection) return;
        connection.isAuthenticated = true;
        clientLoadedScene = !string.IsNullOrWhiteSpace(onlineScene) && onlineScene != offlineScene && !IsActiveScene(onlineScene);
        OnClientConnect();
    }
}
