using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Tain.Transports;

/// <summary>What a server holds at most; see <see cref="LiteNetLibTransport"/>.</summary>
internal readonly record struct LiteNetListenerLimits(
    int MaxConnections, int MaxConnectionsPerAddress, int MaxHalfOpen, int MaxHalfOpenPerSource, int MaxHandshakesPerTick, bool ConfirmAddresses);

/// <summary>
/// Many peers behind one socket: tells them apart by address, makes a peer of a stranger who asks with the right key, hands out ids. Datagrams and ticks go in,
/// events are pulled. It owns the order of a tick; each peer owns its connection.
/// </summary>
internal sealed class LiteNetListener(LiteNetEndpoint endpoint, LiteNetListenerLimits limits)
{
    // Answers of a byte or ten to addresses without a connection; more in a tick is a flood, and nobody waits for an answer to it.
    private const int MaxAnswersPerTick = 256;

    // Two pings: so long no living client is silent, and nobody can end its connection by asking for another in its name.
    private const int PingsOfSilence = 2;

    private readonly Dictionary<SocketAddress, LiteNetServerPeer> _byAddress = new(DatagramAddress.Comparer);
    private readonly Dictionary<int, LiteNetServerPeer> _byId = [];
    private readonly List<LiteNetServerPeer> _peers = [];
    private readonly List<LiteNetServerPeer> _closed = [];
    private readonly Stack<LiteNetServerPeer> _spare = new();
    private readonly PlacesPerSource _halfOpen = new(limits.MaxHalfOpen, limits.MaxHalfOpenPerSource);
    private readonly PlacesPerSource _confirmed = new(limits.MaxConnections, limits.MaxConnectionsPerAddress);
    private LiteNetServerPeer? _current;
    private int _lastId;
    private int _handshakesThisTick;
    private int _answersThisTick;
    private int _cursor;

    /// <summary>Connections that the upper layer knows.</summary>
    public int ConnectionCount => _byId.Count;

    /// <summary>Clients that have not yet proved their address.</summary>
    public int HalfOpenCount => _halfOpen.Count;

    public void BeginTick()
    {
        _handshakesThisTick = 0;
        _answersThisTick = 0;
        _cursor = 0;
    }

    /// <summary>Takes the datagram that lies in the endpoint's receive buffer. What comes of it is pulled before the next one.</summary>
    public void Input(int bytes, SocketAddress from)
    {
        if (bytes == 0 || bytes > LiteNetWire.MaxDatagramBytes)
        {
            endpoint.Drops.Count(bytes == 0 ? LiteNetDropReason.Malformed : LiteNetDropReason.TooLong);
            return;
        }
        ReadOnlySpan<byte> datagram = endpoint.ReceiveBuffer.AsSpan(0, bytes);
        LiteNetHeader header = LiteNetHeader.From(datagram[0]);
        _byAddress.TryGetValue(from, out LiteNetServerPeer? peer);
        switch (header.Property)
        {
            case LiteNetProperty.ConnectRequest:
                InputRequest(peer, datagram, from);
                break;
            case LiteNetProperty.UnconnectedMessage or LiteNetProperty.Broadcast or > LiteNetProperty.InvalidProtocol:
                endpoint.Drops.Count(LiteNetDropReason.NotForUs);
                break;
            default:
                if (peer is null) InputStranger(header, datagram, from);
                else InputKnown(peer, header, datagram);
                break;
        }
    }

    /// <summary>Pulls what the last datagram or call brought.</summary>
    public bool TryTakeEvent(out TransportEvent taken)
    {
        while (true)
        {
            if (endpoint.Events.TryTake(out taken)) return true;
            if (_current is not { State: LiteNetPeerState.Connected } peer) return false;
            if (peer.TryReceive(out ReadOnlySpan<byte> data))
            {
                taken = TransportEvent.Received(peer.ConnectionId, data, Channel.Reliable);
                return true;
            }
            if (endpoint.Events.Count > 0) continue;
            if (!endpoint.Packets.TryNext(out ReadOnlySpan<byte> packet))
            {
                if (endpoint.Packets.IsBroken) endpoint.Drops.Count(LiteNetDropReason.Malformed);
                _current = null;
                return false;
            }
            if (!peer.Input(packet, endpoint.Packets.IsMerged)) continue;
            taken = TransportEvent.Received(peer.ConnectionId, packet[LiteNetWire.HeaderBytes..], Channel.Unreliable);
            return true;
        }
    }

