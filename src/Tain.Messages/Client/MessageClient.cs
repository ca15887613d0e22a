using Tain.Transports;

namespace Tain.Messages;

/// <summary>
/// Typed messages to and from one server. It is pulled: <see cref="Receive"/> at the beginning of a frame handles everything that came,
/// <see cref="Flush"/> at its end sends everything that was written.
/// </summary>
/// <typeparam name="TConnection">What the server is to the game.</typeparam>
public class MessageClient<TConnection> : MessageEndpoint<TConnection>, IDisposable where TConnection : ServerConnection
{
    private readonly TransportClient _transport;
    private readonly Func<TConnection> _createConnection;
    private readonly MessageClientOptions _options;
    private double _qualityCheckedAt;
    private bool _isLocal;
    private bool _isReceiving;
    private bool _isEnding;
    private int _oldEndings;

    /// <summary>Makes a client that is not connected.</summary>
    /// <param name="transport">The transport's endpoint; owned by this client from now on.</param>
    /// <param name="createConnection">Makes what the server is to the game; called at each connect.</param>
    /// <param name="options">How it behaves; Mirror's defaults when null.</param>
    public MessageClient(TransportClient transport, Func<TConnection> createConnection, MessageClientOptions? options = null)
        : base(options ??= new MessageClientOptions())
    {
        _options = options;
        _transport = transport;
        _createConnection = createConnection;
        ConnectionQualityMethod = options.ConnectionQualityMethod;
        ConnectionQualityIntervalSeconds = options.ConnectionQualityIntervalSeconds;
    }

    /// <summary>The server is there.</summary>
    public event Action? Connected;

    /// <summary>The connection is gone, or the attempt has failed. <see cref="Connection"/> is still the old one.</summary>
    public event Action? Disconnected;

    /// <summary>The transport complains. When a disconnect follows, it comes as an event of its own.</summary>
    public event Action<TransportError, string>? Error;

    /// <summary>The quality of the connection has changed; before and now.</summary>
    public event Action<ConnectionQuality, ConnectionQuality>? ConnectionQualityChanged;

    /// <summary>Where the client is on its way.</summary>
    public ConnectState State { get; private set; }

    /// <summary>True while connecting or connected.</summary>
    public bool IsActive => State is ConnectState.Connecting or ConnectState.Connected;

    /// <summary>True while connected.</summary>
    public bool IsConnected => State == ConnectState.Connected;

    /// <summary>The server; null when there is neither a connection nor an attempt.</summary>
    public TConnection? Connection { get; private set; }

    /// <summary>How good the connection is.</summary>
    public ConnectionQuality ConnectionQuality { get; private set; }

    /// <summary>From what <see cref="ConnectionQuality"/> is judged.</summary>
    public ConnectionQualityMethod ConnectionQualityMethod { get; set; }

    /// <summary>How often it is judged, in seconds.</summary>
    public double ConnectionQualityIntervalSeconds { get; set; }

    /// <summary>
    /// Begins to connect to a host at the transport's configured port. <see cref="Connected"/> or <see cref="Disconnected"/> follows in a later Receive. Right after
    /// <see cref="Disconnect"/>, the old connection's Disconnected event is raised first, before this returns.
    /// </summary>
    /// <param name="address">A host name or address.</param>
    /// <exception cref="InvalidOperationException">The client is active already.</exception>
    public void Connect(string address)
    {
        BeginConnect(address);
        _transport.Connect(address);
    }

    /// <summary>Begins to connect to a URI, see <see cref="Connect(string)"/>.</summary>
    /// <param name="uri">An address with the transport's scheme.</param>
    /// <exception cref="InvalidOperationException">The client is active already.</exception>
    /// <exception cref="ArgumentException">The scheme is not the transport's.</exception>
    public void Connect(Uri uri)
    {
        BeginConnect(uri.ToString());
        _transport.Connect(uri);
    }

    /// <summary>Uses a connection within this process instead of the transport: a host's. It is connected at once; no event is raised.</summary>
    /// <param name="connection">The connection; it must override how it sends.</param>
    /// <exception cref="InvalidOperationException">The client is active already.</exception>
    public void ConnectLocal(TConnection connection)
    {
        ThrowIfActive();
        connection.ServerAddress = "localhost";
        connection.Attach(this);
        connection.isAuthenticated = _options.AuthenticateOnConnect;
        Connection = connection;
        _isLocal = true;
        State = ConnectState.Connected;
    }

    /// <summary>Ends the connection or the attempt. <see cref="Disconnected"/> follows: in a later Receive, or at once when the connection is within this process.</summary>
    public void Disconnect()
    {
        if (!IsActive || _isEnding) return;
        State = ConnectState.Disconnecting;
        Connection?.Disconnect();
        if (_isLocal) OnDisconnected();
    }

