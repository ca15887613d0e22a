using System.Buffers.Binary;
using Microsoft.Extensions.Logging;

namespace Tain.Messages;

/// <summary>
/// What a server and a client do alike: keep handlers, take packets of connections apart, dispatch their messages, and decide what follows from bad ones.
/// </summary>
/// <typeparam name="TConnection">The kind of connection that handlers get.</typeparam>
public abstract partial class MessageEndpoint<TConnection> : IConnectionCarrier where TConnection : NetworkConnection
{
    // With ExceptionsDisconnect off a peer can send bad messages for ever; the counters go on, the log does not.
    private const int MaxLinesPerConnection = 10;

    private readonly HandlerTable<TConnection> _handlers = new();
    private readonly Stack<NetworkReader> _idleReaders = new();
    private readonly EndpointOptions _options;
    private readonly bool _ownsTime;
    private readonly TickShare _share;

    private protected MessageEndpoint(EndpointOptions options)
    {
        _options = options;
        _ownsTime = options.Time is null;
        Time = options.Time ?? new NetworkTime(options.TimeProvider, options.SendRate, options.SnapshotSettings);
        Logger = options.Logger;
        ExceptionsDisconnect = options.ExceptionsDisconnect;
        SendRate = options.SendRate;
        SnapshotSettings = options.SnapshotSettings;
        RegisterHandler<NetworkPingMessage>(HandlePing, requireAuthentication: false);
        RegisterHandler<NetworkPongMessage>(HandlePong, requireAuthentication: false);
        RegisterHandler<TimeSnapshotMessage>(HandleTimeSnapshot, requireAuthentication: false);
        _large = CreateLargeMessages(options);
        _share = options.CreateShare();
    }

    /// <summary>The clocks. Unless they were passed in, each Receive begins a frame.</summary>
    public NetworkTime Time { get; }

    /// <summary>Writers for packing messages; they belong to the thread of this endpoint.</summary>
    public NetworkWriterPool Writers { get; } = new();

    /// <summary>What was refused, by reason.</summary>
    public RejectionCounters Rejections { get; } = new();

    /// <summary>
    /// True, the default: a connection ends when it sends an unknown or unreadable message, or when a handler throws on it. False: such a message is dropped with a
    /// warning. Broken batches and missing authentication end a connection in any case.
    /// </summary>
    public bool ExceptionsDisconnect { get; set; }

    /// <summary>How many time snapshots the other side sends per second; see <see cref="ConfigureTimelines"/>.</summary>
    public int SendRate { get; private set; }

    /// <summary>How far behind the other side's clock its timeline is shown; see <see cref="ConfigureTimelines"/>.</summary>
    public SnapshotInterpolationSettings SnapshotSettings { get; private set; }

    /// <summary>While true, what arrives is queued, for example while a scene is loading; it is handled in the next Receive after that.</summary>
    public bool IsPaused { get; set; }

    /// <summary>How many messages were handled.</summary>
    public long HandledMessages { get; private set; }

    private protected ILogger Logger { get; }

    NetworkTime IConnectionCarrier.Time => Time;

    NetworkWriterPool IConnectionCarrier.Writers => Writers;

    ILogger IConnectionCarrier.Logger => Logger;

    EndpointOptions IConnectionCarrier.Options => _options;