    /// <summary>Goes through the peers once per tick and checks their timers.</summary>
    /// <returns>False when all have had their turn and nothing came of it.</returns>
    public bool TryCheckTimers(out TransportEvent taken)
    {
        while (!endpoint.Events.TryTake(out taken))
        {
            if (_cursor >= _peers.Count) return false;
            LiteNetServerPeer peer = _peers[_cursor++];
            if (peer.State != LiteNetPeerState.Closed) peer.CheckTimers();
        }
        return true;
    }

    /// <summary>Forgets the peers that ended. Until now their addresses were kept, so that late datagrams find nobody.</summary>
    public void EndTick()
    {
        _current = null;
        foreach (LiteNetServerPeer peer in _closed) Remove(peer);
        _closed.Clear();
        endpoint.Drops.LogIfDue(endpoint.NowMs);
        CheckInvariants();
    }

    public void Flush()
    {
        for (int i = 0; i < _peers.Count; i++) _peers[i].Flush();
    }

    public bool TryFind(int connectionId, [NotNullWhen(true)] out LiteNetServerPeer? peer) =>
        _byId.TryGetValue(connectionId, out peer) && peer.State != LiteNetPeerState.Closed;

    public void CloseAll()
    {
        foreach (LiteNetServerPeer peer in _peers) peer.Close();
    }

    private void InputKnown(LiteNetServerPeer peer, LiteNetHeader header, ReadOnlySpan<byte> datagram)
    {
        if (peer.State == LiteNetPeerState.Closed)
        {
            endpoint.Drops.Count(LiteNetDropReason.Closed);
            return;
        }
        if (peer.IsConfirmed)
        {
            // The packets of a merged datagram name the connection too, so the outer number says nothing.
            _current = peer;
            endpoint.Packets.Begin(datagram.Length);
            return;
        }
        if (peer.IsProof(header, datagram)) Confirm(peer);
        else if (peer.State != LiteNetPeerState.Closed) peer.Input(datagram, isMerged: false);
    }

    private void InputStranger(LiteNetHeader header, ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        endpoint.Drops.Count(LiteNetDropReason.Stranger);
        switch (header.Property)
        {
            case LiteNetProperty.Disconnect when datagram.Length >= LiteNetWire.DisconnectBytes:
                Answer([new LiteNetHeader(LiteNetProperty.ShutdownOk, 0).ToByte()], to);
                break;
            case LiteNetProperty.PeerNotFound when PeerNotFoundPacket.IsClaim(datagram):
                Span<byte> unknown = stackalloc byte[PeerNotFoundPacket.LongBytes];
                PeerNotFoundPacket.WriteUnknown(unknown, datagram);
                Answer(unknown, to);
                break;
            case <= LiteNetProperty.Pong or LiteNetProperty.MtuCheck or LiteNetProperty.MtuOk or LiteNetProperty.Merged when datagram.Length > LiteNetWire.HeaderBytes:
                Answer([new LiteNetHeader(LiteNetProperty.PeerNotFound, 0).ToByte()], to);
                break;
        }
    }

    private void InputRequest(LiteNetServerPeer? peer, ReadOnlySpan<byte> datagram, SocketAddress from)
    {
        if (!ConnectRequestPacket.TryReadProtocol(datagram, out int protocol))
        {
            endpoint.Drops.Count(LiteNetDropReason.Malformed);
            return;
        }
        if (protocol != LiteNetWire.ProtocolId)
        {
            endpoint.Drops.Count(LiteNetDropReason.WrongRequest);
            Answer([new LiteNetHeader(LiteNetProperty.InvalidProtocol, 0).ToByte()], from);
            return;
        }
        if (!ConnectRequestPacket.TryRead(datagram, out ConnectRequestPacket request, out ReadOnlySpan<byte> key))
        {
            endpoint.Drops.Count(LiteNetDropReason.Malformed);
            return;
        }
        if (!key.StartsWith(endpoint.Settings.Key))
        {
            endpoint.Drops.Count(LiteNetDropReason.WrongRequest);
            Refuse(request, from);
            return;
        }
        if (peer is null) InputNewcomer(request, from);
        else InputRequestAgain(peer, request);
    }

