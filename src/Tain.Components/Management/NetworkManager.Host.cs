namespace Tain;

// Server and client in one world.
public partial class NetworkManager
{
    // False while a host waits for its online scene: its server listens, but nobody was told that anything started.
    private bool _isHostStarted;
    private bool _isHostStarting;

    /// <summary>
    /// Starts a server and its own client in this world. The server listens; if <see cref="onlineScene"/> is set and not active it is loaded first, in the next tick;
    /// then <see cref="OnStartServer"/>, <see cref="OnStartHost"/>, the objects of the scene, <c>authenticator.OnStartClient</c>, <see cref="OnServerConnect"/>,
    /// <see cref="OnStartClient"/> and, at the end of the tick, <see cref="OnClientConnect"/>. While something runs it is a warning and nothing else.
    /// </summary>
    /// <exception cref="InvalidOperationException">The transport cannot listen, or a scene of the settings does not exist. Nothing is started then.</exception>
    public void StartHost()
    {
        if (!MayStart(nameof(StartHost))) return;
        CheckScenes(isServer: true);
        mode = NetworkManagerMode.Host;
        try
        {
            if (!SetUpServer()) return;
            _isHostStarting = true;
            if (!BeginFirstScene()) FinishStartHost();
        }
        catch
        {
            AbandonStart();
            throw;
        }
    }

    /// <summary>Stops the host: <see cref="OnStopHost"/>, then <see cref="StopClient"/>, then <see cref="StopServer"/>. In another mode it stops what runs.</summary>
    public void StopHost()
    {
        if (mode != NetworkManagerMode.Host)
        {
            Stop();
            return;
        }
        if (_isStoppingHost) return;
        _isStoppingHost = true;
        bool wasStarted = _isHostStarted;
        try
        {
            if (wasStarted) OnStopHost();
        }
        finally
        {
            try
            {
                StopClient();
            }
            finally
            {
                _isStoppingHost = false;
                if (_runningServer is not null) mode = NetworkManagerMode.ServerOnly;
                EndServer(wasStarted);
            }
        }
    }

    // Each callback may stop what is just starting, or its client only; what is left is done for what is left.
    private void FinishStartHost()
    {
        _isHostStarting = false;
        NetworkServer server = NetworkServer;
        NetworkClient client = MakeClient();
        client.PrepareHost();
        _isHostStarted = true;
        OnStartServer();
        if (IsRunning(client)) OnStartHost();
        if (IsRunning(server)) server.SpawnObjects();
        if (IsRunning(client)) _runningAuthenticator?.OnStartClient();
        if (!IsRunning(client)) return;
        RegisterAtClient(client);
        client.InvokeOnConnected();
        if (IsRunning(client)) OnStartClient();
    }

    // Not just any: a callback may have stopped the one in question and started another.
    private bool IsRunning(NetworkServer server) => ReferenceEquals(_runningServer, server) && server.active;

    private bool IsRunning(NetworkClient client) => ReferenceEquals(_runningClient, client) && client.active;
}
