namespace Tain.Authenticators;

/// <summary>
/// Lets in who knows the server's name and password. They travel as they are: over a line that is not encrypted whoever listens knows them too. A refused client is
/// told so and disconnected after a second; what else it asks is ignored.
/// </summary>
public class BasicAuthenticator : NetworkAuthenticator
{
    private const byte Accepted = 100;
    private const byte Refused = 200;

    /// <summary>The name that the server expects.</summary>
    public string serverUsername = "";

    /// <summary>The password that the server expects.</summary>
    public string serverPassword = "";

    /// <summary>The name that a client gives.</summary>
    public string username = "";

    /// <summary>The password that a client gives.</summary>
    public string password = "";

    /// <inheritdoc/>
    public override void OnStartServer() => NetworkServer.RegisterHandler<AuthRequestMessage>(OnAuthRequestMessage, requireAuthentication: false);

    /// <inheritdoc/>
    public override void OnStopServer() => NetworkServer.UnregisterHandler<AuthRequestMessage>();

    /// <inheritdoc/>
    public override void OnStartClient() => NetworkClient.RegisterHandler<AuthResponseMessage>(OnAuthResponseMessage, requireAuthentication: false);

    /// <inheritdoc/>
    public override void OnStopClient() => NetworkClient.UnregisterHandler<AuthResponseMessage>();

    /// <inheritdoc/>
    public override void OnClientAuthenticate() => NetworkClient.Send(new AuthRequestMessage { authUsername = username, authPassword = password });

    private void OnAuthRequestMessage(NetworkConnectionToClient conn, AuthRequestMessage msg)
    {
        if (conn.isAuthenticated || IsRefused(conn)) return;
        // Both are compared in any case: a wrong name must not take less time than a wrong password.
        if (Secrets.Same(msg.authUsername, serverUsername) & Secrets.Same(msg.authPassword, serverPassword))
        {
            conn.Send(new AuthResponseMessage { code = Accepted, message = "Success" });
            ServerAccept(conn);
            return;
        }
        conn.Send(new AuthResponseMessage { code = Refused, message = "Invalid Credentials" });
        ServerRejectLater(conn, "invalid credentials");
    }

    private void OnAuthResponseMessage(AuthResponseMessage msg)
    {
        if (msg.code == Accepted)
        {
            ClientAccept();
            return;
        }
        Log.RefusedByServer(msg.message);
        ClientReject();
    }

    /// <summary>Client to server: who I am.</summary>
    [WireName("Mirror.Authenticators.BasicAuthenticator+AuthRequestMessage")]
    public struct AuthRequestMessage : NetworkMessage
    {
        /// <summary>The name.</summary>
        public string? authUsername;

        /// <summary>The password.</summary>
        public string? authPassword;
    }

    /// <summary>Server to client: whether that is enough.</summary>
    [WireName("Mirror.Authenticators.BasicAuthenticator+AuthResponseMessage")]
    public struct AuthResponseMessage : NetworkMessage
    {
        /// <summary>100 accepted, 200 refused.</summary>
        public byte code;

        /// <summary>A sentence.</summary>
        public string? message;
    }
}
