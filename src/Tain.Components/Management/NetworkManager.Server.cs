namespace Tain;

// A dedicated server, and the server's half of a host.
public partial class NetworkManager
{
    // A client can ask for a player as often as it likes; the log must stay readable.
    private const double RepeatComplaintSeconds = 10;

    private double _nextPrefabComplaint;

    /// <summary>
    /// Starts a server: <c>authenticator.OnStartServer</c>, then it listens, then <see cref="OnStartServer"/>, then <see cref="onlineScene"/> is loaded if it is set and
    /// not active, else the objects of the scene are spawned. While something runs it is a warning and nothing else.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no transport, the transport cannot listen, or a scene of the settings does not exist. Nothing is started then.</exception>
    public void StartServer()
    {
        if (!MayStart(nameof(StartServer))) return;
        if (transport is null) throw new InvalidOperationException("A server needs a way for clients to reach it. Set NetworkManager.transport first.");
        CheckScenes(isServer: true);
        mode = NetworkManagerMode.ServerOnly;
        try
        {
            if (!SetUpServer()) return;
            NetworkServer server = NetworkServer;
            OnStartServer();
            if (!IsRunning(server)) return;
            if (!BeginFirstScene()) server.SpawnObjects();
        }
        catch
        {
            AbandonStart();
            throw;
        }
    }

    /// <summary>
    /// Stops the server: <c>authenticator.OnStopServer</c>, <see cref="OnStopServer"/>, then <see cref="OnServerDisconnect"/> for each connection and the end of all
    /// spawned objects; then <see cref="offlineScene"/> is loaded if it is set. On a host it is <see cref="StopHost"/>. Without a server nothing happens.
    /// </summary>
    public void StopServer()
    {
        if (mode == NetworkManagerMode.Host) StopHost();
        else if (mode == NetworkManagerMode.ServerOnly) EndServer(wasStarted: true);
    }

    private bool MayStart(string what)
    {
        bool isRunning = _runningServer is not null || _runningClient is not null;
        if (mode == NetworkManagerMode.Offline && !isRunning) return true;
        if (_isStoppingServer || _isStoppingClient || mode == NetworkManagerMode.Offline) Log.StillStopping(what);
        else Log.AlreadyActive(what, mode);
        return false;
    }

    // False when the authenticator has stopped it again.
    private bool SetUpServer()
    {
        var server = new NetworkServer(world, transport, new NetworkServerOptions
        {
            maxConnections = maxConnections,
            sendRate = Math.Max(1, sendRate),
            unreliableBaselineRate = Math.Clamp(unreliableBaselineRate, 1, Math.Max(1, sendRate)),
            unreliableRedundancy = unreliableRedundancy,
            tellBaselineToNewObservers = tellBaselineToNewObservers,
            joinBytesPerTick = joinBytesPerTick,
            joinBytesPerTickTotal = joinBytesPerTickTotal,
            maxBytesPerTick = maxBytesPerTick,
            tickWorkers = tickWorkers,
            clockRidesAlong = clockRidesAlong,
            pingsRideAlong = pingsRideAlong,
            largeMessages = largeMessages,
            exceptionsDisconnect = exceptionsDisconnect,
            disconnectInactiveTimeout = disconnectInactiveConnections ? disconnectInactiveTimeout : 0,
            authenticationTimeout = authenticationTimeout,
            maxMessagesPerSecond = maxMessagesPerSecond,
            maxMessagesPerTick = maxMessagesPerTick,
            receivePatience = receivePatience,
            snapshotSettings = snapshotSettings,
            destroyPlayersOnDisconnect = false,
            authenticateOnConnect = false,
        });
        _runningServer = server;
        JoinAuthenticator();
        _runningAuthenticator?.OnStartServer();
        if (!ReferenceEquals(_runningServer, server)) return false;
        server.Listen(maxConnections, listen: transport is not null);
        server.OnConnectedEvent += OnServerConnectInternal;
        server.OnDisconnectedEvent += OnServerDisconnect;
        server.OnErrorEvent += OnServerError;
        server.OnAddPlayer = OnServerAddPlayerInternal;
        server.ReplaceHandler<ReadyMessage>(OnServerReadyInternal);
        return true;
    }

    // The server's own callbacks come first and its connections end after that. Whatever they throw, the server ends.
    private void EndServer(bool wasStarted)
    {
        if (_isStoppingServer || _runningServer is not { } server) return;
        _isStoppingServer = true;
        try
        {
            _runningAuthenticator?.OnStopServer();
            if (wasStarted) OnStopServer();
        }
        finally
        {
            LeaveAuthenticator();
            server.Dispose();
            Forget(server);
            DropLoading();
            mode = NetworkManagerMode.Offline;
            _runningServer = null;
            _isStoppingServer = false;
            if (!string.IsNullOrWhiteSpace(offlineScene)) ServerChangeScene(offlineScene);
            // Unless a script has started anew by now.
            if (mode == NetworkManagerMode.Offline)
            {
                startPositionIndex = 0;
                networkSceneName = "";
            }
        }
    }

    private static void Forget(NetworkServer server)
    {
        server.OnConnectedEvent = null;
        server.OnDisconnectedEvent = null;
        server.OnErrorEvent = null;
        server.OnAddPlayer = null;
    }

    private void JoinAuthenticator()
    {
        if (_runningAuthenticator is not null || authenticator is null) return;
        _runningAuthenticator = authenticator;
        authenticator.OnServerAuthenticated += OnServerAuthenticated;
        authenticator.OnClientAuthenticated += OnClientAuthenticated;
    }

    private void LeaveAuthenticator()
    {
        if (_runningAuthenticator is not { } left) return;
        left.OnServerAuthenticated -= OnServerAuthenticated;
        left.OnClientAuthenticated -= OnClientAuthenticated;
        _runningAuthenticator = null;
    }

    private void OnServerConnectInternal(NetworkConnectionToClient conn)
    {
        if (_runningAuthenticator is { } judge) judge.OnServerAuthenticate(conn);
        else OnServerAuthenticated(conn);
    }

    // An authenticator may answer late: its client may be gone by then. One that answers twice must not let its client in twice.
    private void OnServerAuthenticated(NetworkConnectionToClient conn)
    {
        bool isPresent = NetworkServer.connections.TryGetValue(conn.connectionId, out NetworkConnectionToClient? present) && ReferenceEquals(present, conn) && conn.IsOpen;
        if (!isPresent || conn.isAuthenticated) return;
        conn.isAuthenticated = true;
        if (networkSceneName.Length > 0 && networkSceneName != offlineScene) conn.Send(new SceneMessage { sceneName = networkSceneName });
        OnServerConnect(conn);
    }

    // Said again it changes nothing; a client must not be able to have a script run a thousand times per packet by it.
    private void OnServerReadyInternal(NetworkConnectionToClient conn, ReadyMessage message)
    {
        if (!conn.isReady) OnServerReady(conn);
    }

    private void OnServerAddPlayerInternal(NetworkConnectionToClient conn)
    {
        if (autoCreatePlayer && playerPrefab is null) ComplainAboutPrefab(conn);
        else OnServerAddPlayer(conn);
    }

    private void ComplainAboutPrefab(NetworkConnectionToClient conn)
    {
        double now = Time.unscaledTimeAsDouble;
        if (now < _nextPrefabComplaint) return;
        _nextPrefabComplaint = now + RepeatComplaintSeconds;
        Log.NoPlayerPrefab(conn.ToString());
    }
}
