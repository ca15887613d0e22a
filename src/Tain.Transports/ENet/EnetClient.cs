using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>The connecting end of the ENet transport: resolves the name without blocking, then one host with one peer.</summary>
internal sealed unsafe class EnetClient : TransportClient
{
    // How long an ended connection is served for its goodbye to be acknowledged, so that one lost datagram does not leave the server waiting for its timeout.
    private const long GoodbyeMs = 1_000;

    private readonly EnetTransport _transport;
    private readonly TickClock _clock;
    private readonly TransportEventQueue _events = new();
    private readonly EnetTraffic _traffic;
    private readonly PeerFaults _faults;
    private HostLookup? _lookup;
    private EnetHost? _host;
    private EnetConnection? _connection;
    private EnetHost? _leaving;
    private long _deadlineMs;
    private long _leavesMs;
    private bool _isBusy;
    private bool _isConnected;
    private bool _isInTick;

    public EnetClient(EnetTransport transport)
    {
        _transport = transport;
        _clock = new TickClock(transport.TimeProvider);
        var meter = new TransportMeter(transport.Meters);
        _traffic = new EnetTraffic(meter);
        _faults = new PeerFaults("ENet", transport.LoggerFactory.CreateLogger<EnetTransport>(), meter);
    }

    public override bool IsConnected => _isConnected;

    public override void Connect(string address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        Begin(address, _transport.Port);
    }

    public override void Connect(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (uri.Scheme != _transport.Scheme)
            throw new ArgumentException($"The address {uri} has not the scheme of this transport; use {_transport.Scheme}://host:port.", nameof(uri));
        Begin(uri.DnsSafeHost, uri.Port is > 0 and <= ushort.MaxValue ? uri.Port : _transport.Port);
    }

    public override void Disconnect()
    {
        if (_lookup is { } lookup)
        {
            _lookup = null;
            lookup.Cancel();
            _events.AddDisconnected(0);
        }
        _connection?.Close();
        Leave();
    }

    public override bool TryReceive(out TransportEvent received)
    {
        received = default;
        _host?.ReleasePacket();
        if (!_isInTick) BeginTick();
        while (true)
        {
            if (_events.TryTake(out received))
            {
                if (received.Kind == TransportEventKind.Connected) _isConnected = true;
                if (received.Kind == TransportEventKind.Disconnected) _isBusy = _isConnected = false;
                return true;
            }
            if (_host is not { } host || !host.TryTake(out EnetOccurrence happened)) break;
            if (Handle(happened, out received)) return true;
        }
        _isInTick = false;
        return false;
    }

    public override bool Send(ReadOnlySpan<byte> data, Channel channel)
    {
        if (!_isConnected || _connection is not { } connection) return false;
        bool isSent = connection.TrySend(data, channel);
        Leave();
        return isSent;
    }

    public override void Flush()
    {
        _isInTick = false;
        _host?.Flush();
        _faults.EndTick(_clock.NowMs);
        _traffic.Report(_isConnected ? 1 : 0);
    }

    public override int GetMaxPacketBytes(Channel channel) => _transport.MaxPacketBytesOf(channel);

    public override int GetBatchThresholdBytes(Channel channel) => EnetTransport.DatagramPacketBytes;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        _leaving?.Dispose();
        _leaving = null;
        _traffic.Report(0);
    }

    private void Begin(string host, int port)
    {
        if (_isBusy) throw new InvalidOperationException("The client is connected or connecting; call Disconnect first.");
        // Before anything begins, so that a missing library is told to the caller and not to the log.
        EnetLibrary.Load(_transport.LibraryPath);
        _isBusy = true;
        _events.Clear();
        _deadlineMs = _clock.NowMs + _transport.ConnectTimeoutMs;
        _lookup = new HostLookup(host, port, AddressFamily.InterNetwork, _deadlineMs);
        Continue(_lookup);
    }

    private void BeginTick()
    {
        _isInTick = true;
        long now = _clock.NowMs;
        if (_lookup is { } lookup) Continue(lookup);
        if (_connection is { IsOpen: true } connection && !_isConnected && now >= _deadlineMs)
        {
            connection.Fail(PeerFault.Timeout, TransportError.Timeout, $"the server did not answer within {_transport.ConnectTimeoutMs} ms");
            Leave();
        }
        if (_host?.Service() is > 0 and int failures) _faults.Count(PeerFault.LibraryFailed, "the server cannot be sent to, or a datagram is too long", failures);
        SayGoodbye(now);
    }

    private void Continue(HostLookup lookup)
    {
        if (!lookup.IsOver(_clock.NowMs, out IPAddress? address, out string problem)) return;
        if (address is not null) Open(address, lookup.Port);
        else FailLookup(TransportError.DnsResolve, problem);
    }

    private void Open(IPAddress address, int port)
    {
        try
        {
            var server = EnetAddress.From(address, port);
            _host = new EnetHost(_transport, null, peers: 1, _traffic);
            EnetPeer* peer = _host.Connect(server);
            if (peer == null) throw new InvalidOperationException("ENet has no memory for a connection.");
            _lookup = null;
            _connection = new EnetConnection(_transport, _host, peer, 0, _events, _faults);
            _host.Flush();
        }
        catch (InvalidOperationException problem)
        {
            _host?.Dispose();
            _host = null;
            FailLookup(TransportError.Unexpected, problem.Message);
        }
    }

    private void FailLookup(TransportError error, string reason)
    {
        _lookup = null;
        _events.AddError(0, error, reason);
        _events.AddDisconnected(0);
    }

    private bool Handle(EnetOccurrence happened, out TransportEvent received)
    {
        received = default;
        if (_connection is not { } connection) return false;
        switch (happened.Kind)
        {
            case EnetEventType.Connect when happened.Peer->ChannelCount < 2:
                connection.Fail(PeerFault.TooFewChannels, TransportError.Refused, "the server speaks on one channel only");
                break;
            case EnetEventType.Connect:
                _host!.Welcome(happened.Peer);
                _events.AddConnected(0, connection.Address);
                break;
            case EnetEventType.Disconnect:
                if (!_isConnected && connection.IsOpen) _events.AddError(0, TransportError.Refused, "the server refused the connection or did not answer");
                connection.Lost(happened.IsTimeout);
                break;
            default:
                if (!connection.Takes(happened.Data)) break;
                received = TransportEvent.Received(0, happened.Data, happened.Channel);
                return true;
        }
        Leave();
        return false;
    }

    // Once the connection has ended its host stays for the goodbye only.
    private void Leave()
    {
        if (_connection is not { IsOpen: false } || _host is not { } host) return;
        _connection = null;
        _host = null;
        _leaving?.Dispose();
        _leaving = host;
        _leavesMs = _clock.NowMs + GoodbyeMs;
        host.ReleasePacket();
        host.Flush();
    }

    private void SayGoodbye(long now)
    {
        if (_leaving is not { } leaving) return;
        bool isOver = now >= _leavesMs || leaving.Service() > 0;
        while (leaving.TryTake(out EnetOccurrence happened)) isOver |= happened.Kind == EnetEventType.Disconnect;
        if (!isOver) return;
        leaving.Dispose();
        _leaving = null;
    }
}
