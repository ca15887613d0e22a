using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// The listening end: one <see cref="ServerEncryptionPeer"/> per connection of the inner transport. The upper layer hears of a connection when its handshake is over, and
/// never of one whose handshake fails. It owns what all handshakes share: the clock, their number and the budget for key exchanges.
/// </summary>
internal sealed class EncryptionServer : MiddlewareServer
{
    private readonly EncryptionTransport _transport;
    private readonly ILogger _logger;
    private readonly EncryptionServerKey _key;
    private readonly TickClock _clock;
    private readonly KeyExchangeBudget _budget;
    private readonly Dictionary<int, EncryptedConnection> _connections = [];
    private readonly LinkedList<EncryptedConnection> _handshakes = new();
    private readonly LinkedList<EncryptedConnection> _unconfirmed = new();
    private readonly TransportEventQueue _events = new();
    private readonly PacketBuffer _plain = new();
    private readonly PacketBuffer _sealed = new();
    private EncryptionIdentity? _identity;
    private EncryptedConnection? _dataFrom;
    private int _dataBytes;
    private Channel _dataChannel;

    public EncryptionServer(EncryptionTransport transport, TransportServer inner)
        : base(inner)
    {
        _transport = transport;
        _key = transport.ServerKey ?? EncryptionServerKey.Generate();
        _clock = new TickClock(transport.TimeProvider);
        _budget = new KeyExchangeBudget(transport.MaxKeyExchangesPerSecond);
        _logger = transport.LoggerFactory.CreateLogger<EncryptionServer>();
        Counters = new EncryptionCounters(_logger, transport.Meters);
    }

    /// <summary>What was counted so far; for metrics and tests.</summary>
    internal EncryptionCounters Counters { get; }

    /// <summary>Connections in the middle of the handshake; for tests.</summary>
    internal int HandshakeCount => _handshakes.Count;

    public override void Start()
    {
        Inner.Start();
        _identity = _key.CreateIdentity();
        if (_transport.ServerKey is not null) _logger.LogInformation("Encryption: clients recognise this server by the fingerprint {Fingerprint}", _key.Fingerprint);
        else _logger.LogWarning("Encryption: this server has a key for this run only, fingerprint {Fingerprint}. Set EncryptionTransport.ServerKey to keep one", _key.Fingerprint);
    }

    public override void Stop()
    {
        Inner.Stop();
        foreach (EncryptedConnection connection in _connections.Values) connection.Peer.Dispose();
        _connections.Clear();
        _handshakes.Clear();
        _unconfirmed.Clear();
        _events.Clear();
        _dataFrom = null;
        _identity?.Dispose();
        _identity = null;
    }

    public override bool TryReceive(out TransportEvent received)
    {
        while (true)
        {
            if (_events.TryTake(out received) || TryTakeData(out received)) return true;
            if (!Inner.TryReceive(out TransportEvent inner)) return false;
            if (Handle(inner, out received)) return true;
        }
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel)
    {
        if (!_connections.TryGetValue(connectionId, out EncryptedConnection? connection) || !connection.IsKnownAbove) return false;
        int most = GetMaxPacketBytes(channel);
        if (data.IsEmpty || data.Length > most)
        {
            _events.AddError(connectionId, TransportError.InvalidSend, $"An encrypted packet has 1 to {most} bytes, not {data.Length}.");
            return false;
        }
        if (connection.Peer.State != EncryptionPeerState.Ready) return false;
        Span<byte> packet = _sealed.Take(data.Length + EncryptionWire.OverheadBytes);
        connection.Peer.Seal(data, packet);
        return Inner.Send(connectionId, packet, channel);
    }

    public override void Disconnect(int connectionId)
    {
        if (!_connections.TryGetValue(connectionId, out EncryptedConnection? connection) || !connection.IsKnownAbove) return;
        connection.Peer.Dispose();
        Unwatch(connection);
        Inner.Disconnect(connectionId);
    }

    public override void Flush()
    {
        long nowMs = _clock.NowMs;
        TickHandshakes(nowMs);
        GiveUpUnconfirmed(nowMs);
        Counters.Tell(nowMs);
        Inner.Flush();
    }

    public override string GetAddress(int connectionId) =>
        _connections.TryGetValue(connectionId, out EncryptedConnection? connection) && connection.IsKnownAbove ? Inner.GetAddress(connectionId) : "";

    public override int GetMaxPacketBytes(Channel channel) => Inner.GetMaxPacketBytes(channel) - EncryptionWire.OverheadBytes;

    public override int GetBatchThresholdBytes(Channel channel) => Inner.GetBatchThresholdBytes(channel) - EncryptionWire.OverheadBytes;

    private bool TryTakeData(out TransportEvent received)
    {
        received = default;
        if (_dataFrom is not { } connection) return false;
        _dataFrom = null;
        if (connection.Peer.State != EncryptionPeerState.Ready) return false;
        received = TransportEvent.Received(connection.ConnectionId, _plain.Read(_dataBytes), _dataChannel);
        return true;
    }

    private bool Handle(TransportEvent inner, out TransportEvent received)
    {
        received = default;
        switch (inner.Kind)
        {
            case TransportEventKind.Connected:
                Add(inner.ConnectionId, inner.Text);
                return false;
            case TransportEventKind.Data:
                if (_connections.TryGetValue(inner.ConnectionId, out EncryptedConnection? sender)) Receive(sender, inner.Data, inner.Channel);
                return false;
            case TransportEventKind.Disconnected:
                received = inner;
                return Remove(inner.ConnectionId);
            default:
                // What concerns a connection that the upper layer does not know is not for it.
                received = inner;
                return inner.ConnectionId == 0 || (_connections.TryGetValue(inner.ConnectionId, out EncryptedConnection? known) && known.IsKnownAbove);
        }
    }

