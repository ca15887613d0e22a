using System.Net;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// The shell around one <see cref="LiteNetClientPeer"/>: resolves the host name without blocking, opens the socket, and reads the clock and the socket once per tick.
/// </summary>
internal sealed class LiteNetLibClient(LiteNetLibTransport transport)
    : DatagramClient(transport.Scheme, transport.Sockets, transport.ToSocketOptions(), transport.Port, transport.DisconnectTimeoutMs, transport.TimeProvider)
{
    private readonly LiteNetSettings _settings = transport.ToSettings();
    private readonly ILogger _logger = transport.LoggerFactory.CreateLogger<LiteNetLibClient>();
    private readonly SocketAddress _from = DatagramAddress.CreateEmpty();
    private Session? _session;
    private bool _isConnected;
    private bool _isInTick;
    private int _datagramsLeft;

    public override bool IsConnected => _isConnected;

    /// <summary>The connection while there is one; for tests.</summary>
    internal LiteNetClientPeer? Peer => _session?.Peer;

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
        return TryTakeEvent(session, out received) || EndTick();
    }

    public override bool Send(ReadOnlySpan<byte> data, Channel channel) => _isConnected && _session is { } session && session.Peer.TrySend(data, channel);

    public override int GetSendQueueBytes() => _isConnected && _session is { } session ? session.Peer.Sender.BufferedBytes : 0;

    public override void Flush()
    {
        if (_isInTick) EndTick();
        if (_session is not { } session) return;
        ReadClock(session.Endpoint);
        session.Peer.Flush();
        session.Endpoint.Socket.Flush();
    }

    public override int GetMaxPacketBytes(Channel channel) => channel == Channel.Reliable ? _settings.MaxReliableBytes : _settings.MaxUnreliableBytes;

    public override int GetBatchThresholdBytes(Channel channel) => channel == Channel.Reliable ? _settings.MaxWholeReliableBytes : _settings.MaxUnreliableBytes;

    protected override bool HasSocket => _session is not null;

    protected override void Begin(EndPoint server, IDatagramSocket socket)
    {
        var endpoint = new LiteNetEndpoint(_settings, transport.SecretSource, socket, _logger);
        ReadClock(endpoint);
        _session = new Session(endpoint, new LiteNetClientPeer(endpoint), new LiteNetMeters(transport.Meters, "client"));
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
        _datagramsLeft = transport.MaxDatagramsPerTick;
        ContinueLookup();
        if (_session is not { } session) return;
        ReadClock(session.Endpoint);
        session.TimersAreChecked = false;
    }

    private bool TryTakeEvent(Session session, out TransportEvent taken)
    {
        LiteNetEndpoint endpoint = session.Endpoint;
        while (true)
        {
            if (endpoint.Events.TryTake(out taken))
            {
                if (taken.Kind == TransportEventKind.Connected) _isConnected = true;
                if (taken.Kind == TransportEventKind.Disconnected) End(session);
                return true;
            }
            if (session.Peer.TryReceive(out ReadOnlySpan<byte> data))
            {
                taken = TransportEvent.Received(0, data, Channel.Reliable);
                return true;
            }
            if (endpoint.Events.Count > 0) continue;
            if (session.Peer.State == LiteNetPeerState.Closed || !endpoint.Packets.TryNext(out ReadOnlySpan<byte> packet)) return false;
            if (!session.Peer.Input(packet, endpoint.Packets.IsMerged)) continue;
            taken = TransportEvent.Received(0, packet[LiteNetWire.HeaderBytes..], Channel.Unreliable);
            return true;
        }
    }

    private bool TryReadDatagram(Session session)
    {
        LiteNetEndpoint endpoint = session.Endpoint;
        if (endpoint.Packets.IsBroken) endpoint.Drops.Count(LiteNetDropReason.Malformed);
        endpoint.Packets.Clear();
        if (_datagramsLeft == 0) return false;
        DatagramResult result = endpoint.Socket.Receive(endpoint.ReceiveBuffer, _from, out int bytes);
        if (result == DatagramResult.Empty)
        {
            // Not asked again in this tick, so that a flood cannot keep it going.
            _datagramsLeft = 0;
            return false;
        }
        _datagramsLeft--;
        if (result == DatagramResult.Unreachable) session.Peer.Fail(TransportError.Refused, "nobody listens at the server's address");
        else if (bytes == 0) endpoint.Drops.Count(LiteNetDropReason.Malformed);
        else if (bytes > LiteNetWire.MaxDatagramBytes) endpoint.Drops.Count(LiteNetDropReason.TooLong);
        else endpoint.Packets.Begin(bytes);
        return true;
    }

    private static void CheckTimers(Session session)
    {
        if (session.TimersAreChecked || session.Peer.State == LiteNetPeerState.Closed) return;
        session.TimersAreChecked = true;
        session.Peer.CheckTimers();
    }

    private bool EndTick()
    {
        _isInTick = false;
        if (_session is not { } session) return false;
        session.Endpoint.Drops.LogIfDue(session.Endpoint.NowMs);
        session.Meters.Report(session.Endpoint, _isConnected ? 1 : 0);
        return false;
    }

    private void End(Session session)
    {
        _session = null;
        _isConnected = false;
        session.Peer.Release();
        session.Endpoint.Socket.Flush();
        session.Endpoint.Socket.Dispose();
        session.Meters.Report(session.Endpoint, connections: 0);
    }

    private void ReadClock(LiteNetEndpoint endpoint)
    {
        endpoint.NowMs = Clock.NowMs;
        endpoint.UtcTicks = transport.TimeProvider.GetUtcNow().Ticks;
    }

    private sealed class Session(LiteNetEndpoint endpoint, LiteNetClientPeer peer, LiteNetMeters meters)
    {
        public LiteNetEndpoint Endpoint { get; } = endpoint;

        public LiteNetClientPeer Peer { get; } = peer;

        public LiteNetMeters Meters { get; } = meters;

        public bool TimersAreChecked { get; set; }
    }
}
