using System.Net;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>The shell around <see cref="KcpListener"/>: reads the clock and the socket once per tick and hands both down.</summary>
internal sealed class KcpServer(KcpTransport transport) : TransportServer
{
    private readonly KcpSettings _settings = transport.ToSettings();
    private readonly TickClock _clock = new(transport.TimeProvider);
    private readonly ILogger _logger = transport.LoggerFactory.CreateLogger<KcpServer>();
    private readonly SocketAddress _from = DatagramAddress.CreateEmpty();
    private Session? _session;
    private bool _isInTick;
    private DatagramBudget _budget;

    public override bool IsActive => _session is not null;

    public override Uri Uri => ServerUri.ForThisMachine(transport.Scheme, (_session?.Endpoint.LocalEndPoint as IPEndPoint)?.Port ?? transport.Port);

    /// <summary>The connections while active; for tests, which count what strangers make it hold.</summary>
    internal KcpListener? Listener => _session?.Listener;

    /// <summary>What the connections share while active; for tests.</summary>
    internal KcpEndpoint? Endpoint => _session?.Endpoint;

    public override void Start()
    {
        if (_session is not null) throw new InvalidOperationException("The server is already active; call Stop first.");
        IDatagramSocket socket = transport.Sockets.Bind(transport.Port, transport.ToSocketOptions());
        var endpoint = new KcpEndpoint(_settings, transport.ToEndpointLimits(), socket, _logger, new KcpInstruments(transport.Meters, "server")) { NowMs = _clock.NowMs };
        _session = new Session(endpoint, new KcpListener(endpoint, transport.ToListenerLimits(), transport.CookieSource));
        _isInTick = false;
        LogIfCut("receive", socket.ReceiveBufferBytes, transport.ReceiveBufferBytes);
        LogIfCut("send", socket.SendBufferBytes, transport.SendBufferBytes);
    }

    public override void Stop()
    {
        if (_session is not { } session) return;
        _session = null;
        session.Listener.CloseAll();
        session.Endpoint.CloseSocket();
    }

    public override bool TryReceive(out TransportEvent received)
    {
        received = default;
        if (_session is not { } session) return false;
        KcpListener listener = session.Listener;
        if (!_isInTick)
        {
            _isInTick = true;
            long now = _clock.NowMs;
            _budget = new DatagramBudget(transport.MaxDatagramsPerTick, now + transport.MaxReceiveMsPerTick);
            listener.BeginTick(now);
        }
        do
        {
            if (listener.TryTakeEvent(out received)) return true;
        }
        while (TryReadDatagram(session));
        if (listener.TryReceiveFromPeers(out received)) return true;
        EndTick(listener);
        return false;
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel)
    {
        if (_session is not { } session || !session.Listener.TryFind(connectionId, out KcpServerPeer? peer)) return false;
        bool isTaken = peer.TrySend(data, channel);
        session.Listener.KeepBudget();
        return isTaken && peer.State == KcpPeerState.Established;
    }

    public override int GetSendQueueBytes(int connectionId) =>
        _session is { } session && session.Listener.TryFind(connectionId, out KcpServerPeer? peer) ? peer.Core.Sender.BufferedBytes : 0;

    public override void Disconnect(int connectionId)
    {
        if (_session is { } session && session.Listener.TryFind(connectionId, out KcpServerPeer? peer)) peer.Close();
    }

    public override void Flush()
    {
        if (_session is not { } session) return;
        if (_isInTick) EndTick(session.Listener);
        session.Listener.Flush(_clock.NowMs);
        session.Endpoint.FlushSocket();
    }

    public override string GetAddress(int connectionId) =>
        _session is { } session && session.Listener.TryFind(connectionId, out KcpServerPeer? peer) ? DatagramAddress.Text(peer.Address) : "";

    public override int GetMaxPacketBytes(Channel channel) => channel == Channel.Reliable ? _settings.MaxReliableBytes : _settings.MaxUnreliableBytes;

    public override int GetBatchThresholdBytes(Channel channel) => channel == Channel.Reliable ? _settings.ReliableBatchBytes : _settings.MaxUnreliableBytes;

    private void LogIfCut(string which, int granted, int wanted)
    {
        if (granted == 0 || granted >= wanted) return;
        _logger.LogInformation("The system granted {Granted} of {Wanted} bytes for the {Which} buffer of the KCP socket; bursts beyond it lose datagrams", granted, wanted, which);
    }

    private bool TryReadDatagram(Session session)
    {
        if (!_budget.TryTake(_clock)) return false;
        DatagramResult result = session.Endpoint.Receive(_from, out int bytes);
        if (result == DatagramResult.Empty)
        {
            // Not asked again in this tick, so that a flood cannot keep it going.
            _budget = default;
            return false;
        }
        if (result == DatagramResult.Datagram) session.Listener.Input(bytes, _from);
        else if (result == DatagramResult.Oversized) session.Endpoint.Drops.Count(KcpDropReason.TooLong);
        return true;
    }

    private void EndTick(KcpListener listener)
    {
        _isInTick = false;
        listener.EndTick();
    }

    private sealed record Session(KcpEndpoint Endpoint, KcpListener Listener);
}
