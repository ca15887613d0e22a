namespace Tain.Messages;

/// <summary>The large messages of one endpoint: who handles which type, and which connections are at it. Each direction of a connection keeps its own state.</summary>
internal sealed class LargeMessages<TConnection>(
    LargeMessageOptions options, Func<NetworkReader> createReader, Action<Exception, string, NetworkConnection?> onListenerThrew, Func<uint> getLastTransfer)
    where TConnection : NetworkConnection
{
    private readonly HandlerTable<TConnection> _handlers = new();
    private readonly Dictionary<ushort, Action<TConnection, IncomingLargeMessage>> _progress = [];
    private readonly List<TConnection> _busy = [];

    /// <summary>Memory in use for what is incomplete.</summary>
    public LargeBudget Budget { get; } = new(options.MaxIncomingBytes);

    public bool Set<T>(Action<TConnection, T> handle, bool requiresAuthentication, Action<TConnection, IncomingLargeMessage>? progress) where T : struct, NetworkMessage
    {
        bool isNew = _handlers.Set<T>((connection, message, _) => handle(connection, message), requiresAuthentication);
        _progress.Remove(NetworkMessageId<T>.Id);
        if (progress is not null) _progress.Add(NetworkMessageId<T>.Id, progress);
        return isNew;
    }

    public bool Remove<T>() where T : struct, NetworkMessage
    {
        _progress.Remove(NetworkMessageId<T>.Id);
        return _handlers.Remove<T>();
    }

    public LargeTransfer Send<T>(TConnection connection, T message, Action<LargeTransfer>? progress) where T : struct, NetworkMessage
    {
        if (!connection.IsOpen) throw new InvalidOperationException($"{connection} is not open, so nothing can be sent on it.");
        // A writer of its own: pools keep no megabytes.
        var writer = new NetworkWriter();
        writer.Write(message);
        LargeTransfer transfer = LineOf(connection).Sender.Add(NetworkMessageId<T>.Id, writer.ToArraySegment(), progress);
        Follow(connection);
        return transfer;
    }

    /// <summary>The end of a tick, before batches are handed on.</summary>
    public void Pump(double now, bool isPaused)
    {
        for (int i = _busy.Count - 1; i >= 0; i--)
        {
            // A listener that is told of an end may flush, which pumps them all and takes away who is idle.
            if (i >= _busy.Count) continue;
            TConnection connection = _busy[i];
            LargeLine line = connection.Large!;
            if (connection.IsOpen)
            {
                line.Receiver.Pump(now, isPaused);
                line.Sender.Pump(now, isPaused);
            }
            else
            {
                line.OnDisconnected();
            }
            if (!line.IsIdle || i >= _busy.Count || _busy[i] != connection) continue;
            _busy[i] = _busy[^1];
            _busy.RemoveAt(_busy.Count - 1);
        }
    }

    public (RejectReason Reason, string? Detail) OnBegin(TConnection connection, LargeBegin begin, double now)
    {
        var refusal = LargeStopReason.None;
        if (!_handlers.TryGet(begin.MessageId, out MessageHandler<TConnection>? handler)) refusal = LargeStopReason.NoHandler;
        else if (handler.RequiresAuthentication && !connection.isAuthenticated) return (RejectReason.NotAuthenticated, $"It is a {handler.MessageName}.");
        string? problem = LineOf(connection).Receiver.OnBegin(begin, refusal, now);
        Follow(connection);
        return Judge(problem);
    }

    public (RejectReason Reason, string? Detail) OnPart(TConnection connection, LargePart part, double now)
    {
        LargeReceiver receiver = LineOf(connection).Receiver;
        string? problem = receiver.OnPart(part, now, out bool isTaken);
        if (isTaken && _progress.TryGetValue(receiver.Current!.MessageId, out Action<TConnection, IncomingLargeMessage>? progress)) Report(progress, connection, receiver.Current);
        return Judge(problem);
    }

    /// <summary>Takes the end of a message, and has it handled when it is whole.</summary>
    /// <param name="connection">From whom.</param>
    /// <param name="end">The end.</param>
    /// <param name="failed">The handler that failed, why, and with what.</param>
    /// <returns>What is wrong with what the peer said.</returns>
    public (RejectReason Reason, string? Detail) OnEnd(TConnection connection, LargeEnd end, out (string Message, RejectReason Reason, Exception Exception)? failed)
    {
        failed = null;
        LargeReceiver receiver = LineOf(connection).Receiver;
        string? problem = receiver.OnEnd(end, out bool isComplete);
        if (!isComplete) return Judge(problem);
        // It may have been taken away meanwhile.
        if (!_handlers.TryGet(receiver.Current!.MessageId, out MessageHandler<TConnection>? handler))
        {
            receiver.Conclude(LargeStopReason.NoHandler);
            return Judge(null);
        }
        NetworkReader reader = createReader();
        reader.SetBuffer(receiver.Received);
        RejectReason reason = handler.Handle(connection, reader, Channels.Reliable, out Exception? exception);
        receiver.Conclude(reason == RejectReason.None ? LargeStopReason.None : LargeStopReason.HandlerFailed);
        if (reason != RejectReason.None) failed = (handler.MessageName, reason, exception!);
        return Judge(null);
    }

    public (RejectReason Reason, string? Detail) OnCredit(TConnection connection, LargeCredit credit, double now) => Judge(LineOf(connection).Sender.OnCredit(credit, now));

    public (RejectReason Reason, string? Detail) OnStop(TConnection connection, LargeStop stop)
    {
        LargeLine line = LineOf(connection);
        return Judge(stop.BySender ? line.Receiver.OnStop(stop) : line.Sender.OnStop(stop));
    }

    private static (RejectReason Reason, string? Detail) Judge(string? problem) => (problem is null ? RejectReason.None : RejectReason.BadLargeMessage, problem);

    private void Report(Action<TConnection, IncomingLargeMessage> progress, TConnection connection, IncomingLargeMessage message)
    {
        try
        {
            progress(connection, message);
        }
        catch (Exception exception)
        {
            onListenerThrew(exception, nameof(IncomingLargeMessage), connection);
        }
    }

    private LargeLine LineOf(TConnection connection) =>
        connection.Large ??= new LargeLine(new LargeSender(connection, options, onListenerThrew, getLastTransfer()), new LargeReceiver(connection, options, Budget));

    private void Follow(TConnection connection)
    {
        if (!_busy.Contains(connection)) _busy.Add(connection);
    }
}