    private void InputRequestAgain(LiteNetServerPeer peer, ConnectRequestPacket request)
    {
        if (request.ConnectTime == peer.ConnectTime)
        {
            peer.AcceptAgain();
            return;
        }
        endpoint.Drops.Count(LiteNetDropReason.SecondRequest);
        if (peer.State == LiteNetPeerState.Closed || request.ConnectTime < peer.ConnectTime) return;
        // It is a client that began anew from the same port, or somebody who wants the old one to fall out. The newcomer asks twice a second, so it can wait.
        if (!peer.IsConfirmed) peer.GiveUp();
        else if (peer.IsSilentFor(PingsOfSilence * endpoint.Settings.PingIntervalMs)) peer.Fail(TransportError.ConnectionClosed, "the client connected anew");
    }

    private void InputNewcomer(ConnectRequestPacket request, SocketAddress from)
    {
        // Nobody is pushed out to make room: a client that was accepted does not ask again, and would believe to be connected. The newcomer asks twice a second.
        if (_handshakesThisTick >= limits.MaxHandshakesPerTick || !_halfOpen.HasRoomFor(DatagramAddress.SourceKey(from)))
        {
            endpoint.Drops.Count(LiteNetDropReason.HandshakeLimit);
            return;
        }
        _handshakesThisTick++;
        if (!_confirmed.HasRoomFor(DatagramAddress.SourceKey(from)))
        {
            endpoint.Drops.Count(LiteNetDropReason.Full);
            Refuse(request, from);
            return;
        }
        Add(from, request);
    }

    private void Add(SocketAddress from, ConnectRequestPacket request)
    {
        LiteNetServerPeer peer = _spare.TryPop(out LiteNetServerPeer? spare) ? spare : new LiteNetServerPeer(endpoint, _closed, _halfOpen);
        peer.Accept(DatagramAddress.Copy(from), request);
        peer.Index = _peers.Count;
        _peers.Add(peer);
        _byAddress.Add(peer.Address, peer);
        _halfOpen.Take(peer.SourceKey);
        if (!limits.ConfirmAddresses) Confirm(peer);
    }

    private void Confirm(LiteNetServerPeer peer)
    {
        // More may ask at once than there are places.
        if (!_confirmed.HasRoomFor(peer.SourceKey))
        {
            endpoint.Drops.Count(LiteNetDropReason.Full);
            peer.Close();
            return;
        }
        _halfOpen.Release(peer.SourceKey);
        _confirmed.Take(peer.SourceKey);
        do
        {
            _lastId = _lastId == int.MaxValue ? 1 : _lastId + 1;
        }
        while (_byId.ContainsKey(_lastId));
        _byId.Add(_lastId, peer);
        peer.Confirm(_lastId);
    }

    private void Refuse(ConnectRequestPacket request, SocketAddress to)
    {
        Span<byte> disconnect = stackalloc byte[LiteNetWire.DisconnectBytes];
        LiteNetPeer.WriteDisconnect(disconnect, request.ConnectTime, request.ConnectionNumber);
        Answer(disconnect, to);
    }

    // Never longer than what is answered, so it is no weapon; and limited, so it is no work either.
    private void Answer(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        if (_answersThisTick == MaxAnswersPerTick)
        {
            endpoint.Drops.Count(LiteNetDropReason.AnswerLimit);
            return;
        }
        _answersThisTick++;
        endpoint.Socket.Send(datagram, to);
    }

    private void Remove(LiteNetServerPeer peer)
    {
        LiteNetServerPeer last = _peers[^1];
        _peers[peer.Index] = last;
        last.Index = peer.Index;
        _peers.RemoveAt(_peers.Count - 1);
        _byAddress.Remove(peer.Address);
        if (peer.IsConfirmed)
        {
            _byId.Remove(peer.ConnectionId);
            _confirmed.Release(peer.SourceKey);
        }
        peer.Release();
        // Kept for reuse, so that neither players who come and go nor a flood of requests allocate.
        if (_spare.Count < limits.MaxHalfOpen) _spare.Push(peer);
    }

    [Conditional("DEBUG")]
    private void CheckInvariants()
    {
        Debug.Assert(_peers.Count == _byAddress.Count, "Every peer has one address.");
        Debug.Assert(_peers.Count == _byId.Count + _halfOpen.Count, "A peer is either known to the upper layer or half-open.");
    }
}
