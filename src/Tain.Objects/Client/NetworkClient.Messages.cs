using Tain.Transports;

namespace Tain;

// Events, messages and handlers.
public sealed partial class NetworkClient
{
    /// <summary>The client is connected. With <see cref="NetworkClientOptions.autoReady"/> it says Ready after this.</summary>
    public Action? OnConnectedEvent;

    /// <summary>The connection is gone, or the attempt failed. What the server showed is destroyed after this.</summary>
    public Action? OnDisconnectedEvent;

    /// <summary>The server will send nothing of the world until the client says Ready again.</summary>
    public Action? OnNotReadyEvent;

    /// <summary>The transport complains.</summary>
    public Action<TransportError, string>? OnErrorEvent;

    /// <summary>The quality of the connection has changed: before and now.</summary>
    public event Action<ConnectionQuality, ConnectionQuality>? onConnectionQualityChanged
    {
        add => Messages.ConnectionQualityChanged += value;
        remove => Messages.ConnectionQualityChanged -= value;
    }

    /// <summary>How good the connection is.</summary>
    public ConnectionQuality connectionQuality => Messages.ConnectionQuality;

    /// <summary>How far behind the server its shown time is to stay, in seconds: what the delivery asks for at present.</summary>
    public double bufferTime => NetworkTime.ServerTimeline.BufferTime;

    /// <summary>What <see cref="bufferTime"/> begins with, in seconds.</summary>
    public double initialBufferTime => NetworkTime.ServerTimeline.InitialBufferTime;

    /// <summary><see cref="bufferTime"/> in send intervals.</summary>
    public double bufferTimeMultiplier => NetworkTime.ServerTimeline.BufferTimeMultiplier;

    /// <summary>From what the quality of the connection is judged.</summary>
    public ConnectionQualityMethod connectionQualityMethod
    {
        get => Messages.ConnectionQualityMethod;
        set => Messages.ConnectionQualityMethod = value;
    }

    /// <summary>How often the quality of the connection is judged, in seconds.</summary>
    public float connectionQualityInterval
    {
        get => (float)Messages.ConnectionQualityIntervalSeconds;
        set => Messages.ConnectionQualityIntervalSeconds = value;
    }

    /// <summary>
    /// How many Rpcs came for objects that are not in sight, since this client was made. Unreliable ones overtake a spawn, or come after an end, and are ignored; a number
    /// that grows fast is a server that calls in vain.
    /// </summary>
    public long ignoredRpcs => _rpcs.Ignored;

    /// <summary>Whether a bad message or a handler that throws ends the connection.</summary>
    public bool exceptionsDisconnect
    {
        get => Messages.ExceptionsDisconnect;
        set => Messages.ExceptionsDisconnect = value;
    }

    /// <summary>Sends a message to the server. It leaves at the end of the tick.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="message">The message.</param>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    /// <exception cref="InvalidOperationException">The client is not connected.</exception>
    public void Send<T>(T message, int channelId = Channels.Reliable) where T : struct, NetworkMessage => Messages.Send(message, channelId);

    /// <summary>Has messages of a type handled. One that is registered already is replaced, with a warning.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the message. Segments in it are valid until it returns.</param>
    /// <param name="requireAuthentication">True: when the client is not authenticated, the message disconnects it.</param>
    public void RegisterHandler<T>(Action<T> handler, bool requireAuthentication = true) where T : struct, NetworkMessage =>
        Messages.RegisterHandler(handler, requireAuthentication);

    /// <summary>Has messages of a type handled; the handler also gets the channel.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the message and the channel.</param>
    /// <param name="requireAuthentication">True: when the client is not authenticated, the message disconnects it.</param>
    public void RegisterHandler<T>(Action<T, int> handler, bool requireAuthentication = true) where T : struct, NetworkMessage =>
        Messages.RegisterHandler<T>((_, message, channelId) => handler(message, channelId), requireAuthentication);

