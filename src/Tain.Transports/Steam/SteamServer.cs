using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>The listening end of the Steam transport: one listener, one poll group, and links by the library's number and by ours.</summary>
internal sealed class SteamServer : TransportServer
{
    private readonly SteamTransport _transport;
    private readonly TickClock _clock;
    private readonly TransportEventQueue _events = new();
    private readonly PeerFaults _faults;
    private readonly SteamTraffic _traffic;
    private readonly Dictionary<uint, SteamLink> _links = [];
    private readonly Dictionary<int, SteamLink> _open = [];
    private readonly List<SteamLink> _unflushed = [];
    private readonly List<(SteamLink Link, SteamStatus Status)> _leaving = [];
    private readonly SteamInbox _inbox = new();
    private Session? _session;
    private int _lastId;
    private bool _isInTick;

    public SteamServer(SteamTransport transport)
    {
        _transport = transport;
        _clock = new TickClock(transport.TimeProvider);
        var meter = new TransportMeter(transport.Meters);
        _faults = new PeerFaults("Steam", transport.LoggerFactory.CreateLogger<SteamTransport>(), meter);
        _traffic = new SteamTraffic(meter);
    }

    public override bool IsActive => _session is not null;

    public override Uri Uri => _transport.Route == SteamRoute.PeerToPeer
        ? new Uri($"{_transport.Scheme}://{_session?.Sockets.GetOwnSteamId() ?? 0}")
        : ServerUri.ForThisMachine(_transport.Scheme, _session is { } session ? session.Sockets.GetPort(session.Listener) : _transport.Port);

    /// <summary>What was refused or ended, and why.</summary>
    internal PeerFaults Faults => _faults;

    public override void Start()
    {
        if (_session is not null) throw new InvalidOperationException("The server is already active; call Stop first.");
        ISteamSockets sockets = _transport.LoadSockets();
        _inbox.Clear();
        SteamAddress local = _transport.Route == SteamRoute.PeerToPeer
            ? SteamAddress.OfPeer(0, _transport.VirtualPort)
            : SteamAddress.OfIp(System.Net.IPAddress.IPv6Any, _transport.Port);
        uint listener = sockets.Listen(local, _transport.ToSettings(), _inbox);
        if (listener == 0)
        {
            string what = _transport.Route == SteamRoute.PeerToPeer
                ? $"Steam cannot listen on virtual port {_transport.VirtualPort}. Is Steam logged on, and nothing else listening there? GameNetworkingSockets alone needs Route = SteamRoute.IP."
                : $"UDP port {_transport.Port} cannot be bound. Is another server running? Choose another port, or 0 for any.";
            throw new InvalidOperationException(what);
        }
        _session = new Session(sockets, listener, sockets.CreatePollGroup(), new SteamInput(sockets, _transport.MaxMessagesPerTick));
        _events.Clear();
        _lastId = 0;
        _isInTick = false;
    }

    public override void Stop()
    {
        if (_session is not { } session) return;
        _session = null;
        session.Input.Clear();
        foreach (SteamLink link in _links.Values) link.CloseSilently();
        _links.Clear();
        _open.Clear();
        _unflushed.Clear();
        _leaving.Clear();
        session.Sockets.Forget(session.Listener);
        session.Sockets.CloseListener(session.Listener);
        session.Sockets.DestroyPollGroup(session.Group);
        _traffic.Report(0);
    }

    public override bool TryReceive(out TransportEvent received)
    {
        received = default;
        if (_session is not { } session) return false;
        session.Input.ReturnLent();
        if (!_isInTick) BeginTick(session);
        while (true)
        {
            if (_events.TryTake(out received))
            {
                if (received.Kind == TransportEventKind.Disconnected) Remove(received.ConnectionId);
                return true;
            }
            if (session.Input.TryTake(session.Group, isGroup: true, out SteamMessage message))
            {
                if (!_links.TryGetValue(message.Connection, out SteamLink? link) || !link.TryRead(message, out ReadOnlySpan<byte> data, out Channel channel)) continue;
                _traffic.ReceivedMessages++;
                received = TransportEvent.Received(link.Id, data, channel);
                return true;
            }
            if (!EndLeaving()) break;
        }
        _isInTick = false;
        return false;
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel)
    {
        if (_session is null || !_open.TryGetValue(connectionId, out SteamLink? link)) return false;
        bool wasQueued = link.NeedsFlush;
        if (!link.TrySend(data, channel)) return false;
        _traffic.SentMessages++;
        if (!wasQueued && link.NeedsFlush) _unflushed.Add(link);
        return true;
    }

