using Tain.Messages;
using Tain.Transports;

namespace Tain;

// Connections, messages and handlers.
public sealed partial class NetworkServer
{
    /// <summary>A client is there. With <see cref="NetworkServerOptions.authenticateOnConnect"/> it is authenticated by now.</summary>
    public Action<NetworkConnectionToClient>? OnConnectedEvent;

    /// <summary>A client is gone. Its player and what it owned are destroyed after this, see <see cref="NetworkServerOptions.destroyPlayersOnDisconnect"/>.</summary>
    public Action<NetworkConnectionToClient>? OnDisconnectedEvent;

    /// <summary>The transport complains about a client. Errors that concern no client are in the log.</summary>
    public Action<NetworkConnectionToClient, TransportError, string>? OnErrorEvent;

    /// <summary>All connections by id, the host's own included.</summary>
    public ConnectionTable<NetworkConnectionToClient> connections => Messages.Connections;

    /// <summary>The connection of the client in the server's own world; null unless this is a host.</summary>
    public NetworkConnectionToClient? localConnection => _host?.ToClient;

    /// <summary>How many connections there may be, the host's own included.</summary>
    public int maxConnections
    {
        get => Messages.MaxConnections;
        set => Messages.MaxConnections = value;
    }

    /// <summary>Whether new remote connections are taken.</summary>
    public bool listen
    {
        get => Messages.Listen;
        set => Messages.Listen = value;
    }

    /// <summary>Whether a bad message or a handler that throws ends the connection.</summary>
    public bool exceptionsDisconnect
    {
        get => Messages.ExceptionsDisconnect;
        set => Messages.ExceptionsDisconnect = value;
    }

    /// <summary>See <see cref="NetworkServerOptions.authenticationTimeout"/>. It may change while the server runs.</summary>
    public float authenticationTimeout
    {
        get => (float)Messages.AuthenticationTimeoutSeconds;
        set => Messages.AuthenticationTimeoutSeconds = value;
    }

    /// <summary>Where clients reach this server. Meaningful while it is active and listening.</summary>
    public Uri Uri => Messages.Uri;

    /// <summary>What was refused from clients, by reason.</summary>
    public RejectionCounters Rejections => Messages.Rejections;

    /// <summary>
    /// How many unreliable Commands came from clients that were not ready, or for objects that are not spawned, since this server was made. They had overtaken what they
    /// need, or came after its end. Reliable ones are named in the log.
    /// </summary>
    public long ignoredCommands => _commands.Ignored;

    internal Dictionary<int, NetworkConnectionToClient>.ValueCollection ConnectionTable => Messages.Connections.Values;

    /// <summary>Whether anybody but the host's own client is connected.</summary>
    /// <returns>True when there is a remote connection.</returns>
    public bool HasExternalConnections() => connections.Count > (activeHost ? 1 : 0);

    /// <summary>Ends all remote connections.</summary>
    public void DisconnectAll()
    {
        foreach (NetworkConnectionToClient connection in ConnectionTable) connection.Disconnect();
    }

    /// <summary>Sends a message to all connections.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="message">The message.</param>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    /// <param name="sendToReadyOnly">True: only to those that are ready.</param>
    public void SendToAll<T>(T message, int channelId = Channels.Reliable, bool sendToReadyOnly = false) where T : struct, NetworkMessage =>
        Messages.SendToAll(message, channelId, sendToReadyOnly);

    /// <summary>Sends a message to all connections that are ready.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="message">The message.</param>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    public void SendToReady<T>(T message, int channelId = Channels.Reliable) where T : struct, NetworkMessage => SendToAll(message, channelId, sendToReadyOnly: true);

    /// <summary>Sends a message to the ready connections that see an object and have been sent it.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="identity">The object.</param>
    /// <param name="message">The message.</param>
    /// <param name="includeOwner">Whether the object's owner gets it too.</param>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    public void SendToReadyObservers<T>(NetworkIdentity identity, T message, bool includeOwner = true, int channelId = Channels.Reliable) where T : struct, NetworkMessage
    {
        ArgumentNullException.ThrowIfNull(identity);
        using NetworkWriterPooled writer = _network.Writers.Get();
        NetworkMessages.Pack(message, writer);
        foreach (KeyValuePair<int, NetworkConnectionToClient> observer in identity.observers)
        {
            if (observer.Value.isReady && !observer.Value.Sight.IsPending(identity) && (includeOwner || !ReferenceEquals(observer.Value, identity.connectionToClient))) observer.Value.SendRaw(writer.ToSpan(), channelId);
        }
    }

    /// <summary>Sends a message to the ready connections that see an object, its owner included.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="identity">The object.</param>
    /// <param name="message">The message.</param>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    public void SendToReadyObservers<T>(NetworkIdentity identity, T message, int channelId) where T : struct, NetworkMessage =>
        SendToReadyObservers(identity, message, includeOwner: true, channelId);

    /// <summary>Adds a connection of the game's own, for example one that replays a recording. <see cref="OnConnectedEvent"/> is not raised.</summary>
    /// <param name="conn">The connection. How it sends is its own business: it overrides that.</param>
    /// <returns>False when its id is taken.</returns>
    public bool AddConnection(NetworkConnectionToClient conn)
    {
        ArgumentNullException.ThrowIfNull(conn);
        return Messages.AddConnection(conn);
    }

