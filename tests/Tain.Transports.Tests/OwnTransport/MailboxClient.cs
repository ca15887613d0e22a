namespace Tain.Transports.OwnTransport;

internal sealed class MailboxClient(MailboxTransport transport) : TransportClient
{
    // The connection, or the attempt, until its end was pulled; the one before it still has its end to tell.
    private readonly Queue<MailboxEnd> _ends = new();
    private MailboxEnd? _current;
    private bool _isInTick;
    private bool _isConnected;

    public override bool IsConnected => _isConnected;

    public override void Connect(string address)
    {
        if (_current is { IsClosed: false }) throw new InvalidOperationException("The client is connected or connecting. Disconnect it first.");
        _current = transport.Listener?.Accept() ?? MailboxEnd.Refuse(transport);
        _ends.Enqueue(_current);
    }

    public override void Connect(Uri uri)
    {
        if (uri.Scheme != transport.Scheme) throw new ArgumentException($"'{uri}' is no address of a MailboxTransport; it begins with 'mailbox:'.", nameof(uri));
        Connect(uri.Host);
    }

    public override void Disconnect() => _current?.Close();

    public override bool TryReceive(out TransportEvent received)
    {
        received = default;
        if (!_isInTick) foreach (MailboxEnd end in _ends) end.BeginTurn();
        _isInTick = true;
        while (_ends.TryPeek(out MailboxEnd? end))
        {
            if (!end.TryTake(out received)) break;
            if (received.Kind == TransportEventKind.Connected) _isConnected = true;
            if (received.Kind == TransportEventKind.Disconnected)
            {
                _isConnected = false;
                _ends.Dequeue();
            }
            return true;
        }
        return _isInTick = false;
    }

    public override bool Send(ReadOnlySpan<byte> data, Channel channel) => _isConnected && _current!.Send(data, channel);

    public override void Flush()
    {
        if (_current is { IsClosed: false } end) end.Flush();
        _isInTick = false;
    }

    public override int GetMaxPacketBytes(Channel channel) => transport.MaxPacketBytes;
}
