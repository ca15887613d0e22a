namespace Tain.Transports;

/// <summary>The connecting end of a protocol over a stream. Nothing in it blocks, so that it runs on a browser's one thread.</summary>
/// <param name="instruments">Where it counts.</param>
internal abstract class StreamClient(StreamInstruments instruments) : TransportClient
{
    private readonly StreamCounters _counters = new();
    private StreamLink? _link;
    private bool _isConnected;

    public override bool IsConnected => _isConnected;

    /// <summary>Where the connection asks for its turns.</summary>
    protected ReadyQueue Ready { get; } = new();

    public override void Disconnect()
    {
        if (_link == null) return;
        if (_isConnected) _link.Close();
        else AbandonAttempt(_link);
        // The Disconnected event is still to be pulled; a new connection may begin before that and reports after it.
        _link = null;
    }

    public override bool TryReceive(out TransportEvent received)
    {
        if (!Ready.TryReceive(out received)) return false;
        if (received.Kind == TransportEventKind.Connected)
        {
            _isConnected = true;
            _counters.CountConnect();
        }
        else if (received.Kind == TransportEventKind.Disconnected)
        {
            if (_isConnected) _counters.CountEnd(_link?.EndedBy);
            _isConnected = false;
            if (_link is { IsOver: true }) _link = null;
        }
        return true;
    }

    public override bool Send(ReadOnlySpan<byte> data, Channel channel) => _isConnected && _link != null && _link.Send(data, channel);

    public override int GetSendQueueBytes() => _isConnected && _link != null ? _link.SendQueueBytes : 0;

    public override void Flush()
    {
        _link?.Flush();
        Ready.EndTick();
        Report();
    }

    /// <summary>Makes a link the one that the client has.</summary>
    /// <exception cref="InvalidOperationException">The client is connected or connecting.</exception>
    protected void Begin(StreamLink link)
    {
        if (_link != null) throw new InvalidOperationException("The client is connected or connecting: disconnect it first.");
        _link = link;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        // Its share of what goes up and down would stay else.
        if (disposing) instruments.Report(_counters, connections: 0, default);
    }

    private void Report() => instruments.Report(_counters, _isConnected ? 1 : 0, instruments.IsOn && _link != null ? _link.Queues : default);

    private static void AbandonAttempt(StreamLink link)
    {
        link.Close();
        link.Abort();
    }
}