    /// <summary>Changes how the clocks of the other side are followed, those of living connections too. Averages keep their old windows until the next connection.</summary>
    /// <param name="sendRate">How many time snapshots the other side sends per second.</param>
    /// <param name="settings">How far behind its clock its timeline is shown.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above 0.</exception>
    public void ConfigureTimelines(int sendRate, SnapshotInterpolationSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sendRate);
        ArgumentNullException.ThrowIfNull(settings);
        if (sendRate == SendRate && ReferenceEquals(settings, SnapshotSettings)) return;
        SendRate = sendRate;
        SnapshotSettings = settings;
        ConfigureLivingTimelines();
    }

    /// <summary>Has messages of a type handled. One that is registered already is replaced, with a warning.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the connection and the message. Spans and segments in the message are valid until it returns.</param>
    /// <param name="requireAuthentication">True: a connection that is not authenticated and sends it is disconnected.</param>
    /// <exception cref="InvalidOperationException">Another message type has the same id; the text says what to do.</exception>
    public void RegisterHandler<T>(Action<TConnection, T> handler, bool requireAuthentication = true) where T : struct, NetworkMessage =>
        RegisterHandler<T>((connection, message, _) => handler(connection, message), requireAuthentication);

    /// <summary>Has messages of a type handled, see <see cref="RegisterHandler{T}(Action{TConnection, T}, bool)"/>.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the connection, the message and the channel that it came on.</param>
    /// <param name="requireAuthentication">True: a connection that is not authenticated and sends it is disconnected.</param>
    public void RegisterHandler<T>(Action<TConnection, T, int> handler, bool requireAuthentication = true) where T : struct, NetworkMessage
    {
        if (!_handlers.Set(handler, requireAuthentication)) Log.HandlerReplaced(Logger, typeof(T).Name);
    }

    /// <summary>As <see cref="RegisterHandler{T}(Action{TConnection, T}, bool)"/>, but without the warning.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the connection and the message.</param>
    /// <param name="requireAuthentication">True: a connection that is not authenticated and sends it is disconnected.</param>
    public void ReplaceHandler<T>(Action<TConnection, T> handler, bool requireAuthentication = true) where T : struct, NetworkMessage =>
        ReplaceHandler<T>((connection, message, _) => handler(connection, message), requireAuthentication);

    /// <summary>As <see cref="RegisterHandler{T}(Action{TConnection, T, int}, bool)"/>, but without the warning.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the connection, the message and the channel that it came on.</param>
    /// <param name="requireAuthentication">True: a connection that is not authenticated and sends it is disconnected.</param>
    public void ReplaceHandler<T>(Action<TConnection, T, int> handler, bool requireAuthentication = true) where T : struct, NetworkMessage =>
        _handlers.Set(handler, requireAuthentication);

    /// <summary>Forgets the handler of a type; its messages are unknown from now on.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <returns>False when there was none.</returns>
    public bool UnregisterHandler<T>() where T : struct, NetworkMessage => _handlers.Remove<T>();

    /// <summary>
    /// Dispatches one message that did not come through the transport: that of a connection within one process. It is treated as if it had come over the network.
    /// </summary>
    /// <param name="connection">From whom.</param>
    /// <param name="message">Id and content. Borrowed during the call.</param>
    /// <param name="timestamp">The sender's clock when it was sent, in seconds.</param>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    public void HandleMessage(TConnection connection, ArraySegment<byte> message, double timestamp, int channelId)
    {
        if (!connection.IsOpen) return;
        connection.remoteTimeStamp = timestamp;
        Dispatch(connection, new BatchedMessage(message, timestamp, channelId));
    }

    /// <summary>
    /// The one place that decides what follows from something bad: it is counted, logged once with connection, address and reason, and most reasons end the connection.
    /// What bad lines cause as well as bad peers is only counted.
    /// Handlers call it for content that only they can judge.
    /// </summary>
    /// <param name="connection">Whose fault it is.</param>
    /// <param name="reason">What is wrong.</param>
    /// <param name="detail">A sentence for the log, with a space in front; or nothing.</param>
    public void Reject(NetworkConnection connection, RejectReason reason, string detail = "")
    {
        Rejections.Count(reason);
        if (RejectReasons.IsOnlyCounted(reason)) return;
        bool disconnects = ExceptionsDisconnect || RejectReasons.AlwaysDisconnects(reason);
        if (TryTakeLine(connection))
        {
            if (disconnects) Log.PeerDisconnected(Logger, connection.TransportId, connection.AddressText, RejectReasons.Describe(reason), detail);
            else Log.PeerTolerated(Logger, connection.TransportId, connection.AddressText, RejectReasons.Describe(reason), detail);
        }

        if (disconnects) connection.Disconnect();
    }

    /// <summary>A ping has come.</summary>
    private protected abstract void OnPing(TConnection connection, NetworkPingMessage ping);

    /// <summary>The answer to a ping has come.</summary>
    private protected abstract void OnPong(TConnection connection, NetworkPongMessage pong);

    /// <summary>The settings of timelines have changed.</summary>
    private protected abstract void ConfigureLivingTimelines();

    /// <summary>The peer tells its game time.</summary>
    private protected abstract void OnTimeSnapshot(TConnection connection, TimeSnapshotMessage message);

    private protected abstract int GetMaxPacketBytes(int channelId);

    private protected abstract int GetBatchThresholdBytes(int channelId);

    private protected abstract void SendToTransport(int connectionId, ReadOnlySpan<byte> batch, int channelId);

    private protected abstract void DisconnectFromTransport(int connectionId);

    private protected void BeginFrame()
    {
        _share.Begin();
        if (_ownsTime) Time.BeginFrame();
    }

    /// <summary>A packet has come: takes it apart and handles its messages, or leaves it queued while paused or when the connection has had its share of this tick.</summary>
    private protected void OnPacket(TConnection connection, ReadOnlySpan<byte> packet, int channelId)
    {
        // A peer that is being disconnected is not listened to any more; one line in the log is enough for it.
        if (!connection.IsOpen) return;
        RejectReason reason = HasNoTime(packet) ? RejectReason.BadTimestamp : connection.Unbatcher.AddBatch(packet, channelId);
        if (reason == RejectReason.None) HandleQueued(connection);
        else Reject(connection, reason);
    }

    /// <summary>Handles what a connection has queued, until it is empty, paused or disconnected, or has had its share of this tick.</summary>
    private protected void HandleQueued(TConnection connection)
    {
        while (!IsPaused && connection.IsOpen && connection.HasTickBudget(_share.Tick, _share.Messages))
        {
            if (!connection.Unbatcher.TryGetNext(out BatchedMessage message, out RejectReason reason))
            {
                if (reason != RejectReason.None) Reject(connection, reason);
                return;
            }

            if (!connection.TryTakeMessage(Time.localTime))
            {
                Reject(connection, RejectReason.TooManyMessages);
                return;
            }

            connection.remoteTimeStamp = connection.JudgeTimestamp(message.Timestamp);
            Dispatch(connection, message);
            _share.OnHandled();
        }

        if (_share.IsLate && connection.IsOpen && !IsPaused && connection.Unbatcher.BatchesCount > 0) TellOfWaiting(connection);
    }

    private void TellOfWaiting(TConnection connection)
    {
        if (connection.WasToldOfWaiting) return;
        connection.WasToldOfWaiting = true;
        Log.MessagesWait(Logger, connection.TransportId, connection.AddressText, _share.PatienceSeconds * 1000);
    }

    /// <summary>A listener of an event is the game's code: its exception must not keep the others from their packets.</summary>
    private protected void OnListenerThrew(Exception exception, string eventName, NetworkConnection? connection)
    {
        Log.ListenerThrew(Logger, exception, eventName, connection?.TransportId ?? NetworkConnection.LocalConnectionId, connection?.AddressText ?? "no connection");
        if (ExceptionsDisconnect) connection?.Disconnect();
    }

    void IConnectionCarrier.Reject(NetworkConnection connection, RejectReason reason) => Reject(connection, reason);

    int IConnectionCarrier.GetMaxPacketBytes(int channelId) => GetMaxPacketBytes(channelId);

    int IConnectionCarrier.GetBatchThresholdBytes(int channelId) => GetBatchThresholdBytes(channelId);

    void IConnectionCarrier.Send(int connectionId, ReadOnlySpan<byte> batch, int channelId) => SendToTransport(connectionId, batch, channelId);

    void IConnectionCarrier.Disconnect(int connectionId) => DisconnectFromTransport(connectionId);

    // Whatever is reckoned with a NaN or an infinity is lost, averages for good.
    private static bool HasNoTime(ReadOnlySpan<byte> packet) =>
        packet.Length >= Batcher.TimestampSize && !double.IsFinite(BinaryPrimitives.ReadDoubleLittleEndian(packet));

    private void HandlePing(TConnection connection, NetworkPingMessage ping)
    {
        if (connection.TryTakePing(Time.localTime)) OnPing(connection, ping);
        else Reject(connection, RejectReason.TooManyTimeMessages);
    }

    private void HandlePong(TConnection connection, NetworkPongMessage pong)
    {
        if (connection.TryAnswerPing(pong)) OnPong(connection, pong);
        else Reject(connection, RejectReason.UnknownPong);
    }

    private void HandleTimeSnapshot(TConnection connection, TimeSnapshotMessage message)
    {
        if (connection.TryTakeTimeSnapshot(Time.localTime)) OnTimeSnapshot(connection, message);
        else Reject(connection, RejectReason.TooManyTimeMessages);
    }

    private void Dispatch(TConnection connection, in BatchedMessage message)
    {
        // Readers are stacked, because a handler may dispatch a message of a connection within this process.
        if (!_idleReaders.TryPop(out NetworkReader? reader)) reader = new NetworkReader { Context = _options.ReaderContext };
        reader.SetBuffer(message.Bytes);
        Dispatch(connection, reader, message.ChannelId);
        _idleReaders.Push(reader);
    }

    private void Dispatch(TConnection connection, NetworkReader reader, int channelId)
    {
        if (!NetworkMessages.UnpackId(reader, out ushort id))
        {
            Reject(connection, RejectReason.MessageTooShort);
            return;
        }

        if (!_handlers.TryGet(id, out MessageHandler<TConnection>? handler))
        {
            Reject(connection, RejectReason.UnknownMessage, $" Its id is {id}.");
            return;
        }

        if (handler.RequiresAuthentication && !connection.isAuthenticated)
        {
            Reject(connection, RejectReason.NotAuthenticated, $" It is a {handler.MessageName}.");
            return;
        }

        RejectReason reason = handler.Handle(connection, reader, channelId, out Exception? exception);
        connection.lastMessageTime = Time.localTime;
        HandledMessages++;
        if (reason == RejectReason.HandlerThrew) OnHandlerThrew(connection, handler.MessageName, exception!);
        else if (reason != RejectReason.None) Reject(connection, reason, $" It is a {handler.MessageName}. {exception!.Message}");
    }

    // It stops counting at the limit: a number that goes on would be below it again after two thousand million, which a flood reaches in days.
    private static bool TryTakeLine(NetworkConnection connection)
    {
        if (!connection.IsOpen || connection.LoggedRejections >= MaxLinesPerConnection) return false;
        connection.LoggedRejections++;
        return true;
    }

    // Unlike the other reasons this one is most likely our own bug, so the whole exception is logged.
    private void OnHandlerThrew(TConnection connection, string messageName, Exception exception)
    {
        Rejections.Count(RejectReason.HandlerThrew);
        if (TryTakeLine(connection))
        {
            if (ExceptionsDisconnect) Log.HandlerThrewAndDisconnected(Logger, exception, connection.TransportId, connection.AddressText, messageName);
            else Log.HandlerThrew(Logger, exception, connection.TransportId, connection.AddressText, messageName);
        }

        if (ExceptionsDisconnect) connection.Disconnect();
    }
}
