namespace Tain.Authenticators;

/// <summary>
/// Lets in who knows the server's name and password. They travel as they are, so it does not start on a transport that is not encrypted. A refused client is
/// told so and disconnected after a second; what else it asks is ignored.
/// </summary>
/// <remarks>A server behind a proxy that does the TLS sees no encryption of its own: set <see cref="allowUnencrypted"/> there, and nowhere else than on that server.</remarks>
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

    /// <summary>True: start although the manager's transport is not encrypted, so that whoever listens learns the password. Default false.</summary>
    public bool allowUnencrypted;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The manager's transport is not encrypted, and <see cref="allowUnencrypted"/> is false.</exception>
    public override void OnStartServer()
    {
        RequireEncryption();
        NetworkServer.RegisterHandler<AuthRequestMessage>(OnAuthRequestMessage, requireAuthentication: false);
    }

    /// <inheritdoc/>
    public override void OnStopServer() => NetworkServer.UnregisterHandler<AuthRequestMessage>();

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The manager's transport is not encrypted, and <see cref="allowUnencrypted"/> is false.</exception>
    public override void OnStartClient()
    {
        RequireEncryption();
        NetworkClient.RegisterHandler<AuthResponseMessage>(OnAuthResponseMessage, requireAuthentication: false);
    }

    /// <inheritdoc/>
    public override void OnStopClient() => NetworkClient.UnregisterHandler<AuthResponseMessage>();

    /// <inheritdoc/>
    public override void OnClientAuthenticate() => NetworkClient.Send(new AuthRequestMessage { authUsername = username, authPassword = password });

    private void RequireEncryption()
    {
        if (allowUnencrypted || world.networkManager?.transport is not { IsEncrypted: false } transport) return;
        throw new InvalidOperationException(
            $"{nameof(BasicAuthenticator)} would send its password readably over {transport.GetType().Name}. Put an EncryptionTransport around it, or use WebSockets with TLS (wss). " +
            "Where something else encrypts, a proxy or a tunnel, set allowUnencrypted.");
    }

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