    /// <summary>As <see cref="RegisterHandler{T}(Action{T}, bool)"/>, without the warning.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the message.</param>
    /// <param name="requireAuthentication">True: when the client is not authenticated, the message disconnects it.</param>
    public void ReplaceHandler<T>(Action<T> handler, bool requireAuthentication = true) where T : struct, NetworkMessage =>
        Messages.ReplaceHandler(handler, requireAuthentication);

    /// <summary>As <see cref="RegisterHandler{T}(Action{T, int}, bool)"/>, without the warning.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the message and the channel.</param>
    /// <param name="requireAuthentication">True: when the client is not authenticated, the message disconnects it.</param>
    public void ReplaceHandler<T>(Action<T, int> handler, bool requireAuthentication = true) where T : struct, NetworkMessage =>
        Messages.ReplaceHandler<T>((_, message, channelId) => handler(message, channelId), requireAuthentication);

    /// <summary>Forgets the handler of a type; its messages are unknown from now on.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <returns>False when there was none.</returns>
    public bool UnregisterHandler<T>() where T : struct, NetworkMessage => Messages.UnregisterHandler<T>();

    /// <summary>Looks for sleeping objects in the loaded scenes, so that the server can spawn them. Done at the start of each world; after an additive load the game calls it.</summary>
    public void PrepareToSpawnSceneObjects() => Spawner.CollectSceneObjects();

    /// <summary>Destroys what the server showed. On a host the server's objects stay.</summary>
    public void DestroyAllClientObjects() => Spawner.DestroyAll();

    private void ListenToConnection()
    {
        Messages.Connected += OnConnected;
        Messages.Disconnected += OnDisconnected;
        Messages.Error += (error, reason) => OnErrorEvent?.Invoke(error, reason);
    }

    private void RegisterHandlers()
    {
        Messages.RegisterHandler<RpcMessage>((_, message, channelId) => _rpcs.Handle(message, channelId));
        Messages.RegisterHandler<NotReadyMessage>(_ => OnNotReady(), requireAuthentication: false);
        Messages.RegisterHandler<SpawnMessage>(message => { if (activeHost) _hostSpawner.Spawn(message); else Spawner.Spawn(message); });
        Messages.RegisterHandler<ObjectHideMessage>(message => { if (activeHost) _hostSpawner.Hide(message.netId); else Spawner.Despawn(message.netId); });
        Messages.RegisterHandler<ChangeOwnerMessage>(Spawner.ChangeOwner);
        // What a host does not need: its client shares the server's objects, and knows of their end before the message comes.
        OnRemote<ObjectSpawnStartedMessage>(_ => Spawner.Begin());
        OnRemote<ObjectSpawnFinishedMessage>(_ => Spawner.Finish());
        OnRemote<ObjectDestroyMessage>(message => Spawner.Despawn(message.netId));
        OnRemote<EntityStateMessage>(States.Handle);
        OnRemote<EntityStateMessageUnreliableDelta>(message => States.HandleDelta(message, connection!.remoteTimeStamp));
        Messages.RegisterHandler<EntityStateMessageUnreliableBaseline>((from, message, channelId) => { if (!activeHost) States.HandleBaseline(message, channelId, from.remoteTimeStamp); });
    }

    private void OnRemote<T>(Action<T> handler) where T : struct, NetworkMessage =>
        Messages.RegisterHandler<T>(message => { if (!activeHost) handler(message); });

    private void OnConnected()
    {
        OnConnectedEvent?.Invoke();
        if (!isConnected || !Options.autoReady) return;
        if (!ready) Ready();
        if (Options.autoCreatePlayer && localPlayer is null) AddPlayer();
    }

    private void OnNotReady()
    {
        ready = false;
        OnNotReadyEvent?.Invoke();
    }

    private void OnDisconnected()
    {
        try
        {
            OnDisconnectedEvent?.Invoke();
        }
        finally
        {
            EndSession();
        }
    }
}
