using System.Net;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// The shell around one <see cref="KcpClientPeer"/>: resolves the host name without blocking, opens the socket, and reads the clock and the socket once per tick.
/// </summary>
internal sealed class KcpClient(KcpTransport transport) : TransportClient
{
    private readonly KcpSettings _settings = transport.ToSettings();
    private readonly TickClock _clock = new(transport.TimeProvider);
    private readonly ILogger _logger = transport.LoggerFactory.CreateLogger<KcpClient>();
    private readonly SocketAddress _from = DatagramAddress.CreateEmpty();
    private readonly TransportEventQueue _events = new();
    private Lookup? _lookup;
    private Session? _session;
    private bool _isConnected;
    private bool _isInTick;
    private DatagramBudget _budget;
    private int _unreliableBytes;

    public override bool IsConnected => _isConnected;

    public override void Connect(string address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        Begin(address, transport.Port);
    }

    public override void Connect(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (uri.Scheme != transport.Scheme)
            throw new ArgumentException($"The address {uri} has not the scheme of this transport; use {transport.Scheme}://host:port.", nameof(uri));
        Begin(uri.DnsSafeHost, uri.Port is > 0 and <= ushort.MaxValue ? uri.Port : transport.Port);
    }

    public override void Disconnect()
    {
        if (_lookup is { } lookup)
        {
            _lookup = null;
            lookup.Cancellation.Cancel();
            _events.AddDisconnected(0);
        }
        _session?.Peer.Close();
    }

    public override bool TryReceive(out TransportEvent received)
    {
        received = default;
        if (!_isInTick) BeginTick();
        if (_events.TryTake(out received)) return true;
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
        session.Endpoint.NowMs = _clock.NowMs;
        session.Peer.Flush();
        session.Endpoint.FlushSocket();
    }

    public override int GetMaxPacketBytes(Channel channel) => channel == Channel.Reliable ? _settings.MaxReliableBytes : _settings.MaxUnreliableBytes;

    public override int GetBatchThresholdBytes(Channel channel) => _settings.MaxUnreliableBytes;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && _session is { } session) End(session);
    }

    private void Begin(string host, int port)
    {
        if (_session is not null || _lookup is not null) throw new InvalidOperationException("The client is connected or connecting; call Disconnect first.");
        _events.Clear();
        var cancellation = new CancellationTokenSource();
        _lookup = new Lookup(host, transport.Sockets.ResolveAsync(host, port, cancellation.Token).AsTask(), cancellation, _clock.NowMs);
        Continue(_lookup, _clock.NowMs);
    }

    private void BeginTick()
    {
        _isInTick = true;
        _unreliableBytes = 0;
        long now = _clock.NowMs;
        _budget = new DatagramBudget(transport.MaxDatagramsPerTick, now + transport.MaxReceiveMsPerTick);
        if (_lookup is { } lookup) Continue(lookup, now);
        if (_session is not { } session) return;
        session.Endpoint.BeginTick(now);
        session.TimersAreChecked = false;
    }

    private void Continue(Lookup lookup, long now)
    {
        if (!lookup.Result.IsCompleted)
        {
            if (now - lookup.StartedMs < transport.TimeoutMs) return;
            lookup.Cancellation.Cancel();
            FailLookup(TransportError.DnsResolve, $"the host name '{lookup.Host}' was not resolved within {transport.TimeoutMs} ms");
            return;
        }
        if (!lookup.Result.IsCompletedSuccessfully)
        {
            FailLookup(TransportError.DnsResolve, $"the host name '{lookup.Host}' cannot be resolved: {lookup.Result.Exception?.InnerException?.Message}");
            return;
        }
        Open(lookup.Result.Result, now);
    }

    private void Open(EndPoint server, long now)
    {
        IDatagramSocket socket;
        try
        {
            socket = transport.Sockets.Open(server, transport.ToSocketOptions());
        }
        catch (InvalidOperationException problem)
        {
            FailLookup(TransportError.Unexpected, problem.Message);
            return;
        }
        _lookup = null;
        var endpoint = new KcpEndpoint(_settings, transport.ToEndpointLimits(), socket, _logger, new KcpInstruments(transport.Meters, "client")) { NowMs = now };
        _session = new Session(endpoint, new KcpClientPeer(endpoint));
        _session.Peer.Connect(server.Serialize());
    }

    private void FailLookup(TransportError error, string reason)
    {
        _lookup = null;
        _events.AddError(0, error, reason);
        _events.AddDisconnected(0);
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
        if (!_budget.TryTake(_clock)) return false;
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

    private sealed record Lookup(string Host, Task<EndPoint> Result, CancellationTokenSource Cancellation, long StartedMs);

    private sealed class Session(KcpEndpoint endpoint, KcpClientPeer peer)
    {
        public KcpEndpoint Endpoint { get; } = endpoint;

        public KcpClientPeer Peer { get; } = peer;

        public bool TimersAreChecked { get; set; }
    }
}