    private void Add(int connectionId, string? address)
    {
        if (_handshakes.Count >= _transport.MaxHandshakes)
        {
            EncryptedConnection oldest = _handshakes.First!.Value;
            Counters.Count(EncryptionRefusal.Crowded);
            End(oldest);
        }
        var peer = new ServerEncryptionPeer(_identity!, _transport.HandshakeTimeoutMs, RandomNumberGenerator.Fill);
        var connection = new EncryptedConnection(connectionId, address, peer);
        _connections.Add(connectionId, connection);
        connection.Watched = _handshakes.AddLast(connection);
    }

    private bool Remove(int connectionId)
    {
        if (!_connections.Remove(connectionId, out EncryptedConnection? connection)) return false;
        connection.Peer.Dispose();
        Unwatch(connection);
        return connection.IsKnownAbove;
    }

    private void Receive(EncryptedConnection connection, ReadOnlySpan<byte> packet, Channel channel)
    {
        ServerEncryptionPeer peer = connection.Peer;
        if (!MayExchangeKeys(peer, packet)) return;
        long replaysBefore = peer.ReplayedPackets;
        bool wasConfirmed = peer.IsConfirmed;
        PeerOutcome outcome = peer.Receive(packet, channel, _plain, out int bytes);
        Counters.Count(EncryptionRefusal.Replay, peer.ReplayedPackets - replaysBefore);
        Apply(connection, outcome);
        if ((outcome & PeerOutcome.Data) == 0) return;
        if (!wasConfirmed) Unwatch(connection);
        if (IsGreeting(connection, bytes, channel)) return;
        _dataFrom = connection;
        _dataBytes = bytes;
        _dataChannel = channel;
    }

    // A Start that is put off comes again: clients repeat it.
    private bool MayExchangeKeys(ServerEncryptionPeer peer, ReadOnlySpan<byte> packet)
    {
        if (peer.State != EncryptionPeerState.WaitingHandshake || packet.IsEmpty || packet[0] != EncryptionWire.HandshakeStart) return true;
        if (!_budget.TryTake(_clock.NowMs))
        {
            Counters.Count(EncryptionRefusal.KeyExchangeLimit);
            return false;
        }
        Counters.CountKeyExchange();
        return true;
    }

    private void Apply(EncryptedConnection connection, PeerOutcome outcome)
    {
        if ((outcome & PeerOutcome.Send) != 0) Inner.Send(connection.ConnectionId, connection.Peer.HandshakePacket, Channel.Unreliable);
        if ((outcome & PeerOutcome.BecameReady) != 0) Report(connection);
        if ((outcome & PeerOutcome.Failed) == 0) return;
        Counters.Count(connection.Peer.Refusal);
        if (connection.IsKnownAbove) _events.AddError(connection.ConnectionId, connection.Peer.ErrorCode, connection.Peer.ErrorReason);
        End(connection);
    }

    private void Report(EncryptedConnection connection)
    {
        Counters.CountHandshake();
        Unwatch(connection);
        connection.IsKnownAbove = true;
        _events.AddConnected(connection.ConnectionId, connection.Address);
        if (_transport.ExchangeGreetings)
        {
            connection.IsGreetingDue = true;
            Send(connection.ConnectionId, EncryptionWire.Greeting, Channel.Reliable);
        }
        if (_transport.ConfirmationTimeoutMs == 0) return;
        connection.ConfirmByMs = _clock.NowMs + _transport.ConfirmationTimeoutMs;
        connection.Watched = _unconfirmed.AddLast(connection);
    }

    private bool IsGreeting(EncryptedConnection connection, int bytes, Channel channel)
    {
        if (!connection.IsGreetingDue || channel != Channel.Reliable) return false;
        connection.IsGreetingDue = false;
        return EncryptionWire.IsGreeting(_plain.Read(bytes));
    }

    private void TickHandshakes(long nowMs)
    {
        LinkedListNode<EncryptedConnection>? next = _handshakes.First;
        while (next is { } node)
        {
            next = node.Next;
            Apply(node.Value, node.Value.Peer.Tick(nowMs));
        }
    }

    // In the order in which they became ready, so the first that may stay ends the walk.
    private void GiveUpUnconfirmed(long nowMs)
    {
        while (_unconfirmed.First?.Value is { } connection && nowMs > connection.ConfirmByMs)
        {
            Counters.Count(EncryptionRefusal.Timeout);
            _events.AddError(
                connection.ConnectionId, TransportError.Timeout, $"The client sent nothing that its key encrypted within {_transport.ConfirmationTimeoutMs} ms after the handshake.");
            End(connection);
        }
    }

    private void End(EncryptedConnection connection)
    {
        connection.Peer.Dispose();
        Unwatch(connection);
        Inner.Disconnect(connection.ConnectionId);
    }

    private static void Unwatch(EncryptedConnection connection)
    {
        if (connection.Watched is not { } node) return;
        Debug.Assert(node.List is not null, "A watched connection is in a list.");
        node.List.Remove(node);
        connection.Watched = null;
    }
}
