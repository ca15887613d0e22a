using Tain.Transports;

namespace Tain.Tests;

/// <summary>A manager that writes down every callback, in order, and then does what the base does.</summary>
internal class JournalManager : NetworkManager
{
    public List<string> Journal { get; } = [];

    /// <summary>What to do besides, by callback.</summary>
    public Dictionary<string, Action> During { get; } = [];

    public void FinishLoading() => FinishLoadScene();

    public override void OnStartServer() => Note(nameof(OnStartServer), base.OnStartServer);

    public override void OnStopServer() => Note(nameof(OnStopServer), base.OnStopServer);

    public override void OnServerConnect(NetworkConnectionToClient conn) => Note($"{nameof(OnServerConnect)} {conn.connectionId}", () => base.OnServerConnect(conn));

    public override void OnServerDisconnect(NetworkConnectionToClient conn) => Note($"{nameof(OnServerDisconnect)} {conn.connectionId}", () => base.OnServerDisconnect(conn));

    public override void OnServerReady(NetworkConnectionToClient conn) => Note($"{nameof(OnServerReady)} {conn.connectionId}", () => base.OnServerReady(conn));

    public override void OnServerAddPlayer(NetworkConnectionToClient conn) => Note($"{nameof(OnServerAddPlayer)} {conn.connectionId}", () => base.OnServerAddPlayer(conn));

    public override void OnServerError(NetworkConnectionToClient conn, TransportError error, string reason) => Note($"{nameof(OnServerError)} {conn.connectionId} {error}", () => base.OnServerError(conn, error, reason));

    public override void OnServerChangeScene(string newSceneName) => Note($"{nameof(OnServerChangeScene)} {newSceneName}", () => base.OnServerChangeScene(newSceneName));

    public override void OnServerSceneChanged(string sceneName) => Note($"{nameof(OnServerSceneChanged)} {sceneName}", () => base.OnServerSceneChanged(sceneName));

    public override void OnStartClient() => Note(nameof(OnStartClient), base.OnStartClient);

    public override void OnStopClient() => Note(nameof(OnStopClient), base.OnStopClient);

    public override void OnClientConnect() => Note(nameof(OnClientConnect), base.OnClientConnect);

    public override void OnClientDisconnect() => Note(nameof(OnClientDisconnect), base.OnClientDisconnect);

    public override void OnClientError(TransportError error, string reason) => Note($"{nameof(OnClientError)} {error}", () => base.OnClientError(error, reason));

    public override void OnClientNotReady() => Note(nameof(OnClientNotReady), base.OnClientNotReady);

    public override void OnClientChangeScene(string newSceneName, SceneOperation sceneOperation, bool customHandling) =>
        Note($"{nameof(OnClientChangeScene)} {newSceneName} {sceneOperation}{(customHandling ? " custom" : "")}", () => base.OnClientChangeScene(newSceneName, sceneOperation, customHandling));

    public override void OnClientSceneChanged() => Note(nameof(OnClientSceneChanged), base.OnClientSceneChanged);

    public override void OnStartHost() => Note(nameof(OnStartHost), base.OnStartHost);

    public override void OnStopHost() => Note(nameof(OnStopHost), base.OnStopHost);

    private void Note(string what, Action go)
    {
        Journal.Add(what);
        if (During.TryGetValue(what.Split(' ')[0], out Action? besides)) besides();
        go();
    }
}
