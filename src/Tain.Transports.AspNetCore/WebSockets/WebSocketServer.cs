using System.Net;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>The listening end of a WebSocket transport.</summary>
internal sealed class WebSocketServer(WebSocketTransport description) : TransportServer
{
    private readonly ILogger _logger = description.LoggerFactory.CreateLogger<WebSocketTransport>();
    private StreamSession<WebSocketLink>? _session;
    private KestrelListener? _listener;

    public override bool IsActive => _session != null;

    public override Uri Uri => new UriBuilder(description.Scheme, HostName(), _listener?.Port ?? description.Port, description.Path).Uri;

    /// <summary>The running session; null when stopped. Read by Kestrel's threads.</summary>
    public StreamSession<WebSocketLink>? Session => Volatile.Read(ref _session);

    public override void Start()
    {
        if (IsActive) throw new InvalidOperationException("The WebSocket server is already started.");
        StreamLimits limits = description.CreateLimits();
        var session = new StreamSession<WebSocketLink>(
            description.MaxConnections, int.MaxValue, (id, address, ready) => new WebSocketLink(id, address, ready, limits, description.TimeProvider, _logger));
        if (description.Hosted)
        {
            if (description.HostedServer != null) throw new InvalidOperationException("Another server made from this hosted WebSocketTransport is started: stop it first.");
            description.HostedServer = this;
        }
        else
        {
            var upgrade = new WebSocketUpgrade(description, _logger, () => Session);
            _listener = KestrelListener.Start(description, upgrade.HandleAsync);
        }
        Volatile.Write(ref _session, session);
    }

    public override void Stop()
    {
        StreamSession<WebSocketLink>? session = _session;
        if (session == null) return;
        Volatile.Write(ref _session, null);
        if (ReferenceEquals(description.HostedServer, this)) description.HostedServer = null;
        session.Close();
        _listener?.Dispose();
        _listener = null;
    }

    public override bool TryReceive(out TransportEvent received)
    {
        if (_session != null) return _session.TryReceive(out received);
        received = default;
        return false;
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel) => _session?.Find(connectionId) is { } link && link.Send(data, channel);

    public override void Disconnect(int connectionId) => _session?.Find(connectionId)?.Close();

    public override void Flush() => _session?.Flush();

    public override string GetAddress(int connectionId) => _session?.Find(connectionId)?.Address ?? "";

    public override int GetMaxPacketBytes(Channel channel) => description.MaxMessageBytes;

    // A machine's name can be anything, a URI's host cannot; then the address is good for this machine only.
    private static string HostName()
    {
        string name = Dns.GetHostName();
        return Uri.CheckHostName(name) == UriHostNameType.Unknown ? "localhost" : name;
    }
}
