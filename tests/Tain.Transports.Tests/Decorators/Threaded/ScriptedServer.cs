namespace Tain.Transports.Decorators.Threaded;

/// <summary>An inner server that says what a test tells it to say, and writes down what it is asked to do.</summary>
internal sealed class ScriptedServer : TransportServer
{
    private readonly Queue<PulledEventMaker> _events = new();
    private bool _isActive;

    public delegate TransportEvent PulledEventMaker();

    public override bool IsActive => _isActive;

    public override Uri Uri { get; } = new("script://localhost");

    public List<string> Calls { get; } = [];

    public bool IsDisposed { get; private set; }

    /// <summary>Runs after each packet.</summary>
    public Action? OnSend { get; set; }

    /// <summary>Runs at each flush.</summary>
    public Action? OnFlush { get; set; }

    public void Say(PulledEventMaker said) => _events.Enqueue(said);

    public override void Start() => _isActive = true;

    public override void Stop()
    {
        if (_isActive) Calls.Add("stop");
        _isActive = false;
    }

    public override bool TryReceive(out TransportEvent received)
    {
        received = default;
        if (!_events.TryDequeue(out PulledEventMaker? next)) return false;
        received = next();
        return true;
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel)
    {
        Calls.Add($"send {connectionId} {data[0]}");
        OnSend?.Invoke();
        return true;
    }

    public override void Disconnect(int connectionId) => Calls.Add($"disconnect {connectionId}");

    public override void Flush() => OnFlush?.Invoke();

    public override string GetAddress(int connectionId) => "somewhere";

    public override int GetMaxPacketBytes(Channel channel) => 1_000;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        IsDisposed = true;
    }
}
