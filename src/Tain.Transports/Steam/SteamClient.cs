using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>The connecting end of the Steam transport: by identity at once, by host name after a lookup.</summary>
internal sealed class SteamClient : TransportClient
{
    private readonly SteamTransport _transport;
    private readonly TickClock _clock;
    private readonly TransportEventQueue _events = new();
    private readonly PeerFaults _faults;
    private readonly SteamTraffic _traffic;
    private readonly SteamInbox _inbox = new();
    private ISteamSockets? _sockets;
    private SteamInput? _input;
    private HostLookup? _lookup;
    private SteamLink? _link;
    private SteamStatus? _end;
    private long _deadlineMs;
    private bool _isBusy;
    private bool _isConnected;
    private bool _isInTick;

    public SteamClient(SteamTransport transport)
    {
        _transport = transport;
        _clock = new TickClock(transport.TimeProvider);
        var meter = new TransportMeter(transport.Meters);
        _faults = new PeerFaults("Steam", transport.LoggerFactory.CreateLogger<SteamTransport>(), meter);
        _traffic = new SteamTraffic(meter);
    }

    public override bool IsConnected => _isConnected;

    public override void Connect(string address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        Begin(address, null);
    }

    public override void Connect(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (uri.Scheme != _transport.Scheme)
            throw new ArgumentException($"The address {uri} has not the scheme of this transport; use {_transport.Scheme}://SteamID64 or {_transport.Scheme}://host:port.", nameof(uri));
        Begin(uri.DnsSafeHost, uri.Port is > 0 and <= ushort.MaxValue ? uri.Port : null);
    }

    public override void Disconnect()
    {
        if (_lookup is { } lookup)
        {
            _lookup = null;
            lookup.Cancel();
            _events.AddDisconnected(0);
        }
        _link?.Close();
        Leave();
    }

    public override bool TryReceive(out TransportEvent received)
    {
        received = default;
        _input?.ReturnLent();
        if (!_isInTick) BeginTick();
        while (true)
        {
            if (_events.TryTake(out received))
            {
                if (received.Kind == TransportEventKind.Connected) _isConnected = true;
                if (received.Kind == TransportEventKind.Disconnected) _isConnected = _isBusy = false;
                return true;
            }
            Leave();
            if (_link is not { } link) break;
            if (_input!.TryTake(link.Connection, isGroup: false, out SteamMessage message))
            {
                if (!link.TryRead(message, out ReadOnlySpan<byte> data, out Channel channel)) continue;
                _traffic.ReceivedMessages++;
                received = TransportEvent.Received(0, data, channel);
                return true;
            }
            if (_end is not { } end) break;
            link.Lost(end);
        }
        _isInTick = false;
        return false;
    }

    public override bool Send(ReadOnlySpan<byte> data, Channel channel)
    {
        if (!_isConnected || _link is not { } link) return false;
        bool isSent = link.TrySend(data, channel);
        if (isSent) _traffic.SentMessages++;
        return isSent;
    }

    public override void Flush()
    {
        _isInTick = false;
        _link?.Flush();
        _faults.EndTick(_clock.NowMs);
        _traffic.Report(_isConnected ? 1 : 0);
    }

    public override int GetMaxPacketBytes(Channel channel) => _transport.MaxPacketBytes;

    public override int GetBatchThresholdBytes(Channel channel) => SteamTransport.DatagramPacketBytes;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _traffic.Report(0);
    }

    private void Begin(string host, int? port)
    {
        if (_isBusy) throw new InvalidOperationException("The client is connected or connecting; call Disconnect first.");

        // Before anything begins, so that a missing library is told to the caller and not to the log.
        _sockets = _transport.LoadSockets();
        _input = new SteamInput(_sockets, _transport.MaxMessagesPerTick);
        _isBusy = true;
        _events.Clear();
        _inbox.Clear();
        long now = _clock.NowMs;
        _deadlineMs = now + _transport.ConnectTimeoutMs;
        if (SteamAddress.TryParseSteamId(host, out ulong steamId))
        {
            Open(SteamAddress.OfPeer(steamId, port ?? _transport.VirtualPort));
            return;
        }
        _lookup = new HostLookup(host, port ?? _transport.Port, AddressFamily.Unspecified, _deadlineMs);
        Continue(_lookup, now);
    }

    private void BeginTick()
    {
        _isInTick = true;
        long now = _clock.NowMs;
        if (_lookup is { } lookup) Continue(lookup, now);
        if (_sockets is not { } sockets || _link is not { } link) return;
        sockets.RunCallbacks();
        bool isNews = _inbox.TakeHasLost();
        while (_inbox.TryTake(out uint connection)) isNews |= connection == link.Connection;
        if (isNews) Look(sockets, link);
        _input!.BeginTick();
        if (link.IsOpen || _end is not null || now < _deadlineMs) return;
        link.Fail(PeerFault.Timeout, TransportError.Timeout, $"the server did not answer within {_transport.ConnectTimeoutMs} ms");
        Leave();
    }

    private void Look(ISteamSockets sockets, SteamLink link)
    {
        if (!sockets.TryGetStatus(link.Connection, out SteamStatus status) || status.State is SteamConnectionState.ClosedByPeer or SteamConnectionState.ProblemDetectedLocally)
            _end = status;
        else if (status.State == SteamConnectionState.Connected) link.Open();
    }

    private void Continue(HostLookup lookup, long now)
    {
        if (!lookup.IsOver(now, out IPAddress? address, out string problem)) return;
        _lookup = null;
        if (address is not null) Open(SteamAddress.OfIp(address, lookup.Port));
        else Refuse(TransportError.DnsResolve, problem);
    }

    private void Open(SteamAddress server)
    {
        uint connection = _sockets!.Connect(server, _transport.ToSettings(), _inbox);
        if (connection == 0) Refuse(TransportError.Unexpected, $"the library does not connect to {server}; GameNetworkingSockets alone reaches IP addresses only");
        else _link = new SteamLink(_sockets, connection, 0, server.ToString(), _transport.MaxPacketBytes, _events, _faults);
    }

    private void Refuse(TransportError error, string reason)
    {
        _events.AddError(0, error, reason);
        _events.AddDisconnected(0);
    }

    // Once the link is closed nothing of it is left.
    private void Leave()
    {
        if (_link is not { IsClosed: true } link) return;
        _link = null;
        _end = null;
        _input!.Clear();
        _sockets!.Forget(link.Connection);
    }
}
