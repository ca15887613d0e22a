using Tain.Messages;

namespace Tain;

/// <summary>
/// One end of a conversation. Messages that are sent are collected into batches and leave when the endpoint flushes; batches that arrive are taken apart here
/// and handled by the endpoint.
/// </summary>
[WireName("Mirror.NetworkConnection")]
public abstract class NetworkConnection
{
    /// <summary>The id of a host's connection to itself; transports never give it.</summary>
    public const int LocalConnectionId = 0;

    // In ping intervals, for pings that ride along. The other side pings as often as we do and our answer is such a packet, so one wait of at most an interval brings both into
    // step; a little early must be allowed, or a frame that came too soon would cost the whole next interval.
    private const double EarlyPing = 0.75;

    private IConnectionCarrier? _carrier;
    private OutgoingChannel? _first;
    private OutgoingChannel? _second;
    private MessageRateLimit _rateLimit;
    private MessageRateLimit _pingLimit;
    private MessageRateLimit _timeSnapshotLimit;
    private TickBudget _tickBudget;
    private SentPings? _sentPings;
    private bool _pingsRideAlong;

    /// <summary>True once the game knows who this is. Messages that need it disconnect whoever sends them before.</summary>
    public bool isAuthenticated { get; set; }

    /// <summary>What authentication found out, for the game's own use.</summary>
    public object? authenticationData { get; set; }

    /// <summary>True when the peer may receive the world: it has loaded its scene and said so.</summary>
    public bool isReady { get; set; }

    /// <summary>When the last message was handled, in seconds of this side's clock; when nothing was yet, when the connection was made.</summary>
    public double lastMessageTime { get; internal set; }

    /// <summary>While a message is handled: the peer's clock when it sent it, in seconds.</summary>
    public double remoteTimeStamp { get; internal set; }

    /// <summary>False once a disconnect was asked for or has happened. Nothing is sent or handled any more then.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>True while a large message is under way on this connection, in either direction.</summary>
    public bool HasLargeMessage => Large is { IsIdle: false };

    /// <summary>The clocks of the endpoint that this connection belongs to.</summary>
    /// <exception cref="InvalidOperationException">It belongs to none yet.</exception>
    protected NetworkTime Time => Carrier.Time;

    internal Unbatcher Unbatcher { get; private set; } = new();

    /// <summary>The id under which the transport knows this connection.</summary>
    internal virtual int TransportId => LocalConnectionId;

    internal abstract string AddressText { get; }

    internal int LoggedRejections { get; set; }

    /// <summary>Whether the log knows that its messages had to wait because ticks took long.</summary>
    internal bool WasToldOfWaiting { get; set; }

    /// <summary>After how many ping intervals the next ping is due, by what waits to be sent now.</summary>
    internal double PingWait => !_pingsRideAlong ? 1 : HasOpenPacket(Channels.Unreliable) ? EarlyPing : LatePing;

    /// <summary>For pings that ride along: after how many ping intervals one goes alone.</summary>
    private protected abstract double LatePing { get; }

    /// <summary>Its large messages; null until the first.</summary>
    internal LargeLine? Large { get; set; }

    private protected IConnectionCarrier Carrier => _carrier ?? throw new InvalidOperationException(
        $"{this} does not belong to an endpoint. Connections are made by MessageServer and MessageClient; give one of your own to AddConnection or ConnectLocal first.");

    /// <summary>Sends a message. It leaves with the next flush.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="message">The message.</param>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    /// <exception cref="InvalidOperationException">The type has no writer; the text says what to do.</exception>
    public void Send<T>(T message, int channelId = Channels.Reliable) where T : struct, NetworkMessage
    {
        using NetworkWriterPooled writer = Carrier.Writers.Get();
        NetworkMessages.Pack(message, writer);
        SendRaw(writer.ToSpan(), channelId);
    }

    /// <summary>
    /// Sends a packed message: id and content. Pack once and call this for each receiver. A message that no packet can hold is dropped with an error in the log.
    /// </summary>
    /// <param name="message">The message. Copied.</param>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The channel does not exist.</exception>
    public virtual void SendRaw(ReadOnlySpan<byte> message, int channelId = Channels.Reliable)
    {
        OutgoingChannel channel = GetChannel(channelId);
        if (!CanQueue(channel)) return;
        if (message.Length > channel.MaxMessageBytes)
        {
            Log.MessageTooLarge(Carrier.Logger, NetworkMessageNames.Of(message), message.Length, channel.MaxMessageBytes, TransportId, AddressText);
            return;
        }

        channel.Batcher.AddMessage(message, Carrier.Time.localTime);
    }

    /// <summary>
    /// Sends messages that were framed for many connections at once, see <see cref="Batcher.AddFrames"/>. The caller keeps each within <see cref="MaxMessageSize"/>.
    /// </summary>
    /// <param name="frames">The framed messages. Copied.</param>
    /// <param name="start">Where the first one begins.</param>
    /// <param name="frameEnds">Where each ends, in ascending order.</param>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    public virtual void SendFrames(ReadOnlySpan<byte> frames, int start, ReadOnlySpan<int> frameEnds, int channelId = Channels.Reliable)
    {
        OutgoingChannel channel = GetChannel(channelId);
        if (CanQueue(channel)) channel.Batcher.AddFrames(frames, start, frameEnds, Carrier.Time.localTime);
    }

    /// <summary>How many bytes wait for the next flush on a channel.</summary>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    /// <returns>A number of bytes.</returns>
    public int GetPendingSendBytes(int channelId)
    {
        if (_first?.Id == channelId) return _first.Batcher.PendingBytes;
        return _second?.Id == channelId ? _second.Batcher.PendingBytes : 0;
    }