    public override void Disconnect(int connectionId)
    {
        if (_open.TryGetValue(connectionId, out SteamLink? link)) link.Close();
    }

    public override void Flush()
    {
        if (_session is null) return;
        _isInTick = false;
        foreach (SteamLink link in _unflushed) link.Flush();
        _unflushed.Clear();
        _faults.EndTick(_clock.NowMs);
        _traffic.Report(_open.Count);
    }

    public override string GetAddress(int connectionId) => _open.TryGetValue(connectionId, out SteamLink? link) && link.IsOpen ? link.Address : "";

    public override int GetMaxPacketBytes(Channel channel) => _transport.MaxPacketBytes;

    public override int GetBatchThresholdBytes(Channel channel) => SteamTransport.DatagramPacketBytes;

    private void BeginTick(Session session)
    {
        _isInTick = true;
        session.Sockets.RunCallbacks();
        while (_inbox.TryTake(out uint connection)) Look(session, connection);
        if (_inbox.TakeHasLost())
        {
            foreach (uint connection in _links.Keys.ToArray()) Look(session, connection);
        }
        session.Input.BeginTick();
    }

    // A report says only that something changed; how it stands now is asked.
    private void Look(Session session, uint connection)
    {
        bool isKnown = _links.TryGetValue(connection, out SteamLink? link);
        if (!session.Sockets.TryGetStatus(connection, out SteamStatus status))
        {
            if (isKnown) _leaving.Add((link!, default));
            return;
        }
        switch (status.State)
        {
            case SteamConnectionState.Connecting when !isKnown:
                Admit(session, connection, status);
                break;
            case SteamConnectionState.Connected when isKnown:
                if (!link!.IsOpen && !link.IsClosed) Open(session, link);
                break;
            case SteamConnectionState.ClosedByPeer or SteamConnectionState.ProblemDetectedLocally when isKnown:
                _leaving.Add((link!, status));
                break;
            case SteamConnectionState.ClosedByPeer or SteamConnectionState.ProblemDetectedLocally:
                // Gone before it was let in; the handle is freed by closing it.
                session.Sockets.Close(connection, SteamEnd.Goodbye, "", linger: false);
                break;
        }
    }

    private void Admit(Session session, uint connection, SteamStatus status)
    {
        string address = status.Remote.ToString();
        if (_links.Count >= _transport.MaxConnections)
        {
            _faults.Count(PeerFault.ServerFull, $"{address}: {_transport.MaxConnections} connections are open or being made");
            session.Sockets.Close(connection, SteamEnd.Full, "The server is full", linger: false);
            return;
        }
        if (!session.Sockets.Accept(connection))
        {
            _faults.Count(PeerFault.LibraryFailed, $"{address}: the library could not accept the connection");
            session.Sockets.Close(connection, SteamEnd.Misbehaved, "", linger: false);
            return;
        }
        _links.Add(connection, new SteamLink(session.Sockets, connection, ++_lastId, address, _transport.MaxPacketBytes, _events, _faults));
    }

    private void Open(Session session, SteamLink link)
    {
        // Not before: so no packet of a connection comes ahead of its Connected event.
        session.Sockets.JoinPollGroup(link.Connection, session.Group);
        _open.Add(link.Id, link);
        link.Open();
    }

    // Behind the messages that came before the end.
    private bool EndLeaving()
    {
        if (_leaving.Count == 0) return false;
        foreach ((SteamLink link, SteamStatus status) in _leaving)
        {
            if (link.IsOpen)
            {
                link.Lost(status);
                continue;
            }
            if (link.IsClosed) continue;
            link.CloseSilently();
            _links.Remove(link.Connection);
        }
        _leaving.Clear();
        return true;
    }

    private void Remove(int id)
    {
        if (_open.Remove(id, out SteamLink? link)) _links.Remove(link.Connection);
    }

    private sealed record Session(ISteamSockets Sockets, uint Listener, uint Group, SteamInput Input);
}
