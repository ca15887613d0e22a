namespace Tain.Messages;

// Messages that no packet holds travel in parts, between two Tain peers only: Mirror's does not know the messages that carry them.
public abstract partial class MessageEndpoint<TConnection>
{
    private readonly LargeMessages<TConnection> _large;

    /// <summary>Memory in use for large messages that are not complete yet, in bytes.</summary>
    public long IncomingLargeBytes => _large.Budget.UsedBytes;

    /// <summary>
    /// Sends a message of any size up to <see cref="LargeMessageOptions.MaxBytes"/>, in parts that the other side confirms, over whatever transport. Several to one connection
    /// go one after the other, in order among themselves, but not with messages sent otherwise: those pass it. Only for peers that are Tain's; a Mirror peer ends the
    /// connection at a message that it does not know.
    /// </summary>
    /// <typeparam name="T">The message type; the other side registers it with <see cref="RegisterLargeHandler{T}"/>.</typeparam>
    /// <param name="connection">To whom.</param>
    /// <param name="message">The message. It is written before this returns.</param>
    /// <param name="progress">Called when the other side has confirmed more, and when it is over, however it ends.</param>
    /// <returns>How it goes, and the means to cancel it.</returns>
    /// <exception cref="ArgumentException">It is larger than <see cref="LargeMessageOptions.MaxBytes"/>.</exception>
    /// <exception cref="InvalidOperationException">The connection has ended, or <see cref="LargeMessageOptions.MaxWaiting"/> messages wait for it already.</exception>
    public LargeTransfer SendLarge<T>(TConnection connection, T message, Action<LargeTransfer>? progress = null) where T : struct, NetworkMessage
    {
        ArgumentNullException.ThrowIfNull(connection);
        return _large.Send(connection, message, progress);
    }

    /// <summary>Has large messages of a type handled. A type may have an ordinary handler, too.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the connection and the whole message. Spans and segments in the message are valid until it returns.</param>
    /// <param name="requireAuthentication">True: a connection that is not authenticated and begins one is disconnected.</param>
    /// <param name="progress">Called at each part, before the handler; it may refuse the message.</param>
    /// <exception cref="InvalidOperationException">Another message type has the same id; the text says what to do.</exception>
    public void RegisterLargeHandler<T>(Action<TConnection, T> handler, bool requireAuthentication = true, Action<TConnection, IncomingLargeMessage>? progress = null)
        where T : struct, NetworkMessage
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (!_large.Set(handler, requireAuthentication, progress)) Log.HandlerReplaced(Logger, typeof(T).Name);
    }

    /// <summary>Forgets the handler of a type; its large messages are refused from now on.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <returns>False when there was none.</returns>
    public bool UnregisterLargeHandler<T>() where T : struct, NetworkMessage => _large.Remove<T>();

    /// <summary>Sends what large messages have room for. Called once per flush, before batches are handed on.</summary>
    private protected void PumpLargeMessages() => _large.Pump(Time.localTime, IsPaused);

    private LargeMessages<TConnection> CreateLargeMessages(EndpointOptions options)
    {
        options.LargeMessages.Validate();
        RegisterHandler<LargeBegin>((connection, begin) => Follow(connection, _large.OnBegin(connection, begin, Time.localTime)), requireAuthentication: false);
        RegisterHandler<LargePart>((connection, part) => Follow(connection, _large.OnPart(connection, part, Time.localTime)), requireAuthentication: false);
        RegisterHandler<LargeEnd>(OnLargeEnd, requireAuthentication: false);
        RegisterHandler<LargeCredit>((connection, credit) => Follow(connection, _large.OnCredit(connection, credit, Time.localTime)), requireAuthentication: false);
        RegisterHandler<LargeStop>((connection, stop) => Follow(connection, _large.OnStop(connection, stop)), requireAuthentication: false);
        return new LargeMessages<TConnection>(options.LargeMessages, () => new NetworkReader { Context = options.ReaderContext }, OnListenerThrew, () => options.LargeTransfersFollowClock ? LargeNumbers.At(Time.localTime) : 0);
    }

    private void OnLargeEnd(TConnection connection, LargeEnd end)
    {
        Follow(connection, _large.OnEnd(connection, end, out (string Message, RejectReason Reason, Exception Exception)? failed));
        if (failed is not { } failure) return;
        if (failure.Reason == RejectReason.HandlerThrew) OnHandlerThrew(connection, failure.Message, failure.Exception);
        else Reject(connection, failure.Reason, $" It is a {failure.Message}. {failure.Exception.Message}");
    }

    private void Follow(TConnection connection, (RejectReason Reason, string? Detail) verdict)
    {
        if (verdict.Reason != RejectReason.None) Reject(connection, verdict.Reason, " " + verdict.Detail);
    }
}
