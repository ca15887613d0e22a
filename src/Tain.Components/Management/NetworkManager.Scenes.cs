namespace Tain;

// Everybody from scene to scene.
public partial class NetworkManager
{
    private SceneOperation _clientSceneOperation = SceneOperation.Normal;
    private bool _isLoadingForSession;
    private bool _hostAwaitsSceneMessage;

    /// <summary>The scene that the server has told everybody to load; empty when there is none. On a client the one it was told of last.</summary>
    public string networkSceneName { get; protected set; } = "";

    /// <summary>The loading or unloading that this manager has begun and that is not over; else null.</summary>
    public AsyncOperation? loadingSceneAsync { get; private set; }

    // The last session has just ended, and its offline scene is still to come.
    private bool IsOfflineSceneDue => loadingSceneAsync is { isDone: false } && !_isLoadingForSession;

    /// <summary>
    /// Takes everybody to another scene. All clients are not ready, <see cref="OnServerChangeScene"/>, and the scene loads in the next tick; what clients send waits
    /// until then. Clients load it too, and are ready again when they have. Loading the scene that is active loads it anew. It is refused with an error in the log
    /// when the name is empty, when the same change is on its way, and when the server is not active. While the server stops it does nothing.
    /// </summary>
    /// <param name="newSceneName">A name given to <c>world.scenes.Add</c>, on the clients too.</param>
    /// <exception cref="ArgumentException">This world has no such scene.</exception>
    public virtual void ServerChangeScene(string newSceneName)
    {
        if (_isStoppingServer || !MayChangeScene(newSceneName)) return;
        if (!world.scenes.Contains(newSceneName)) throw new ArgumentException($"This world has no scene '{newSceneName}'. Add it by world.scenes.Add(...), on server and clients.", nameof(newSceneName));
        NetworkServer server = NetworkServer;
        bool isServing = server.active;
        server.SetAllClientsNotReady();
        networkSceneName = newSceneName;
        OnServerChangeScene(newSceneName);
        if (!ReferenceEquals(NetworkServer, server) || server.active != isServing || networkSceneName != newSceneName) return;      // a script has stopped or gone elsewhere

        server.isLoadingScene = isServing;
        BeginLoading(world.scenes.LoadAsync(newSceneName), isForSession: isServing);
        if (isServing) TellScene(newSceneName);
        startPositionIndex = 0;
        startPositions.Clear();
    }

    /// <summary>
    /// Ends the wait for a scene: what arrived meanwhile is handled, the server spawns the scene's objects and <see cref="OnServerSceneChanged"/> follows, on a client
    /// <see cref="OnClientSceneChanged"/>. A game that loads by itself after a message with customHandling calls it when it is done.
    /// </summary>
    protected void FinishLoadScene()
    {
        NetworkServer.isLoadingScene = false;
        NetworkClient.isLoadingScene = false;
        switch (mode)
        {
            case NetworkManagerMode.ServerOnly:
                FinishSceneOnServer();
                break;
            case NetworkManagerMode.Host when _isHostStarting:
                FinishStartHostAfterScene();
                break;
            case NetworkManagerMode.Host:
                NetworkClient client = NetworkClient;
                FinishSceneOnServer();
                if (IsRunning(client)) OnClientSceneChanged();
                break;
            case NetworkManagerMode.ClientOnly when NetworkClient.isConnected:
                OnClientSceneChanged();
                break;
            default:
                break;      // stopped meanwhile: nobody waits any more
        }
    }

    private bool MayChangeScene(string newSceneName)
    {
        if (string.IsNullOrWhiteSpace(newSceneName)) Log.NoSceneName(nameof(ServerChangeScene));
        else if (NetworkServer.isLoadingScene && newSceneName == networkSceneName) Log.ChangeInProgress(newSceneName);
        else if (!NetworkServer.active && newSceneName != offlineScene) Log.ChangeWithoutServer(newSceneName);
        else return true;
        return false;
    }

    // The scene that a server begins with, where it is not the one that is active. True: there is something to wait for.
    private bool BeginFirstScene()
    {
        bool hasOnlineScene = !string.IsNullOrWhiteSpace(onlineScene) && onlineScene != offlineScene;
        if (hasOnlineScene && (!IsActiveScene(onlineScene) || IsOfflineSceneDue))
        {
            ServerChangeScene(onlineScene);
            return true;
        }
        if (!IsOfflineSceneDue) return false;
        _isLoadingForSession = true;
        NetworkServer.isLoadingScene = true;
        return true;
    }

