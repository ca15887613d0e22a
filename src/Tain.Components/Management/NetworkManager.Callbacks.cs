using Tain.Transports;

namespace Tain;

// What a game overrides. Where a callback does something by itself, its description says so; an override that wants that too calls the base.
public partial class NetworkManager
{
    /// <summary>The server has started. A host's too, before its client has joined.</summary>
    public virtual void OnStartServer()
    {
    }

    /// <summary>The server is about to stop; its connections are still there.</summary>
    public virtual void OnStopServer()
    {
    }

    /// <summary>A client was accepted, on the server.</summary>
    /// <param name="conn">The client.</param>
    public virtual void OnServerConnect(NetworkConnectionToClient conn)
    {
    }

    /// <summary>A connection is gone, on the server, accepted or not. Destroys what the client owned, its player included; an override that does not call the base keeps it.</summary>
    /// <param name="conn">The client.</param>
    public virtual void OnServerDisconnect(NetworkConnectionToClient conn) => NetworkServer.DestroyPlayerForConnection(conn);

    /// <summary>A client says that it can show the world, on the server. Makes it ready; if it has a player, it gets the world.</summary>
    /// <param name="conn">The client.</param>
    public virtual void OnServerReady(NetworkConnectionToClient conn) => NetworkServer.SetClientReady(conn);

    /// <summary>A client without a player asks for one, on the server. Gives it a copy of <see cref="playerPrefab"/> at a start position.</summary>
    /// <param name="conn">The client.</param>
    public virtual void OnServerAddPlayer(NetworkConnectionToClient conn)
    {
        if (playerPrefab is not { } prefab)
        {
            ComplainAboutPrefab(conn);
            return;
        }
        GameObject player = GetStartPosition() is { } place ? Instantiate(prefab, place.position, place.rotation) : Instantiate(prefab);
        player.name = $"{prefab.name} [connId={conn.connectionId}]";
        NetworkServer.AddPlayerForConnection(conn, player);
    }

    /// <summary>The transport complains about a client, on the server. Errors that concern no client are in the log.</summary>
    /// <param name="conn">About whom.</param>
    /// <param name="error">The kind.</param>
    /// <param name="reason">A sentence.</param>
    public virtual void OnServerError(NetworkConnectionToClient conn, TransportError error, string reason)
    {
    }

    /// <summary>The server is about to load a scene; clients are not ready any more, and not told yet.</summary>
    /// <param name="newSceneName">The scene.</param>
    public virtual void OnServerChangeScene(string newSceneName)
    {
    }

    /// <summary>The server has loaded a scene and spawned its objects.</summary>
    /// <param name="sceneName">The scene.</param>
    public virtual void OnServerSceneChanged(string sceneName)
    {
    }

    /// <summary>The client has started and is connecting. On a host it is connected.</summary>
    public virtual void OnStartClient()
    {
    }

    /// <summary>The client is about to end; what the server showed is still there.</summary>
    public virtual void OnStopClient()
    {
    }

    /// <summary>The server has accepted this client. Says Ready and asks for a player if <see cref="autoCreatePlayer"/>, unless the server's scene comes first.</summary>
    public virtual void OnClientConnect()
    {
        if (clientLoadedScene) return;
        if (!NetworkClient.ready) NetworkClient.Ready();
        if (autoCreatePlayer) NetworkClient.AddPlayer();
    }

    /// <summary>The connection is gone or was not made, on the client. <see cref="OnStopClient"/> follows.</summary>
    public virtual void OnClientDisconnect()
    {
    }

    /// <summary>The transport complains, on the client.</summary>
    /// <param name="error">The kind.</param>
    /// <param name="reason">A sentence.</param>
    public virtual void OnClientError(TransportError error, string reason)
    {
    }

    /// <summary>The server will send nothing of the world until this client says Ready again, for example because a scene is changing.</summary>
    public virtual void OnClientNotReady()
    {
    }

    /// <summary>The server wants a scene loaded or unloaded. On a host the server does that; nothing follows here.</summary>
    /// <param name="newSceneName">The scene.</param>
    /// <param name="sceneOperation">What to do with it.</param>
    /// <param name="customHandling">True: the game loads, and calls <see cref="FinishLoadScene"/>.</param>
    public virtual void OnClientChangeScene(string newSceneName, SceneOperation sceneOperation, bool customHandling)
    {
    }

    /// <summary>The scene is loaded or unloaded, on the client. Says Ready if that was not done, and after a normal load asks for a player if <see cref="autoCreatePlayer"/> and there is none.</summary>
    public virtual void OnClientSceneChanged()
    {
        if (NetworkClient.connection is not { isAuthenticated: true }) return;
        if (!NetworkClient.ready) NetworkClient.Ready();
        if (_clientSceneOperation == SceneOperation.Normal && autoCreatePlayer && NetworkClient.localPlayer is null) NetworkClient.AddPlayer();
    }

    /// <summary>A host has started: after <see cref="OnStartServer"/>, before its client has joined.</summary>
    public virtual void OnStartHost()
    {
    }

    /// <summary>A host is about to stop: before everything else.</summary>
    public virtual void OnStopHost()
    {
    }
}
