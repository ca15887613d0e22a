using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>The listening end of the TCP transport.</summary>
internal sealed class TcpServer(TcpTransport description) : TransportServer
{
    private readonly TickClock _clock = new(description.TimeProvider);
    private readonly ILogger _logger = description.LoggerFactory.CreateLogger<TcpTransport>();
    private readonly StreamCounters _counters = new();
    private readonly StreamInstruments _instruments = new(description.Meters, "tcp", "server");
    private StreamSession<TcpLink>? _session;
    private TcpAcceptor? _acceptor;
    private StreamRefusalCounters? _refusals;

    public override bool IsActive => _session != null;

    public override Uri Uri => ServerUri.ForThisMachine(description.Scheme, _acceptor?.Port ?? description.Port);

    /// <summary>The connections refused since the endpoint was made.</summary>
    internal StreamRefusalCounters? Refusals => _refusals;

    /// <summary>A connection; null when there is none of that id.</summary>
    internal TcpLink? Find(int connectionId) => _session?.Find(connectionId);

    public override void Start()
    {
        if (IsActive) throw new InvalidOperationException("The TCP server is already started.");
        StreamLimits limits = description.CreateLimits();
        var listener = TcpListeningSocket.Listen(description.Port, description.DualMode, description.Backlog, description.NoDelay);
        _session = new StreamSession<TcpLink>(
            description.MaxConnections, description.MaxReceivesPerTick, _counters, (id, address, ready) => new TcpLink(id, address, ready, limits, description.TimeProvider, _logger));
        _refusals ??= new StreamRefusalCounters("TCP", _logger);
        _acceptor = new TcpAcceptor(listener, new StreamPlaces(description.MaxConnections, description.MaxConnectionsPerAddress), _session, _refusals);
        // Not awaited: it runs until Stop closes the listener.
        _ = _acceptor.RunAsync();
    }

    public override void Stop()
    {
        if (_session == null) return;
        _acceptor?.Dispose();
        _acceptor = null;
        _session.Close();
        _session = null;
        Report();
    }

    public override bool TryReceive(out TransportEvent received)
    {
        if (_session != null) return _session.TryReceive(out received);
        received = default;
        return false;
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel) => Find(connectionId) is { } link && link.Send(data, channel);

    public override int GetSendQueueBytes(int connectionId) => Find(connectionId)?.SendQueueBytes ?? 0;

    public override void Disconnect(int connectionId) => Find(connectionId)?.Close();

    public override void Flush()
    {
        if (_session == null) return;
        _session.Flush();
        _acceptor!.EndTick();
        _refusals!.LogIfDue(_clock.NowMs);
        Report();
    }

    public override string GetAddress(int connectionId) => Find(connectionId)?.Address ?? "";

    public override int GetMaxPacketBytes(Channel channel) => description.MaxMessageBytes;

    private void Report()
    {
        _instruments.Report(_counters, _session?.Count ?? 0, _instruments.IsOn && _session != null ? _session.Queues : default);
        if (_refusals != null) _instruments.Report(_refusals);
    }
}
