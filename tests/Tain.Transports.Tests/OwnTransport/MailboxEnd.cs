namespace Tain.Transports.OwnTransport;

/// <summary>One end of a connection: its mailbox, and what it has written and not yet flushed.</summary>
internal sealed class MailboxEnd(MailboxTransport transport, int connectionId)
{
    private const int MaxErrors = 16;

    private readonly Queue<Letter> _inbox = new();
    private readonly List<Letter> _outbox = [];
    private MailboxEnd? _peer;
    private int _turn;
    private int _errors;

    public int ConnectionId => connectionId;

    /// <summary>True once either side has ended it.</summary>
    public bool IsClosed { get; private set; }

    public static MailboxEnd Connect(MailboxTransport transport, MailboxEnd server)
    {
        var client = new MailboxEnd(transport, 0) { _peer = server };
        server._peer = client;
        server._inbox.Enqueue(Letter.Of(TransportEventKind.Connected, "localhost"));
        client._inbox.Enqueue(Letter.Of(TransportEventKind.Connected, "localhost"));
        return client;
    }

    public static MailboxEnd Refuse(MailboxTransport transport)
    {
        var client = new MailboxEnd(transport, 0) { IsClosed = true };
        client._inbox.Enqueue(Letter.Of(TransportError.Refused, "Nobody listens on this MailboxTransport."));
        client._inbox.Enqueue(Letter.Of(TransportEventKind.Disconnected));
        return client;
    }

    public bool Send(ReadOnlySpan<byte> data, Channel channel)
    {
        if (IsClosed) return false;
        if (data.IsEmpty || data.Length > transport.MaxPacketBytes)
        {
            if (_errors++ < MaxErrors) _inbox.Enqueue(Letter.Of(TransportError.InvalidSend, $"A packet has 1 to {transport.MaxPacketBytes} bytes, not {data.Length}."));
            return false;
        }
        if (_peer!._inbox.Count + _outbox.Count >= transport.MaxWaitingPackets)
        {
            if (channel == Channel.Unreliable) return true;      // lost, as it may be
            Close(Letter.Of(TransportError.Congestion, "The other side does not read."));
            return false;
        }
        _outbox.Add(new Letter(TransportEventKind.Data, data.ToArray(), channel));
        return true;
    }

    public void Flush()
    {
        foreach (Letter letter in _outbox) _peer!._inbox.Enqueue(letter);
        _outbox.Clear();
    }

    /// <summary>Ends it from this side: nothing more comes in, what was written still arrives.</summary>
    public void Close(Letter? why = null)
    {
        if (IsClosed) return;
        Flush();
        IsClosed = _peer!.IsClosed = true;
        _inbox.Clear();
        if (why is { } reason) _inbox.Enqueue(reason);
        _inbox.Enqueue(Letter.Of(TransportEventKind.Disconnected));
        _peer._outbox.Clear();
        _peer._inbox.Enqueue(Letter.Of(TransportEventKind.Disconnected));
    }

    /// <summary>What is there now is handed out in this tick; what comes meanwhile waits, so that a flood cannot hold the loop.</summary>
    public void BeginTurn() => _turn = _inbox.Count;

    public bool TryTake(out TransportEvent taken)
    {
        taken = default;
        if (_turn == 0 || !_inbox.TryDequeue(out Letter letter)) return false;
        _turn--;
        if (letter.Kind == TransportEventKind.Error) _errors = 0;
        taken = letter.ToEvent(connectionId);
        return true;
    }
}
