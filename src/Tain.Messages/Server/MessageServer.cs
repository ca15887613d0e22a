using Tain.Transports;

namespace Tain.Messages;

/// <summary>
/// Typed messages to and from many clients over one transport. It is pulled: <see cref="Receive"/> at the beginning of a frame handles everything that came,
/// <see cref="Flush"/> at its end sends everything that was written.
/// </summary>
/// <typeparam name="TConnection">What a client is to the game.</typeparam>
public class MessageServer<TConnection> : MessageEndpoint<TConnection>, IDisposable where TConnection : ClientConnection
{
    private readonly TransportServer _transport;
    private readonly Func<int, string, TConnection> _createConnection;
    private readonly Dictionary<int, TConnection> _connections = [];
    private readonly List<TConnection> _copy = [];
    private readonly MessageServerOptions _options;
    private MessageRateLimit _strangerLines = new(10);      // anybody can cause these errors
    private bool _hasQueued;
    private bool _isReceiving;

    /// <summary>Makes a server that is not started.</summary>
    /// <param name="transport">The transport's endpoint; owned by this server from now on.</param>
    /// <param name="createConnection">Makes what a client is to the game, of the transport's id and address.</param>
    /// <param name="options">How it behaves; Mirror's defaults when null.</param>
    public MessageServer(TransportServer transport, Func<int, string, TConnection> createConnection, MessageServerOptions? options = null)
        : base(options ??= new MessageServerOptions())
    {
        _options = options;
        _transport = transport;
        _createConnection = createConnection;
        MaxConnections = options.MaxConnections;
        InactivityTimeoutSeconds = options.InactivityTimeoutSeconds;
        AuthenticationTimeoutSeconds = options.AuthenticationTimeoutSeconds;
    }

    /// <summary>A client is there, and is in <see cref="Connections"/>.</summary>
    public event Action<TConnection>? Connected;

    /// <summary>A client is gone, and is no longer in <see cref="Connections"/>.</summary>
    public event Action<TConnection>? Disconnected;

    /// <summary>
    /// The transport complains about a connection. When a disconnect follows, it comes as an event of its own. An error that concerns no connection, or one that was never
    /// announced, is logged and counted, see <see cref="RejectReason.ErrorOfNoConnection"/>; strangers can cause those at will.
    /// </summary>
    public event Action<TConnection, TransportError, string>? Error;

    /// <summary>True between <see cref="Start"/> and <see cref="Stop"/>.</summary>
    public bool IsActive { get; private set; }

    /// <summary>False: new connections are refused.</summary>
    public bool Listen { get; set; } = true;

    /// <summary>How many connections there may be, the host's own included.</summary>
    public int MaxConnections { get; set; }

    /// <summary>After how many seconds without a message a connection is ended; 0 is never.</summary>
    public double InactivityTimeoutSeconds { get; set; }

    /// <summary>See <see cref="MessageServerOptions.AuthenticationTimeoutSeconds"/>. It may change while the server runs.</summary>
    public double AuthenticationTimeoutSeconds { get; set; }

    /// <summary>The living connections by id.</summary>
    public ConnectionTable<TConnection> Connections => new(_connections);

    /// <summary>Where clients reach this server. Meaningful while it is active and listening.</summary>
    public Uri Uri => _transport.Uri;

    /// <summary>Begins to serve.</summary>
    /// <param name="listen">False: the transport is not started, for a game alone that uses only a connection within its own process.</param>
    /// <exception cref="InvalidOperationException">It is active already, or the transport cannot listen.</exception>
    public void Start(bool listen = true)
    {
        if (IsActive) throw new InvalidOperationException("The server is active already. Stop it first.");
        BeginFrame();
        if (listen) _transport.Start();
        Listen = listen;
        IsActive = true;
        Time.followsServer = false;
    }

    /// <summary>Ends all connections, with their <see cref="Disconnected"/> event, and the transport. What was not flushed is lost. Handlers stay.</summary>
    public void Stop()
    {
        if (!IsActive) return;
        TConnection[] all = [.. _connections.Values];       // listeners may look at the table, and see who is still there
        foreach (TConnection connection in all)
        {
            connection.Disconnect();
            if (_connections.ContainsKey(connection.connectionId)) Remove(connection);
        }

        if (_transport.IsActive) _transport.Stop();
        IsActive = false;
        IsPaused = false;
        _hasQueued = false;
    }

