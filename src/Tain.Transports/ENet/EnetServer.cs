using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>The listening end of the ENet transport: one host, an id for each of its peers.</summary>
internal sealed unsafe class EnetServer : TransportServer
{
    private readonly EnetTransport _transport;
    private readonly TickClock _clock;
    private readonly TransportEventQueue _events = new();
    private readonly EnetTraffic _traffic;
    private readonly PeerFaults _faults;
    private readonly EnetConnection?[] _connections;
    private EnetHost? _host;
    private int _open;
    private bool _isInTick;

    public EnetServer(EnetTransport transport)
    {
        _transport = transport;
        _clock = new TickClock(transport.TimeProvider);
        var meter = new TransportMeter(transport.Meters);
        _traffic = new EnetTraffic(meter);
        _faults = new PeerFaults("ENet", transport.LoggerFactory.CreateLogger<EnetTransport>(), meter);
        _connections = new EnetConnection?[transport.MaxConnections + transport.MaxHalfOpenConnections];
    }

    public override bool IsActive => _host is not null;

    public override Uri Uri => ServerUri.ForThisMachine(_transport.Scheme, _host?.Port ?? _transport.Port);

    /// <summary>What was refused or ended, and why.</summary>
    internal PeerFaults Faults => _faults;

    /// <summary>The host while active; for tests.</summary>
    internal EnetHost? Host => _host;

    public override void Start()
    {
        if (_host is not null) throw new InvalidOperationException("The server is already active; call Stop first.");
        _host = new EnetHost(_transport, EnetAddress.Any(_transport.Port), _connections.Length, _traffic);
        _events.Clear();
        _open = 0;
        _isInTick = false;
    }

    public override void Stop()
    {
        if (_host is not { } host) return;
        _host = null;
        foreach (EnetConnection? connection in _connections) connection?.CloseNow();
        Array.Clear(_connections);
        host.Flush();
        host.Dispose();
        _traffic.Report(0);
    }

    public override bool TryReceive(out TransportEvent received)
    {
        received = default;
        if (_host is not { } host) return false;
        host.ReleasePacket();
        if (!_isInTick) BeginTick(host);
        while (true)
        {
            if (_events.TryTake(out received))
            {
                if (received.Kind == TransportEventKind.Disconnected) _open--;
                return true;
            }
            if (!host.TryTake(out EnetOccurrence happened)) break;
            if (Handle(host, happened, out received)) return true;
        }
        _isInTick = false;
        return false;
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel) => Find(connectionId)?.TrySend(data, channel) ?? false;

    public override void Disconnect(int connectionId) => Find(connectionId)?.Close();

    public override void Flush()
    {
        if (_host is not { } host) return;
        _isInTick = false;
        host.Flush();
        _faults.EndTick(_clock.NowMs);
        _traffic.Report(_open);
    }

    public override string GetAddress(int connectionId) => Find(connectionId)?.Address ?? "";

    public override int GetMaxPacketBytes(Channel channel) => _transport.MaxPacketBytesOf(channel);

    public override int GetBatchThresholdBytes(Channel channel) => EnetTransport.DatagramPacketBytes;

    private void BeginTick(EnetHost host)
    {
        _isInTick = true;
        host.HurryHandshakes();
        if (host.Service() is > 0 and int failures) _faults.Count(PeerFault.LibraryFailed, "a peer that cannot be sent to, or a datagram that is too long", failures);
    }

    // Data is the one thing that is handed out at once; all else goes through the queue, behind what waits there.
    private bool Handle(EnetHost host, EnetOccurrence happened, out TransportEvent received)
    {
        received = default;
        ref EnetConnection? connection = ref _connections[happened.PeerIndex];
        switch (happened.Kind)
        {
            case EnetEventType.Connect:
                connection = Accept(host, happened.Peer);
                return false;
            case EnetEventType.Disconnect:
                connection?.Lost(happened.IsTimeout);
                connection = null;
                return false;
            default:
                if (connection is null || !connection.Takes(happened.Data)) return false;
                received = TransportEvent.Received(IdOf(happened.PeerIndex), happened.Data, happened.Channel);
                return true;
        }
    }

    private EnetConnection? Accept(EnetHost host, EnetPeer* peer)
    {
        if (_open >= _transport.MaxConnections)
        {
            _faults.Count(PeerFault.ServerFull, $"{peer->Address.ToText()}: {_transport.MaxConnections} connections are open");
            host.Disconnect(peer);
            return null;
        }
        if (peer->ChannelCount < 2)
        {
            _faults.Count(PeerFault.TooFewChannels, $"{peer->Address.ToText()}: the peer speaks on one channel only");
            host.Disconnect(peer);
            return null;
        }
        host.Welcome(peer);
        int id = IdOf(peer->IncomingPeerId);
        var connection = new EnetConnection(_transport, host, peer, id, _events, _faults);
        _open++;
        _events.AddConnected(id, connection.Address);
        return connection;
    }

    private EnetConnection? Find(int connectionId)
    {
        if (_host is null || connectionId < 1 || connectionId > _connections.Length) return null;
        return _connections[connectionId - 1] is { IsOpen: true } connection ? connection : null;
    }

    // As Ignorance: ENet's index, and 0 is the host's own player.
    private static int IdOf(int peerIndex) => peerIndex + 1;
}
