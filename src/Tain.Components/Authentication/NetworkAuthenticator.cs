using System.Collections;

namespace Tain;

/// <summary>
/// Decides which clients may come in. Derive from it: register messages in <see cref="OnStartServer"/> and <see cref="OnStartClient"/> with
/// <c>requireAuthentication: false</c>, talk, and end on each side with Accept or Reject. A <see cref="NetworkManager"/> names it as its authenticator.
/// </summary>
/// <remarks>
/// Until a side has accepted, every message that needs authentication ends the connection. A client that neither talks nor leaves keeps its place; wrap the
/// authenticator in a <see cref="Authenticators.TimeoutAuthenticator"/> against that.
/// </remarks>
public abstract class NetworkAuthenticator : MonoBehaviour
{
    /// <summary>How long a refused client stays connected, in seconds of the world's clock, so that the answer reaches it.</summary>
    protected const float RefusedStaysSeconds = 1;

    private readonly HashSet<NetworkConnectionToClient> _refused = [];

    /// <summary>The server has accepted a client.</summary>
    public event Action<NetworkConnectionToClient>? OnServerAuthenticated;

    /// <summary>The client was accepted by its server.</summary>
    public event Action? OnClientAuthenticated;

    /// <summary>The server of this world.</summary>
    public NetworkServer NetworkServer => world.networkServer;

    /// <summary>The client of this world.</summary>
    public NetworkClient NetworkClient => world.networkClient;

    private protected ManagementLog Log => ManagementLog.Of(world);

    /// <summary>A server starts: register messages here.</summary>
    public virtual void OnStartServer()
    {
    }

    /// <summary>The server stops: what was registered goes with it.</summary>
    public virtual void OnStopServer()
    {
    }

    /// <summary>A client has connected to the server and is not accepted yet.</summary>
    /// <param name="conn">The client.</param>
    public virtual void OnServerAuthenticate(NetworkConnectionToClient conn)
    {
    }

    /// <summary>A client starts: register messages here.</summary>
    public virtual void OnStartClient()
    {
    }

    /// <summary>The client stops: what was registered goes with it.</summary>
    public virtual void OnStopClient()
    {
    }

    /// <summary>The client has connected to its server and is not accepted yet.</summary>
    public virtual void OnClientAuthenticate()
    {
    }

    /// <summary>Lets a client in, on the server. A client that is gone or in already is left alone.</summary>
    /// <param name="conn">The client.</param>
    protected void ServerAccept(NetworkConnectionToClient conn) => OnServerAuthenticated?.Invoke(conn);

    /// <summary>Turns a client away, on the server, at once: what was just sent to it is lost. See <see cref="ServerRejectLater"/>.</summary>
    /// <param name="conn">The client.</param>
    protected void ServerReject(NetworkConnectionToClient conn)
    {
        ArgumentNullException.ThrowIfNull(conn);
        conn.isAuthenticated = false;
        // The host's own connection has no wire to cut.
        if (ReferenceEquals(conn, NetworkServer.localConnection)) NetworkClient.Disconnect();
        else conn.Disconnect();
    }

    /// <summary>Turns a client away after <see cref="RefusedStaysSeconds"/>, so that an answer that was sent reaches it. Until then <see cref="IsRefused"/> is true.</summary>
    /// <param name="conn">The client.</param>
    /// <param name="reason">A sentence for the log. It must hold nothing that the client sent.</param>
    protected void ServerRejectLater(NetworkConnectionToClient conn, string reason)
    {
        ArgumentNullException.ThrowIfNull(conn);
        if (!_refused.Add(conn)) return;
        Log.Refused(conn.ToString(), conn.address, reason);
        conn.isAuthenticated = false;
        if (StartCoroutine(RejectAfterwards(conn)) is not null) return;
        _refused.Remove(conn);      // switched off, so nothing can wait here
        ServerReject(conn);
    }

    /// <summary>Whether a client was refused and is about to be disconnected: what it still sends is to be ignored.</summary>
    /// <param name="conn">The client.</param>
    /// <returns>True while it waits for its end.</returns>
    protected bool IsRefused(NetworkConnectionToClient conn) => _refused.Contains(conn);

    /// <summary>Tells the manager that the server has accepted this client.</summary>
    protected void ClientAccept() => OnClientAuthenticated?.Invoke();

    /// <summary>Leaves the server, which has refused this client or is not to be trusted.</summary>
    protected void ClientReject()
    {
        if (NetworkClient.connection is { } connection) connection.isAuthenticated = false;
        NetworkClient.Disconnect();
    }

    private IEnumerator RejectAfterwards(NetworkConnectionToClient conn)
    {
        yield return new WaitForSecondsRealtime(RefusedStaysSeconds);
        _refused.Remove(conn);
        ServerReject(conn);
    }
}
