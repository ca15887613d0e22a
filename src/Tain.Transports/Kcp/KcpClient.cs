using System.Net;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// The shell around one <see cref="KcpClientPeer"/>: resolves the host name without blocking, opens the socket, and reads the clock and the socket once per tick.
/// </summary>
internal sealed class KcpClient(KcpTransport transport)
    : DatagramClient(transport.Scheme, transport.Sockets, transport.ToSocketOptions(), transport.Port, transport.TimeoutMs, transport.TimeProvider)
{
    private readonly KcpSettings _settings = transport.ToSettings();
    private readonly ILogger _logger = transport.LoggerFactory.CreateLogger<KcpClient>();
    private readonly SocketAddress _from = DatagramAddress.CreateEmpty();
    private Session? _session;
    private bool _isConnected;
    private bool _isInTick;
    private DatagramBudget _budget;
    private int _unreliableBytes;

    public override bool IsConnected => _isConnected;

    public override bool TryReceive(out TransportEvent received)
    {
        received = default;
        if (!_isInTick) BeginTick();
        if (Events.TryTake(out received)) return true;
        if (_session is not { } session) return EndTick();
        do
        {
            if (TryTakeEvent(session, out received)) return true;
        }
        while (TryReadDatagram(session));
        CheckTimers(session);
        if (session.Endpoint.Events.Count == 0 && session.Peer.TryReceive(out ReadOnlySpan<byte> data))
        {
            received = TransportEvent.Received(0, data, Channel.Reliable);
            return true;
        }
        return TryTakeEvent(session, out received) || EndTick();
    }

    public override bool Send(ReadOnlySpan<byte> data, Channel channel) => _isConnected && _session is { } session && session.Peer.TrySend(data, channel);

    public override int GetSendQueueBytes() => _isConnected && _session is { } session ? session.Peer.Core.Sender.BufferedBytes : 0;

    public override void Flush()
    {
        if (_isInTick) EndTick();
        if (_session is not { } session) return;
        session.Endpoint.NowMs = Clock.NowMs;
        session.Peer.Flush();
        session.Endpoint.FlushSocket();
    }

    public override int GetMaxPacketBytes(Channel channel) => channel == Channel.Reliable ? _settings.MaxReliableBytes : _settings.MaxUnreliableBytes;

    public override int GetBatchThresholdBytes(Channel channel) => channel == Channel.Reliable ? _settings.ReliableBatchBytes : _settings.MaxUnreliableBytes;

    protected override bool HasSocket => _session is not null;

    protected override void Begin(EndPoint server, IDatagramSocket socket)
    {
        var endpoint = new KcpEndpoint(_settings, transport.ToEndpointLimits(), socket, _logger, new KcpInstruments(transport.Meters, "client")) { NowMs = Clock.NowMs };
        _session = new Session(endpoint, new KcpClientPeer(endpoint));
        _session.Peer.Connect(server.Serialize());
    }

    protected override void Close() => _session?.Peer.Close();

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && _session is { } session) End(session);
    }

    private void BeginTick()
    {
        _isInTick = true;
        _unreliableBytes = 0;
        long now = Clock.NowMs;
        _budget = new DatagramBudget(transport.MaxDatagramsPerTick, now + transport.MaxReceiveMsPerTick);
        ContinueLookup();
        if (_session is not { } session) return;
        session.Endpoint.BeginTick(now);
        session.TimersAreChecked = false;
    }

    private bool TryTakeEvent(Session session, out TransportEvent taken)
    {
        if (session.Endpoint.Events.TryTake(out taken))
        {
            if (taken.Kind == TransportEventKind.Connected) _isConnected = true;
            if (taken.Kind == TransportEventKind.Disconnected) End(session);
            return true;
        }
        if (_unreliableBytes == 0) return false;
        const int Start = KcpWire.EnvelopeBytes + 1;
        int length = _unreliableBytes - Start;
        _unreliableBytes = 0;
        if (session.Peer.State != KcpPeerState.Established) return false;
        taken = TransportEvent.Received(0, session.Endpoint.ReceiveBuffer.AsSpan(Start, length), Channel.Unreliable);
        return true;
    }

    private bool TryReadDatagram(Session session)
    {
        if (!_budget.TryTake(Clock)) return false;
        DatagramResult result = session.Endpoint.Receive(_from, out int bytes);
        if (result == DatagramResult.Empty)
        {
            // Not asked again in this tick, so that a flood cannot keep it going.
            _budget = default;
            return false;
        }
        if (result == DatagramResult.Unreachable) session.Peer.Fail(TransportError.Refused, "nobody listens at the server's address");
        else if (result == DatagramResult.Oversized) session.Endpoint.Drops.Count(KcpDropReason.TooLong);
        else if (session.Peer.Input(session.Endpoint.ReceiveBuffer.AsSpan(0, bytes))) _unreliableBytes = bytes;
        return true;
    }

    private static void CheckTimers(Session session)
    {
        if (session.TimersAreChecked || session.Peer.State == KcpPeerState.Closed) return;
        session.TimersAreChecked = true;
        session.Peer.CheckTimers();
    }

    private bool EndTick()
    {
        _isInTick = false;
        if (_session is not { } session) return false;
        session.Endpoint.Drops.LogIfDue(session.Endpoint.NowMs);
        session.Endpoint.Instruments.Report(session.Endpoint, _isConnected ? 1 : 0, halfOpen: 0);
        return false;
    }

    private void End(Session session)
    {
        _session = null;
        _isConnected = false;
        session.Peer.Release();
        session.Endpoint.Instruments.Report(session.Endpoint, connections: 0, halfOpen: 0);
        session.Endpoint.CloseSocket();
    }

    private sealed class Session(KcpEndpoint endpoint, KcpClientPeer peer)
    {
        public KcpEndpoint Endpoint { get; } = endpoint;

        public KcpClientPeer Peer { get; } = peer;

        public bool TimersAreChecked { get; set; }
    }
}