    private void TellScene(string sceneName)
    {
        var message = new SceneMessage { sceneName = sceneName };
        foreach (KeyValuePair<int, NetworkConnectionToClient> connection in NetworkServer.connections)
        {
            // Who is not accepted yet will be told when he is; told twice he would load twice.
            if (connection.Value.isAuthenticated) connection.Value.Send(message);
        }
        _hostAwaitsSceneMessage = NetworkServer.localConnection is { isAuthenticated: true };
    }

    private void FinishSceneOnServer()
    {
        NetworkServer server = NetworkServer;
        server.SpawnObjects();
        if (IsRunning(server)) TellSceneChanged();
    }

    // Nobody changed to the scene that a server merely begins with.
    private void TellSceneChanged()
    {
        if (networkSceneName.Length > 0) OnServerSceneChanged(networkSceneName);
    }

    private void FinishStartHostAfterScene()
    {
        try
        {
            FinishStartHost();
        }
        catch
        {
            AbandonStart();
            throw;
        }
        if (mode == NetworkManagerMode.Host) TellSceneChanged();
    }

    private bool IsActiveScene(string sceneName) => world.scenes.activeScene.name == sceneName;

    private void BeginLoading(AsyncOperation loading, bool isForSession)
    {
        loadingSceneAsync = loading;
        _isLoadingForSession = isForSession;
    }

    // What still loads will load, but nobody waits for it.
    private void DropLoading()
    {
        loadingSceneAsync = null;
        _isLoadingForSession = false;
        _isHostStarting = false;
        _hostAwaitsSceneMessage = false;
    }

    // A host's client must have heard of the change before it hears that it is over, whenever in the frame the change was asked for.
    private void UpdateScene()
    {
        if (loadingSceneAsync is not { isDone: true } done || _hostAwaitsSceneMessage) return;
        bool isForSession = _isLoadingForSession;
        loadingSceneAsync = null;
        _isLoadingForSession = false;
        if (!isForSession) return;
        if (done.error is null)
        {
            FinishLoadScene();
            return;
        }
        Log.SceneFailed(networkSceneName, mode);
        Stop();
    }

    // An additive scene brings objects of its own, whoever loaded it.
    private void OnSceneLoaded(Scene scene, LoadSceneMode loadMode)
    {
        if (loadMode != LoadSceneMode.Additive) return;
        if (NetworkServer.active) NetworkServer.SpawnObjects();
        if (NetworkClient.active) NetworkClient.PrepareToSpawnSceneObjects();
    }

    private void OnClientSceneInternal(SceneMessage message)
    {
        if (!NetworkClient.isConnected) return;
        string sceneName = message.sceneName ?? "";
        if (string.IsNullOrWhiteSpace(sceneName))
        {
            Log.NoSceneName("A SceneMessage");
            return;
        }
        OnClientChangeScene(sceneName, message.sceneOperation, message.customHandling);
        _hostAwaitsSceneMessage = false;
        // A host has its server's scene; and a script may have left.
        if (NetworkServer.active || !NetworkClient.isConnected) return;
        NetworkClient.isLoadingScene = true;
        _clientSceneOperation = message.sceneOperation;
        if (!message.customHandling) ChangeSceneOnClient(sceneName, message.sceneOperation);
    }

    private void ChangeSceneOnClient(string sceneName, SceneOperation operation)
    {
        Scene? loaded = world.scenes.GetSceneByName(sceneName);
        switch (operation)
        {
            case SceneOperation.Normal or SceneOperation.LoadAdditive when !world.scenes.Contains(sceneName):
                Log.UnknownScene(sceneName);
                NetworkClient.Disconnect();
                break;
            case SceneOperation.Normal:
                networkSceneName = sceneName;
                BeginLoading(world.scenes.LoadAsync(sceneName), isForSession: true);
                break;
            case SceneOperation.LoadAdditive when loaded is null:
                BeginLoading(world.scenes.LoadAsync(sceneName, LoadSceneMode.Additive), isForSession: true);
                break;
            case SceneOperation.LoadAdditive:
                Log.SceneIsLoaded(sceneName);
                NetworkClient.isLoadingScene = false;
                break;
            case SceneOperation.UnloadAdditive when loaded is not null:
                BeginLoading(world.scenes.UnloadAsync(loaded), isForSession: true);
                break;
            case SceneOperation.UnloadAdditive:
                Log.SceneIsNotLoaded(sceneName);
                NetworkClient.isLoadingScene = false;
                break;
            default:
                Log.UnknownSceneOperation(sceneName, (int)operation);
                NetworkClient.Disconnect();
                break;
        }
    }
}