    /// <summary>Sends a message to the server. It leaves with the next flush.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="message">The message.</param>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    /// <exception cref="InvalidOperationException">The client is not connected.</exception>
    public void Send<T>(T message, int channelId = Channels.Reliable) where T : struct, NetworkMessage
    {
        if (!IsConnected) throw new InvalidOperationException($"A message can be sent once the client is connected; it is {State}. Wait for the Connected event.");
        Connection!.Send(message, channelId);
    }

    /// <summary>Sends the server a message that no packet holds, see <see cref="MessageEndpoint{TConnection}.SendLarge{T}"/>.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="message">The message. It is written before this returns.</param>
    /// <param name="progress">Called when the server has confirmed more, and when it is over, however it ends.</param>
    /// <returns>How it goes, and the means to cancel it.</returns>
    /// <exception cref="InvalidOperationException">The client is not connected, or too many wait already.</exception>
    /// <exception cref="ArgumentException">It is larger than <see cref="LargeMessageOptions.MaxBytes"/>.</exception>
    public LargeTransfer SendLarge<T>(T message, Action<LargeTransfer>? progress = null) where T : struct, NetworkMessage
    {
        if (!IsConnected) throw new InvalidOperationException($"A message can be sent once the client is connected; it is {State}. Wait for the Connected event.");
        return SendLarge(Connection!, message, progress);
    }

    /// <summary>Has large messages of a type handled, see <see cref="MessageEndpoint{TConnection}.RegisterLargeHandler{T}"/>.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the whole message.</param>
    /// <param name="progress">Called at each part, before the handler; it may refuse the message.</param>
    public void RegisterLargeHandler<T>(Action<T> handler, Action<IncomingLargeMessage>? progress = null) where T : struct, NetworkMessage
    {
        ArgumentNullException.ThrowIfNull(handler);
        RegisterLargeHandler<T>((_, message) => handler(message), progress: progress is null ? null : (_, incoming) => progress(incoming));
    }

    /// <summary>Has messages of a type handled, see <see cref="MessageEndpoint{TConnection}.RegisterHandler{T}(Action{TConnection, T}, bool)"/>.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the message.</param>
    /// <param name="requireAuthentication">True: when the client is not authenticated, the message disconnects it.</param>
    public void RegisterHandler<T>(Action<T> handler, bool requireAuthentication = true) where T : struct, NetworkMessage =>
        RegisterHandler<T>((_, message, _) => handler(message), requireAuthentication);

    /// <summary>As <see cref="RegisterHandler{T}(Action{T}, bool)"/>, but without the warning when one is replaced.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the message.</param>
    /// <param name="requireAuthentication">True: when the client is not authenticated, the message disconnects it.</param>
    public void ReplaceHandler<T>(Action<T> handler, bool requireAuthentication = true) where T : struct, NetworkMessage =>
        ReplaceHandler<T>((_, message, _) => handler(message), requireAuthentication);

    /// <summary>Begins a frame: handles everything that has come since the last one, then moves the server's timeline. Handlers and events run inside.</summary>
    /// <exception cref="InvalidOperationException">It was called from a handler.</exception>
    public void Receive()
    {
        if (_isReceiving) throw new InvalidOperationException("Receive was called from one of its own handlers.");
        _isReceiving = true;
        try
        {
            BeginFrame();
            if (Connection is not null) HandleQueued(Connection);
            while (!_isLocal && Connection is not null && _transport.TryReceive(out TransportEvent received)) Handle(received);
            if (!_isLocal && IsConnected) Time.ServerTimeline.Step(Time.unscaledDeltaTime);
        }
        finally
        {
            _isReceiving = false;
        }
    }

    /// <summary>Ends a frame: judges the connection and pings when due, hands all batches to the transport, and lets it send.</summary>
    public void Flush()
    {
        PumpLargeMessages();
        if (_isLocal)
        {
            Connection?.FlushBatches();
            return;
        }

        if (IsConnected) CheckQuality();

        // Still: a listener of its quality may have ended the connection, and begun another.
        if (IsConnected)
        {
            if (Time.IsPingDue(Connection!.PingWait)) SendPing();
            Connection.FlushBatches();
        }

        if (Connection is not null) _transport.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disconnects and frees the transport. It may be called from a handler. No event follows.</summary>
    /// <param name="disposing">True from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        Disconnect();
        _transport.Dispose();
        if (Connection is null || _isEnding) return;
        Connection.Cleanup();
        Forget();
    }

    // A client answers the server's pings with no errors: it has no clock that the server would follow.
    private protected override void OnPing(TConnection connection, NetworkPingMessage ping) =>
        connection.Send(new NetworkPongMessage(ping.localTime, 0, 0), Channels.Unreliable);

    private protected override void OnPong(TConnection connection, NetworkPongMessage pong) => Time.OnPong(pong);

    private protected override void OnTimeSnapshot(TConnection connection, TimeSnapshotMessage message) =>
        Time.ServerTimeline.OnSnapshot(new TimeSnapshot(connection.remoteTimeStamp, Time.localTime, message.scaledTime));

    private protected override void ConfigureLivingTimelines() => Time.ServerTimeline.Configure(SendRate, SnapshotSettings);