    /// <summary>Begins a frame: handles everything that has come since the last one. Handlers and events run inside.</summary>
    /// <exception cref="InvalidOperationException">It was called from a handler.</exception>
    public void Receive()
    {
        if (_isReceiving) throw new InvalidOperationException("Receive was called from one of its own handlers.");
        if (!IsActive) return;

        _isReceiving = true;
        try
        {
            BeginFrame();
            HandleWaiting();
            while (_transport.IsActive && _transport.TryReceive(out TransportEvent received)) Handle(received);
            foreach (TConnection connection in _connections.Values) connection.UpdateTimeInterpolation();
        }
        finally
        {
            _isReceiving = false;
        }
    }

    /// <summary>Ends a frame that sends: pings where due, hands all batches to the transport, and lets it send.</summary>
    public void Flush()
    {
        FlushBatches();
        FlushTransport();
    }

    /// <summary>The first half of <see cref="Flush"/>: pings, deadlines, batches. A server that sends less often than it ticks calls it only when it sends.</summary>
    public void FlushBatches()
    {
        PumpLargeMessages();
        foreach (TConnection connection in _connections.Values)
        {
            if (IsInactive(connection)) Reject(connection, RejectReason.Inactive);
            if (IsAuthenticationLate(connection)) Reject(connection, RejectReason.AuthenticationTimeout);
            if (!connection.IsOpen) continue;
            connection.UpdatePing();
            connection.FlushBatches();
        }
    }

    /// <summary>The second half of <see cref="Flush"/>: acknowledgements, resends and whatever else the transport does each tick.</summary>
    public void FlushTransport()
    {
        if (_transport.IsActive) _transport.Flush();
    }

    /// <summary>How many bytes the transport has taken for a connection and not brought to an end, see <see cref="TransportServer.GetSendQueueBytes"/>.</summary>
    /// <param name="connectionId">The receiver.</param>
    /// <returns>A number of bytes; 0 where the transport cannot know, and for connections that are not its own.</returns>
    public int GetSendQueueBytes(int connectionId) => _transport.IsActive ? _transport.GetSendQueueBytes(connectionId) : 0;

    /// <summary>Sends a message to all connections; it is packed once.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="message">The message.</param>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    /// <param name="onlyReady">True: only to those that are ready.</param>
    public void SendToAll<T>(T message, int channelId = Channels.Reliable, bool onlyReady = false) where T : struct, NetworkMessage
    {
        using NetworkWriterPooled writer = Writers.Get();
        NetworkMessages.Pack(message, writer);
        foreach (TConnection connection in _connections.Values)
        {
            if (!onlyReady || connection.isReady) connection.SendRaw(writer.ToSpan(), channelId);
        }
    }

    /// <summary>Adds a connection that does not come from the transport: a host's own. No event is raised.</summary>
    /// <param name="connection">The connection.</param>
    /// <returns>False when its id is taken.</returns>
    public bool AddConnection(TConnection connection)
    {
        if (!_connections.TryAdd(connection.connectionId, connection)) return false;
        connection.Attach(this);
        return true;
    }

    /// <summary>Takes away a connection that was added by <see cref="AddConnection"/>. No event is raised.</summary>
    /// <param name="connectionId">Its id.</param>
    /// <returns>False when there is none.</returns>
    public bool RemoveConnection(int connectionId)
    {
        if (!_connections.Remove(connectionId, out TConnection? connection)) return false;
        connection.Cleanup();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the server and frees the transport.</summary>
    /// <param name="disposing">True from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        Stop();
        _transport.Dispose();
    }

    private protected override void OnPing(TConnection connection, NetworkPingMessage ping) => connection.Send(Time.Answer(ping), Channels.Unreliable);

    private protected override void OnPong(TConnection connection, NetworkPongMessage pong) => connection.OnPong(pong);

    private protected override void OnTimeSnapshot(TConnection connection, TimeSnapshotMessage message) =>
        connection.OnTimeSnapshot(new TimeSnapshot(connection.remoteTimeStamp, Time.localTime, message.scaledTime));

    private protected override void ConfigureLivingTimelines()
    {
        foreach (TConnection connection in _connections.Values) connection.ConfigureTimeline();
    }

    private protected override int GetMaxPacketBytes(int channelId) => _transport.GetMaxPacketBytes((Channel)channelId);

    private protected override int GetBatchThresholdBytes(int channelId) => _transport.GetBatchThresholdBytes((Channel)channelId);

    private protected override void SendToTransport(int connectionId, ReadOnlySpan<byte> batch, int channelId) =>
        _transport.Send(connectionId, batch, (Channel)channelId);

    private protected override void DisconnectFromTransport(int connectionId) => _transport.Disconnect(connectionId);