    /// <summary>
    /// Takes a connection away that was added by <see cref="AddConnection"/>, and ends its subscriptions. <see cref="OnDisconnectedEvent"/> is not raised; what it owns stays.
    /// </summary>
    /// <param name="connectionId">Its id.</param>
    /// <returns>False when there is none.</returns>
    public bool RemoveConnection(int connectionId)
    {
        if (!connections.TryGetValue(connectionId, out NetworkConnectionToClient? connection)) return false;
        connection.isReady = false;
        Observation.Forget(connection);
        return Messages.RemoveConnection(connectionId);
    }

    /// <summary>Has messages of a type handled. One that is registered already is replaced, with a warning.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the connection and the message. Segments in the message are valid until it returns.</param>
    /// <param name="requireAuthentication">True: a connection that is not authenticated and sends it is disconnected.</param>
    public void RegisterHandler<T>(Action<NetworkConnectionToClient, T> handler, bool requireAuthentication = true) where T : struct, NetworkMessage =>
        Messages.RegisterHandler(handler, requireAuthentication);

    /// <summary>Has messages of a type handled; the handler also gets the channel.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the connection, the message and the channel.</param>
    /// <param name="requireAuthentication">True: a connection that is not authenticated and sends it is disconnected.</param>
    public void RegisterHandler<T>(Action<NetworkConnectionToClient, T, int> handler, bool requireAuthentication = true) where T : struct, NetworkMessage =>
        Messages.RegisterHandler(handler, requireAuthentication);

    /// <summary>As <see cref="RegisterHandler{T}(Action{NetworkConnectionToClient, T}, bool)"/>, without the warning.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the connection and the message.</param>
    /// <param name="requireAuthentication">True: a connection that is not authenticated and sends it is disconnected.</param>
    public void ReplaceHandler<T>(Action<NetworkConnectionToClient, T> handler, bool requireAuthentication = true) where T : struct, NetworkMessage =>
        Messages.ReplaceHandler(handler, requireAuthentication);

    /// <summary>As <see cref="RegisterHandler{T}(Action{NetworkConnectionToClient, T, int}, bool)"/>, without the warning.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the connection, the message and the channel.</param>
    /// <param name="requireAuthentication">True: a connection that is not authenticated and sends it is disconnected.</param>
    public void ReplaceHandler<T>(Action<NetworkConnectionToClient, T, int> handler, bool requireAuthentication = true) where T : struct, NetworkMessage =>
        Messages.ReplaceHandler(handler, requireAuthentication);

    /// <summary>As <see cref="RegisterHandler{T}(Action{NetworkConnectionToClient, T}, bool)"/>, without the warning, for a handler that does not ask who sent it.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the message.</param>
    /// <param name="requireAuthentication">True: a connection that is not authenticated and sends it is disconnected.</param>
    public void ReplaceHandler<T>(Action<T> handler, bool requireAuthentication = true) where T : struct, NetworkMessage =>
        Messages.ReplaceHandler<T>((_, message) => handler(message), requireAuthentication);

    /// <summary>Forgets the handler of a type; its messages are unknown from now on.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <returns>False when there was none.</returns>
    public bool UnregisterHandler<T>() where T : struct, NetworkMessage => Messages.UnregisterHandler<T>();

    internal void OnConnected(NetworkConnectionToClient connection) => OnConnectedEvent?.Invoke(connection);

    /// <summary>The host's own client is there. No transport stands between to catch what a listener throws.</summary>
    internal void OnHostConnected(NetworkConnectionToClient connection)
    {
        try
        {
            OnConnected(connection);
        }
        catch (Exception exception)
        {
            Log.ScriptFailed(connection.ToString(), nameof(OnConnectedEvent), exception);
            if (exceptionsDisconnect) connection.Disconnect();
        }
    }

    private void ListenToConnections()
    {
        Messages.Connected += OnConnected;
        Messages.Disconnected += OnDisconnected;
        Messages.Error += (connection, error, reason) => OnErrorEvent?.Invoke(connection, error, reason);
    }

    private void RegisterHandlers()
    {
        var ownedState = new OwnedStateReceiver(this);
        // Said again it changes nothing, and would cost a walk through all objects: a client must not be able to ask for that a thousand times per packet.
        Messages.RegisterHandler<ReadyMessage>((connection, _) => { if (!connection.isReady) Readiness.SetReady(connection); });
        Messages.RegisterHandler<AddPlayerMessage>((connection, _) => PlayerJoin.Handle(connection));
        Messages.RegisterHandler<CommandMessage>(_commands.Handle);
        Messages.RegisterHandler<EntityStateMessage>(ownedState.Handle);
        Messages.RegisterHandler<EntityStateMessageUnreliableDelta>(ownedState.HandleDelta);
        Messages.RegisterHandler<EntityStateMessageUnreliableBaseline>(ownedState.HandleBaseline);
    }

    // The game hears of it first and may keep objects; whatever it does, nothing goes on being sent to a connection that is gone.
    private void OnDisconnected(NetworkConnectionToClient connection)
    {
        try
        {
            OnDisconnectedEvent?.Invoke(connection);
        }
        finally
        {
            if (Options.destroyPlayersOnDisconnect) Players.DestroyOwned(connection);
            connection.isReady = false;
            Observation.Forget(connection);
        }
    }
}
