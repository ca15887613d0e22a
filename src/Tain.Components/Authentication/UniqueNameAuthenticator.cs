namespace Tain.Authenticators;

/// <summary>
/// Lets in who brings a name that nobody else has. It becomes the connection's authenticationData, and is free again when the connection is gone. Names differ when
/// their characters do: whoever looks at them should look closely, or the game should clean them.
/// </summary>
public class UniqueNameAuthenticator : NetworkAuthenticator
{
    /// <summary>The longest name that the server takes, in characters. Mirror has no such limit.</summary>
    public int maxNameLength = 64;

    /// <summary>The name that a client gives.</summary>
    public string playerName = "";

    /// <summary>The server has taken the name, on the client. The argument is the server's sentence.</summary>
    public event Action<string?>? OnAuthSuccess;

    /// <summary>The server has refused the name, on the client, which has stopped. The argument is the server's sentence.</summary>
    public event Action<string?>? OnAuthFailure;

    /// <summary>The names in use, on the server.</summary>
    public HashSet<string> playerNames { get; } = [];

    /// <summary>Takes a name, for example as it was typed.</summary>
    /// <param name="username">The name.</param>
    public void SetPlayername(string username) => playerName = username;

    /// <inheritdoc/>
    public override void OnStartServer()
    {
        playerNames.Clear();
        NetworkServer.RegisterHandler<AuthRequestMessage>(OnAuthRequestMessage, requireAuthentication: false);
        NetworkServer.OnDisconnectedEvent += FreeName;
    }

    /// <inheritdoc/>
    public override void OnStopServer() => NetworkServer.UnregisterHandler<AuthRequestMessage>();

    /// <inheritdoc/>
    public override void OnStartClient() => NetworkClient.RegisterHandler<AuthResponseMessage>(OnAuthResponseMessage, requireAuthentication: false);

    /// <inheritdoc/>
    public override void OnStopClient() => NetworkClient.UnregisterHandler<AuthResponseMessage>();

    /// <inheritdoc/>
    public override void OnClientAuthenticate() => NetworkClient.Send(new AuthRequestMessage { authUsername = playerName });

    private void OnAuthRequestMessage(NetworkConnectionToClient conn, AuthRequestMessage msg)
    {
        if (conn.isAuthenticated || IsRefused(conn)) return;
        if (string.IsNullOrWhiteSpace(msg.authUsername) || msg.authUsername.Length > maxNameLength)
        {
            Refuse(conn, "Username is empty or too long...try again", "its name is empty or too long");
            return;
        }
        if (!playerNames.Add(msg.authUsername))
        {
            Refuse(conn, "Username already in use...try again", "its name is in use");
            return;
        }
        conn.authenticationData = msg.authUsername;
        conn.Send(new AuthResponseMessage { success = true, message = "Success" });
        ServerAccept(conn);
    }

    private void Refuse(NetworkConnectionToClient conn, string message, string reason)
    {
        conn.Send(new AuthResponseMessage { success = false, message = message });
        ServerRejectLater(conn, reason);
    }

    private void FreeName(NetworkConnectionToClient conn)
    {
        if (conn is { isAuthenticated: true, authenticationData: string name }) playerNames.Remove(name);
    }

    private void OnAuthResponseMessage(AuthResponseMessage msg)
    {
        if (msg.success)
        {
            OnAuthSuccess?.Invoke(msg.message);
            ClientAccept();
            return;
        }
        Log.RefusedByServer(msg.message);
        if (world.networkManager is { } manager) manager.StopHost();
        else ClientReject();
        OnAuthFailure?.Invoke(msg.message);
    }

    /// <summary>Client to server: what I am called.</summary>
    [WireName("Mirror.Authenticators.UniqueNameAuthenticator+AuthRequestMessage")]
    public struct AuthRequestMessage : NetworkMessage
    {
        /// <summary>The name.</summary>
        public string? authUsername;
    }

    /// <summary>Server to client: whether the name was free.</summary>
    [WireName("Mirror.Authenticators.UniqueNameAuthenticator+AuthResponseMessage")]
    public struct AuthResponseMessage : NetworkMessage
    {
        /// <summary>Whether it was.</summary>
        public bool success;

        /// <summary>A sentence.</summary>
        public string? message;
    }
}
