using System.Collections;

namespace Tain.Authenticators;

/// <summary>
/// Wraps another authenticator and disconnects who is not accepted in time, so that clients that connect and say nothing cannot fill the server. Both sides watch.
/// It has no messages of its own.
/// </summary>
public class TimeoutAuthenticator : NetworkAuthenticator
{
    /// <summary>The authenticator that decides.</summary>
    public NetworkAuthenticator? authenticator;

    /// <summary>Seconds, whatever the time scale; 0 = never.</summary>
    public float timeout = 60;

    private NetworkAuthenticator? _serverJudge;
    private NetworkAuthenticator? _clientJudge;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException"><see cref="authenticator"/> is not set.</exception>
    public override void OnStartServer()
    {
        _serverJudge = Wrapped();
        NetworkServer.authenticationTimeout = 0;        // this one watches, and may have more patience
        _serverJudge.OnServerAuthenticated += ServerAccept;
        _serverJudge.OnStartServer();
    }

    /// <inheritdoc/>
    public override void OnStopServer()
    {
        if (_serverJudge is not { } judge) return;
        _serverJudge = null;
        judge.OnServerAuthenticated -= ServerAccept;
        judge.OnStopServer();
    }

    /// <inheritdoc/>
    public override void OnServerAuthenticate(NetworkConnectionToClient conn)
    {
        _serverJudge!.OnServerAuthenticate(conn);
        if (timeout > 0) StartCoroutine(WatchClient(conn));
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException"><see cref="authenticator"/> is not set.</exception>
    public override void OnStartClient()
    {
        _clientJudge = Wrapped();
        _clientJudge.OnClientAuthenticated += ClientAccept;
        _clientJudge.OnStartClient();
    }

    /// <inheritdoc/>
    public override void OnStopClient()
    {
        if (_clientJudge is not { } judge) return;
        _clientJudge = null;
        judge.OnClientAuthenticated -= ClientAccept;
        judge.OnStopClient();
    }

    /// <inheritdoc/>
    public override void OnClientAuthenticate()
    {
        _clientJudge!.OnClientAuthenticate();
        if (timeout > 0 && NetworkClient.connection is { } connection) StartCoroutine(WatchServer(connection));
    }

    private IEnumerator WatchClient(NetworkConnectionToClient conn)
    {
        yield return new WaitForSecondsRealtime(timeout);
        bool isPresent = NetworkServer.connections.TryGetValue(conn.connectionId, out NetworkConnectionToClient? present) && ReferenceEquals(present, conn);
        if (!isPresent || conn.isAuthenticated) yield break;
        Log.TimedOut(conn.ToString(), conn.address, timeout);
        ServerReject(conn);
    }

    private IEnumerator WatchServer(NetworkConnectionToServer connection)
    {
        yield return new WaitForSecondsRealtime(timeout);
        if (!ReferenceEquals(NetworkClient.connection, connection) || connection.isAuthenticated) yield break;
        Log.TimedOutAtServer(timeout);
        ClientReject();
    }

    private NetworkAuthenticator Wrapped() => authenticator
        ?? throw new InvalidOperationException($"{nameof(TimeoutAuthenticator)} wraps another authenticator, which decides. Set its field authenticator.");
}
