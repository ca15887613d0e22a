namespace Tain.Transports.OwnTransport;

internal sealed class MailboxServer(MailboxTransport transport) : TransportServer
{
    private readonly Dictionary<int, MailboxEnd> _ends = [];
    private readonly List<MailboxEnd> _turns = [];
    private int _lastId;
    private int _next = -1;     // -1: the next TryReceive begins a tick

    public override bool IsActive => transport.Listener == this;

    public override Uri Uri { get; } = new("mailbox://localhost");

    public override void Start()
    {
        if (transport.Listener != null) throw new InvalidOperationException("A server listens on this MailboxTransport already. Stop it first.");
        transport.Listener = this;
    }

    public override void Stop()
    {
        if (!IsActive) return;
        transport.Listener = null;
        foreach (MailboxEnd end in _ends.Values) end.Close();
        _ends.Clear();
        _next = -1;
    }

    public MailboxEnd Accept()
    {
        var end = new MailboxEnd(transport, ++_lastId);
        _ends.Add(end.ConnectionId, end);
        return MailboxEnd.Connect(transport, end);
    }

    public override bool TryReceive(out TransportEvent received)
    {
        received = default;
        if (!IsActive) return false;
        if (_next < 0) BeginTick();
        for (; _next < _turns.Count; _next++)
        {
            if (!_turns[_next].TryTake(out received)) continue;
            if (received.Kind == TransportEventKind.Disconnected) _ends.Remove(received.ConnectionId);
            return true;
        }
        _next = -1;
        return false;
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel) =>
        _ends.TryGetValue(connectionId, out MailboxEnd? end) && end.Send(data, channel);

    public override void Disconnect(int connectionId)
    {
        if (_ends.TryGetValue(connectionId, out MailboxEnd? end)) end.Close();
    }

    public override void Flush()
    {
        foreach (MailboxEnd end in _ends.Values) end.Flush();
        _next = -1;
    }

    public override string GetAddress(int connectionId) => _ends.ContainsKey(connectionId) ? "localhost" : "";

    public override int GetMaxPacketBytes(Channel channel) => transport.MaxPacketBytes;

    private void BeginTick()
    {
        _turns.Clear();
        _turns.AddRange(_ends.Values);
        foreach (MailboxEnd end in _turns) end.BeginTurn();
        _next = 0;
    }
}
