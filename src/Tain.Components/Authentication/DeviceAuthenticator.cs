namespace Tain.Authenticators;

/// <summary>
/// Lets everybody in and tells the server from which device: the id becomes the connection's authenticationData. An id is a claim, not a proof; a game may use it to
/// find a player's place again, or to keep a banned device out.
/// </summary>
public class DeviceAuthenticator : NetworkAuthenticator
{
    private const int MaxIdLength = 256;

    /// <summary>The id of this device, given by the game. Empty: the one in <see cref="deviceIdFile"/>.</summary>
    public string deviceId = "";

    /// <summary>The file in which this device keeps its id, made with a random one when it is not there. Where it lies is up to the game.</summary>
    public string deviceIdFile = "";

    /// <inheritdoc/>
    public override void OnStartServer() => NetworkServer.RegisterHandler<AuthRequestMessage>(OnAuthRequestMessage, requireAuthentication: false);

    /// <inheritdoc/>
    public override void OnStopServer() => NetworkServer.UnregisterHandler<AuthRequestMessage>();

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Neither <see cref="deviceId"/> nor <see cref="deviceIdFile"/> is set.</exception>
    public override void OnStartClient()
    {
        if (deviceId.Length == 0 && deviceIdFile.Length == 0)
            throw new InvalidOperationException($"{nameof(DeviceAuthenticator)} does not know its device. Set deviceId, or deviceIdFile: the file in which the device keeps its id.");
        NetworkClient.RegisterHandler<AuthResponseMessage>(OnAuthResponseMessage, requireAuthentication: false);
    }

    /// <inheritdoc/>
    public override void OnStopClient() => NetworkClient.UnregisterHandler<AuthResponseMessage>();

    /// <inheritdoc/>
    public override void OnClientAuthenticate()
    {
        if (deviceId.Length == 0) deviceId = ReadOrMakeId();
        NetworkClient.Send(new AuthRequestMessage { clientDeviceID = deviceId });
    }

    private void OnAuthRequestMessage(NetworkConnectionToClient conn, AuthRequestMessage msg)
    {
        if (conn.isAuthenticated || IsRefused(conn)) return;
        if (msg.clientDeviceID is not { Length: > 0 and <= MaxIdLength } id)
        {
            ServerRejectLater(conn, "its device id is empty or too long");
            return;
        }
        conn.authenticationData = id;
        conn.Send(default(AuthResponseMessage));
        ServerAccept(conn);
    }

    private void OnAuthResponseMessage(AuthResponseMessage msg) => ClientAccept();

    private string ReadOrMakeId()
    {
        string made = Guid.NewGuid().ToString();
        try
        {
            if (File.Exists(deviceIdFile) && File.ReadAllText(deviceIdFile).Trim() is { Length: > 0 and <= MaxIdLength } kept) return kept;
            File.WriteAllText(deviceIdFile, made);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.DeviceIdNotKept(deviceIdFile, exception);
        }
        return made;
    }

    /// <summary>Client to server: which device I am.</summary>
    [WireName("Mirror.Authenticators.DeviceAuthenticator+AuthRequestMessage")]
    public struct AuthRequestMessage : NetworkMessage
    {
        /// <summary>The id.</summary>
        public string? clientDeviceID;
    }

    /// <summary>Server to client: come in.</summary>
    [WireName("Mirror.Authenticators.DeviceAuthenticator+AuthResponseMessage")]
    public struct AuthResponseMessage : NetworkMessage;
}