    private protected override int GetMaxPacketBytes(int channelId) => _transport.GetMaxPacketBytes((Channel)channelId);

    private protected override int GetBatchThresholdBytes(int channelId) => _transport.GetBatchThresholdBytes((Channel)channelId);

    private protected override void SendToTransport(int connectionId, ReadOnlySpan<byte> batch, int channelId) => _transport.Send(batch, (Channel)channelId);

    private protected override void DisconnectFromTransport(int connectionId)
    {
        if (IsActive) State = ConnectState.Disconnecting;
        _transport.Disconnect();
    }

    private void ThrowIfActive()
    {
        if (Connection is not null) throw new InvalidOperationException($"The client is {State}. Disconnect first; in a Disconnected event, wait for the next Receive.");
    }

    private void BeginConnect(string address)
    {
        if (State == ConnectState.Disconnecting && !_isEnding) EndBeforeNext();
        ThrowIfActive();
        _isLocal = false;
        State = ConnectState.Connecting;
        Connection = _createConnection();
        Connection.ServerAddress = address;
        Connection.Attach(this);
        Time.followsServer = true;
    }

    // The next connection does not wait for the transport to report the end of the last one. What the transport still has to say of that one is not for the next.
    private void EndBeforeNext()
    {
        OnDisconnected();
        _oldEndings++;
        while (_oldEndings > 0 && _transport.TryReceive(out TransportEvent old)) PassOver(old);
    }

    private void PassOver(in TransportEvent old)
    {
        if (old.Kind == TransportEventKind.Disconnected) _oldEndings--;
    }

    private void Handle(in TransportEvent received)
    {
        if (_oldEndings > 0)
        {
            PassOver(received);
            return;
        }

        switch (received.Kind)
        {
            case TransportEventKind.Connected:
                OnConnected();
                break;
            case TransportEventKind.Data:
                OnPacket(Connection!, received.Data, (int)received.Channel);
                break;
            case TransportEventKind.Disconnected:
                OnDisconnected();
                break;
            case TransportEventKind.Error:
                OnError(received.ErrorCode, received.Text ?? "");
                break;
        }
    }

    private void OnConnected()
    {
        if (State != ConnectState.Connecting) return;
        State = ConnectState.Connected;
        Connection!.isAuthenticated = _options.AuthenticateOnConnect;
        ConnectionQuality = ConnectionQuality.ESTIMATING;
        _qualityCheckedAt = 0;      // by the server's clock, and this server may be younger than the last
        Time.OnConnected();

        // The first message of all: both clocks are useless until a pong has come.
        SendPing();
        Raise(Connected, nameof(Connected));
    }

    private void OnDisconnected()
    {
        if (Connection is null || _isEnding) return;
        _isEnding = true;
        Connection.Cleanup();
        Raise(Disconnected, nameof(Disconnected));
        _isEnding = false;
        Forget();
    }

    private void Forget()
    {
        State = ConnectState.Disconnected;
        Time.ServerTimeline.Reset();
        Connection = null;
        IsPaused = false;
        _isLocal = false;
    }

    private void OnError(TransportError error, string reason)
    {
        Log.TransportFailed(Logger, NetworkConnection.LocalConnectionId, Connection?.AddressText ?? "", error, reason);
        try
        {
            Error?.Invoke(error, reason);
        }
        catch (Exception exception)
        {
            OnListenerThrew(exception, nameof(Error), Connection);
        }
    }

    private void Raise(Action? listeners, string eventName)
    {
        try
        {
            listeners?.Invoke();
        }
        catch (Exception exception)
        {
            OnListenerThrew(exception, eventName, Connection);
        }
    }

    private void SendPing() => Connection!.SendPing(Time.MakePing());

    private void CheckQuality()
    {
        if (!AccurateInterval.Elapsed(Time.unscaledTime, ConnectionQualityIntervalSeconds, ref _qualityCheckedAt)) return;
        ConnectionQuality before = ConnectionQuality;
        ConnectionQuality now = ConnectionQualityMethod == ConnectionQualityMethod.Simple
            ? ConnectionQualityHeuristics.Simple(Time.rtt, Time.rttVariance)
            : ConnectionQualityHeuristics.Pragmatic(Time.ServerTimeline.InitialBufferTime, Time.ServerTimeline.BufferTime);
        if (now == before) return;
        ConnectionQuality = now;
        try
        {
            ConnectionQualityChanged?.Invoke(before, now);
        }
        catch (Exception exception)
        {
            OnListenerThrew(exception, nameof(ConnectionQualityChanged), Connection);
        }
    }
}

/// <summary>A client of a game that only needs messages.</summary>
/// <param name="transport">The transport's endpoint; owned by this client from now on.</param>
/// <param name="options">How it behaves; Mirror's defaults when null.</param>
public sealed class MessageClient(TransportClient transport, MessageClientOptions? options = null)
    : MessageClient<ServerConnection>(transport, static () => new ServerConnection(), options);
