using System.Net;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>The shell around <see cref="LiteNetListener"/>: reads the clock and the socket once per tick and hands both down.</summary>
internal sealed class LiteNetLibServer(LiteNetLibTransport transport) : TransportServer
{
    private readonly LiteNetSettings _settings = transport.ToSettings();
    private readonly TickClock _clock = new(transport.TimeProvider);
    private readonly ILogger _logger = transport.LoggerFactory.CreateLogger<LiteNetLibServer>();
    private readonly SocketAddress _from = DatagramAddress.CreateEmpty();
    private Session? _session;
    private bool _isInTick;
    private int _datagramsLeft;

    public override bool IsActive => _session is not null;

    public override Uri Uri => ServerUri.ForThisMachine(transport.Scheme, (_session?.Endpoint.Socket.LocalEndPoint as IPEndPoint)?.Port ?? transport.Port);

    /// <summary>The connections while active; for tests, which count what strangers make it hold.</summary>
    internal LiteNetListener? Listener => _session?.Listener;

    /// <summary>What the connections share while active; for tests.</summary>
    internal LiteNetEndpoint? Endpoint => _session?.Endpoint;

    public override void Start()
    {
        if (_session is not null) throw new InvalidOperationException("The server is already active; call Stop first.");
        IDatagramSocket socket = transport.Sockets.Bind(transport.Port, transport.ToSocketOptions());
        var endpoint = new LiteNetEndpoint(_settings, transport.SecretSource, socket, _logger);
        _session = new Session(endpoint, new LiteNetListener(endpoint, transport.ToListenerLimits()), new LiteNetMeters(transport.Meters, "server"));
        ReadClock(endpoint);
        _isInTick = false;
    }

    public override void Stop()
    {
        if (_session is not { } session) return;
        _session = null;
        session.Listener.CloseAll();
        session.Endpoint.Socket.Flush();
        session.Endpoint.Socket.Dispose();
        session.Meters.Report(session.Endpoint, connections: 0);
    }

    public override bool TryReceive(out TransportEvent received)
    {
        received = default;
        if (_session is not { } session) return false;
        LiteNetListener listener = session.Listener;
        if (!_isInTick) BeginTick(session);
        do
        {
            if (listener.TryTakeEvent(out received)) return true;
        }
        while (TryReadDatagram(session));
        if (listener.TryCheckTimers(out received)) return true;
        EndTick(session);
        return false;
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel)
    {
        if (_session is not { } session || !session.Listener.TryFind(connectionId, out LiteNetServerPeer? peer)) return false;
        return peer.TrySend(data, channel);
    }

    public override int GetSendQueueBytes(int connectionId) =>
        _session is { } session && session.Listener.TryFind(connectionId, out LiteNetServerPeer? peer) ? peer.Sender.BufferedBytes : 0;

    public override void Disconnect(int connectionId)
    {
        if (_session is { } session && session.Listener.TryFind(connectionId, out LiteNetServerPeer? peer)) peer.Close();
    }

    public override void Flush()
    {
        if (_session is not { } session) return;
        if (_isInTick) EndTick(session);
        ReadClock(session.Endpoint);
        session.Listener.Flush();
        session.Endpoint.Socket.Flush();
    }

    public override string GetAddress(int connectionId) =>
        _session is { } session && session.Listener.TryFind(connectionId, out LiteNetServerPeer? peer) ? DatagramAddress.Text(peer.Address) : "";

    public override int GetMaxPacketBytes(Channel channel) => channel == Channel.Reliable ? _settings.MaxReliableBytes : _settings.MaxUnreliableBytes;

    public override int GetBatchThresholdBytes(Channel channel) => channel == Channel.Reliable ? _settings.MaxWholeReliableBytes : _settings.MaxUnreliableBytes;

    private void BeginTick(Session session)
    {
        _isInTick = true;
        _datagramsLeft = transport.MaxDatagramsPerTick;
        ReadClock(session.Endpoint);
        session.Listener.BeginTick();
    }

    private bool TryReadDatagram(Session session)
    {
        if (_datagramsLeft == 0) return false;
        DatagramResult result = session.Endpoint.Socket.Receive(session.Endpoint.ReceiveBuffer, _from, out int bytes);
        if (result == DatagramResult.Empty)
        {
            // Not asked again in this tick, so that a flood cannot keep it going.
            _datagramsLeft = 0;
            return false;
        }
        _datagramsLeft--;
        if (result == DatagramResult.Datagram) session.Listener.Input(bytes, _from);
        return true;
    }

    private void EndTick(Session session)
    {
        _isInTick = false;
        session.Listener.EndTick();
        session.Meters.Report(session.Endpoint, session.Listener.ConnectionCount, session.Listener.HalfOpenCount);
    }

    private void ReadClock(LiteNetEndpoint endpoint)
    {
        endpoint.NowMs = _clock.NowMs;
        endpoint.UtcTicks = transport.TimeProvider.GetUtcNow().Ticks;
    }

    private sealed record Session(LiteNetEndpoint Endpoint, LiteNetListener Listener, LiteNetMeters Meters);
}