    private void Handle(in TransportEvent received)
    {
        switch (received.Kind)
        {
            case TransportEventKind.Connected:
                OnConnected(received.ConnectionId, received.Text ?? "");
                break;
            case TransportEventKind.Data:
                if (!_connections.TryGetValue(received.ConnectionId, out TConnection? sender)) break;
                OnPacket(sender, received.Data, (int)received.Channel);
                _hasQueued |= sender.Unbatcher.BatchesCount > 0;
                break;
            case TransportEventKind.Disconnected:
                if (_connections.TryGetValue(received.ConnectionId, out TConnection? gone)) Remove(gone);
                break;
            case TransportEventKind.Error:
                OnError(received.ConnectionId, received.ErrorCode, received.Text ?? "");
                break;
        }
    }

    private void OnConnected(int connectionId, string address)
    {
        RejectReason reason = CheckNewConnection(connectionId);
        if (reason != RejectReason.None)
        {
            Rejections.Count(reason);
            Log.ConnectionRefused(Logger, address, RejectReasons.Describe(reason));
            _transport.Disconnect(connectionId);
            return;
        }

        TConnection connection = _createConnection(connectionId, address);
        connection.Attach(this);
        connection.isAuthenticated = _options.AuthenticateOnConnect;
        if (!_options.AuthenticateOnConnect) connection.AwaitsAuthenticationSince = Time.localTime;
        _connections.Add(connectionId, connection);
        Log.Connected(Logger, connectionId, address);
        Raise(Connected, connection, nameof(Connected));
    }

    private RejectReason CheckNewConnection(int connectionId)
    {
        if (!Listen) return RejectReason.NotListening;
        if (connectionId == NetworkConnection.LocalConnectionId || _connections.ContainsKey(connectionId)) return RejectReason.InvalidConnectionId;
        return _connections.Count >= MaxConnections ? RejectReason.ServerFull : RejectReason.None;
    }

    private void Remove(TConnection connection)
    {
        _connections.Remove(connection.connectionId);
        connection.Cleanup();
        Log.Disconnected(Logger, connection.connectionId, connection.address);
        Raise(Disconnected, connection, nameof(Disconnected));
    }

    private void OnError(int connectionId, TransportError error, string reason)
    {
        if (!_connections.TryGetValue(connectionId, out TConnection? connection))
        {
            Rejections.Count(RejectReason.ErrorOfNoConnection);
            if (_strangerLines.TryTake(Time.localTime)) Log.TransportFailedForNobody(Logger, error, reason);
            return;
        }

        Log.TransportFailed(Logger, connectionId, connection.address, error, reason);
        try
        {
            Error?.Invoke(connection, error, reason);
        }
        catch (Exception exception)
        {
            OnListenerThrew(exception, nameof(Error), connection);
        }
    }

    // Whose messages wait, because a scene is loading, is not silent: they are handled, and heard, when it is there.
    private bool IsInactive(TConnection connection) =>
        InactivityTimeoutSeconds > 0 && connection.IsOpen && connection.Unbatcher.BatchesCount == 0 && !connection.IsAlive(InactivityTimeoutSeconds);

    // Only who was never authenticated: a game that takes it back decides by itself what follows. What waits while paused may be the log-in.
    private bool IsAuthenticationLate(TConnection connection)
    {
        if (connection.isAuthenticated) connection.AwaitsAuthenticationSince = double.PositiveInfinity;
        return AuthenticationTimeoutSeconds > 0 && !IsPaused && connection.IsOpen
            && Time.localTime - connection.AwaitsAuthenticationSince >= AuthenticationTimeoutSeconds;
    }

    private void Raise(Action<TConnection>? listeners, TConnection connection, string eventName)
    {
        try
        {
            listeners?.Invoke(connection);
        }
        catch (Exception exception)
        {
            OnListenerThrew(exception, eventName, connection);
        }
    }

    private void HandleWaiting()
    {
        if (!_hasQueued || IsPaused) return;
        _hasQueued = false;

        // A copy, and by index: handlers may add and remove connections, and stop the server, while we go through them.
        _copy.Clear();
        _copy.AddRange(_connections.Values);
        for (int i = 0; i < _copy.Count && !IsPaused; i++)
        {
            HandleQueued(_copy[i]);
            _hasQueued |= _copy[i].Unbatcher.BatchesCount > 0;
        }

        _hasQueued |= IsPaused;
        _copy.Clear();
    }
}

/// <summary>A server of a game that only needs messages.</summary>
/// <param name="transport">The transport's endpoint; owned by this server from now on.</param>
/// <param name="options">How it behaves; Mirror's defaults when null.</param>
public sealed class MessageServer(TransportServer transport, MessageServerOptions? options = null)
    : MessageServer<ClientConnection>(transport, (id, address) => new ClientConnection(id, address), options);
