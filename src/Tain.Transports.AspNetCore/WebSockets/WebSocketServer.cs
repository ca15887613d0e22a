using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>The listening end of a WebSocket transport.</summary>
internal sealed class WebSocketServer(WebSocketTransport description) : TransportServer
{
    private readonly TickClock _clock = new(description.TimeProvider);
    private readonly ILogger _logger = description.LoggerFactory.CreateLogger<WebSocketTransport>();
    private readonly StreamCounters _counters = new();
    private readonly WebSocketInstruments _instruments = new(description.Meters);
    private readonly StreamRefusalCounters _refusals = new("WebSocket", description.LoggerFactory.CreateLogger<WebSocketTransport>());
    private WebSocketDoor? _door;
    private KestrelListener? _listener;

    public override bool IsActive => _door != null;

    public override Uri Uri =>
        new UriBuilder(ServerUri.ForThisMachine(description.Scheme, _listener?.Port ?? description.Port)) { Path = description.Path }.Uri;

    /// <summary>What requests meet; null when stopped. Read by Kestrel's threads.</summary>
    public WebSocketDoor? Door => Volatile.Read(ref _door);

    public override void Start()
    {
        if (IsActive) throw new InvalidOperationException("The WebSocket server is already started.");
        StreamLimits limits = description.CreateLimits();
        var session = new StreamSession<WebSocketLink>(
            description.MaxConnections, int.MaxValue, _counters, (id, address, ready) => new WebSocketLink(id, address, ready, limits, description.TimeProvider, _logger));
        if (description.Hosted)
        {
            if (description.HostedServer != null) throw new InvalidOperationException("Another server made from this hosted WebSocketTransport is started: stop it first.");
            description.HostedServer = this;
            Volatile.Write(ref _door, new WebSocketDoor(description, session, _refusals, gate: null));
            return;
        }
        var gate = new HandshakeGate(description.MaxHandshakes, description.HandshakeTimeout, description.TimeProvider, _refusals);
        _listener = KestrelListener.Start(description, _logger, gate, new WebSocketUpgrade(description, _logger, () => Door));
        Volatile.Write(ref _door, new WebSocketDoor(description, session, _refusals, gate));
    }

    public override void Stop()
    {
        WebSocketDoor? door = _door;
        if (door == null) return;
        Volatile.Write(ref _door, null);
        if (ReferenceEquals(description.HostedServer, this)) description.HostedServer = null;
        door.Session.Close();
        _listener?.Dispose();
        _listener = null;
        _instruments.Report(_counters, _refusals, null);
    }

    public override bool TryReceive(out TransportEvent received)
    {
        if (_door != null) return _door.Session.TryReceive(out received);
        received = default;
        return false;
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel) => _door?.Session.Find(connectionId) is { } link && link.Send(data, channel);

    public override int GetSendQueueBytes(int connectionId) => _door?.Session.Find(connectionId)?.SendQueueBytes ?? 0;

    public override void Disconnect(int connectionId) => _door?.Session.Find(connectionId)?.Close();

    public override void Flush()
    {
        if (_door == null) return;
        _door.Session.Flush();
        _refusals.LogIfDue(_clock.NowMs);
        _instruments.Report(_counters, _refusals, _door);
    }

    public override string GetAddress(int connectionId) => _door?.Session.Find(connectionId)?.Address ?? "";

    public override int GetMaxPacketBytes(Channel channel) => description.MaxMessageBytes;
}
