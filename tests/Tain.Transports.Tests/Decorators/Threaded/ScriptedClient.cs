namespace Tain.Transports.Decorators.Threaded;

/// <summary>An inner client that is connected at once, and writes down what it is asked to do.</summary>
internal sealed class ScriptedClient : TransportClient
{
    private readonly Queue<TransportEventKind> _events = new();
    private bool _isConnected;

    public override bool IsConnected => _isConnected;

    public List<string> Calls { get; } = [];

    /// <summary>Runs after each packet.</summary>
    public Action? OnSend { get; set; }

    /// <summary>Runs when it is asked whether something has come.</summary>
    public Action? OnReceive { get; set; }

    public override void Connect(string address)
    {
        _isConnected = true;
        _events.Enqueue(TransportEventKind.Connected);
    }

    public override void Connect(Uri uri) => Connect(uri.Host);

    public override void Disconnect()
    {
        if (!_isConnected) return;
        Calls.Add("disconnect");
        _isConnected = false;
        _events.Enqueue(TransportEventKind.Disconnected);
    }

    public override bool TryReceive(out TransportEvent received)
    {
        OnReceive?.Invoke();
        bool any = _events.TryDequeue(out TransportEventKind kind);
        received = !any ? default : kind == TransportEventKind.Connected ? TransportEvent.Connected(0, "somewhere") : TransportEvent.Disconnected(0);
        return any;
    }

    public override bool Send(ReadOnlySpan<byte> data, Channel channel)
    {
        Calls.Add($"send {data[0]}");
        OnSend?.Invoke();
        return true;
    }

    public override void Flush()
    {
    }

    public override int GetMaxPacketBytes(Channel channel) => 1_000;
}