    /// <summary>
    /// Whether a short message that is sent now shares its packet with what waits already. What waits since an earlier frame does not count: a packet has one timestamp.
    /// </summary>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    /// <returns>False when it would begin a packet of its own.</returns>
    public bool HasOpenPacket(int channelId)
    {
        OutgoingChannel? channel = _first?.Id == channelId ? _first : _second?.Id == channelId ? _second : null;
        return channel?.Batcher.IsOpenAt(Carrier.Time.localTime) == true;
    }

    /// <summary>The longest message that a channel carries, id included, in bytes.</summary>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    /// <returns>A size in bytes.</returns>
    public int MaxMessageSize(int channelId = Channels.Reliable) => GetChannel(channelId).MaxMessageBytes;

    /// <summary>Ends the connection. What was sent and not flushed is lost. The endpoint's Disconnected event follows when the transport reports it.</summary>
    public virtual void Disconnect()
    {
        isReady = false;
        if (!IsOpen) return;
        IsOpen = false;
        _carrier?.Disconnect(TransportId);
    }

    /// <summary>Drops what waits to be sent or handled. The endpoint calls it when the connection is gone.</summary>
    public virtual void Cleanup()
    {
        IsOpen = false;
        _first?.Batcher.Clear();
        _second?.Batcher.Clear();
        Unbatcher.Clear();
        Large?.OnDisconnected();
    }

    /// <summary>
    /// Hands all batches to the transport: for each channel in the order of first use; or disconnects, when more was sent than may wait. The endpoint calls it once per flush.
    /// </summary>
    protected internal virtual void FlushBatches()
    {
        if (IsOpen && (IsOverfull(_first) || IsOverfull(_second))) Carrier.Reject(this, RejectReason.SendQueueFull);
        if (_first is not null) Flush(_first);
        if (_second is not null) Flush(_second);
    }

    /// <summary>Hands one batch on; a connection within one process overrides it.</summary>
    /// <param name="batch">A whole packet. Borrowed during the call.</param>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    protected virtual void SendToTransport(ReadOnlySpan<byte> batch, int channelId) => Carrier.Send(TransportId, batch, channelId);

    /// <summary>Called once the connection belongs to an endpoint: clocks and options are known from here on.</summary>
    protected virtual void OnAttached()
    {
    }

    internal void Attach(IConnectionCarrier carrier)
    {
        if (_carrier is not null && _carrier != carrier) throw new InvalidOperationException($"{this} belongs to another endpoint already.");
        _carrier = carrier;
        Unbatcher = new Unbatcher(carrier.Options.MaxQueuedReceiveBytes);
        lastMessageTime = carrier.Time.localTime;
        _rateLimit = new MessageRateLimit(carrier.Options.MaxMessagesPerSecond);
        _pingLimit = new MessageRateLimit(carrier.Options.MaxPingsPerSecond);
        _timeSnapshotLimit = new MessageRateLimit(carrier.Options.MaxTimeSnapshotsPerSecond);
        _pingsRideAlong = carrier.Options.PingsRideAlong;
        OnAttached();
    }

    internal bool HasTickBudget(long tick, int messagesPerTick) => _tickBudget.HasLeft(tick, messagesPerTick);

    internal bool TryTakeMessage(double now)
    {
        _tickBudget.Take();
        return _rateLimit.TryTake(now);
    }

    internal bool TryTakePing(double now) => _pingLimit.TryTake(now);

    internal bool TryTakeTimeSnapshot(double now) => _timeSnapshotLimit.TryTake(now);

    /// <summary>The timestamp of a message as it is believed; finite.</summary>
    internal virtual double JudgeTimestamp(double timestamp) => timestamp;

    /// <summary>Sends a ping and remembers it.</summary>
    internal void SendPing(NetworkPingMessage ping)
    {
        (_sentPings ??= new SentPings()).Add(ping.localTime);
        Send(ping, Channels.Unreliable);
    }

    /// <summary>False when a pong answers no ping that was sent here.</summary>
    internal bool TryAnswerPing(NetworkPongMessage pong) => _sentPings?.TryAnswer(pong.localTime) == true;

    private void Flush(OutgoingChannel channel)
    {
        while (IsOpen && channel.Batcher.TryTakeBatch(out ReadOnlySpan<byte> batch)) SendToTransport(batch, channel.Id);
    }

    // Nothing is added beyond the limit, and the end waits for the flush: batches are filled by several threads, and an end has many listeners.
    private bool CanQueue(OutgoingChannel channel) => IsOpen && !IsOverfull(channel);

    private bool IsOverfull(OutgoingChannel? channel) => channel?.Batcher.PendingBytes > Carrier.Options.MaxQueuedSendBytes;

    // Two channels exist, so two fields in order of first use serve as the table.
    private OutgoingChannel GetChannel(int channelId)
    {
        if (_first?.Id == channelId) return _first;
        if (_second?.Id == channelId) return _second;
        return AddChannel(channelId);
    }

    private OutgoingChannel AddChannel(int channelId)
    {
        if (channelId is not (Channels.Reliable or Channels.Unreliable))
            throw new ArgumentOutOfRangeException(nameof(channelId), channelId, "Use Channels.Reliable or Channels.Unreliable.");
        var channel = new OutgoingChannel(channelId, Carrier.GetMaxPacketBytes(channelId), Carrier.GetBatchThresholdBytes(channelId));
        if (_first is null) _first = channel;
        else _second = channel;
        return channel;
    }
}
