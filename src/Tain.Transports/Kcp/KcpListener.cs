using System.Buffers.Binary;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Tain.Transports;

/// <summary>What a server holds at most; see <see cref="KcpTransport"/>.</summary>
internal readonly record struct KcpListenerLimits(
    int MaxConnections, int MaxConnectionsPerAddress, int MaxHalfOpen, int MaxHalfOpenPerSource, int MaxHandshakesPerTick, long MaxBufferedBytes, bool ConfirmAddresses);

/// <summary>
/// Many peers behind one socket: tells them apart by address, makes a peer of a stranger who says Hello, hands out ids. Datagrams and ticks go in, events are pulled.
/// It owns the order of a tick; each peer owns its connection.
/// </summary>
internal sealed class KcpListener(KcpEndpoint endpoint, KcpListenerLimits limits, Func<uint> nextCookie)
{
    // Ended peers kept for reuse, so that players who come and go allocate nothing.
    private const int MaxSparePeers = 256;

    // A hash costs about a microsecond; a real client needs one or two.
    private const int MaxCookieChecksPerTick = 1_024;

    private readonly Dictionary<SocketAddress, KcpServerPeer> _byAddress = new(DatagramAddress.Comparer);
    private readonly Dictionary<int, KcpServerPeer> _byId = [];
    private readonly List<KcpServerPeer> _peers = [];
    private readonly List<KcpServerPeer> _closed = [];
    private readonly Stack<KcpServerPeer> _spare = new();
    private readonly PlacesPerSource _halfOpen = new(limits.MaxHalfOpen, limits.MaxHalfOpenPerSource);
    private readonly PlacesPerSource _confirmed = new(limits.MaxConnections, limits.MaxConnectionsPerAddress);
    private readonly HelloCookies _helloCookies = new(nextCookie);
    private int _lastId;
    private int _handshakesLeft;
    private int _answersLeft;
    private int _cookieChecksLeft;
    private int _cursor;
    private bool _cursorIsChecked;

    // Unreliable data in the receive buffer that has not been pulled yet.
    private KcpServerPeer? _dataFrom;
    private int _dataBytes;

    /// <summary>Connections that the upper layer knows.</summary>
    public int ConnectionCount => _byId.Count;

    /// <summary>Clients that have not yet proved their address.</summary>
    public int HalfOpenCount => _halfOpen.Count;

    public void BeginTick(long nowMs)
    {
        endpoint.BeginTick(nowMs);
        _handshakesLeft = limits.MaxHandshakesPerTick;
        _answersLeft = limits.MaxHandshakesPerTick;
        _cookieChecksLeft = MaxCookieChecksPerTick;
        _cursor = 0;
        _cursorIsChecked = false;
    }

    /// <summary>Takes the datagram that lies in the endpoint's receive buffer. What comes of it is pulled before the next one.</summary>
    public void Input(int bytes, SocketAddress from)
    {
        if (bytes <= KcpWire.EnvelopeBytes)
        {
            endpoint.Drops.Count(KcpDropReason.TooShort);
            return;
        }
        if (bytes > endpoint.Settings.MaxDatagramBytes)
        {
            endpoint.Drops.Count(KcpDropReason.TooLong);
            return;
        }
        ReadOnlySpan<byte> datagram = endpoint.ReceiveBuffer.AsSpan(0, bytes);
        if (_byAddress.TryGetValue(from, out KcpServerPeer? peer)) InputKnown(peer, datagram);
        else InputStranger(from, datagram);
        KeepBudget();
    }

    /// <summary>Ends the connection that holds most when all together hold more than they may: received and never completed, or sent and never acknowledged.</summary>
    public void KeepBudget()
    {
        if (endpoint.Pool.RentedBytes > limits.MaxBufferedBytes) EndLargest();
    }

    /// <summary>Pulls what the last datagram or call brought.</summary>
    public bool TryTakeEvent(out TransportEvent taken)
    {
        if (endpoint.Events.TryTake(out taken)) return true;
        if (_dataFrom is not { } peer) return false;
        _dataFrom = null;
        if (peer.State != KcpPeerState.Established) return false;
        const int Start = KcpWire.EnvelopeBytes + 1;
        taken = TransportEvent.Received(peer.ConnectionId, endpoint.ReceiveBuffer.AsSpan(Start, _dataBytes - Start), Channel.Unreliable);
        return true;
    }

    /// <summary>Goes through the peers once per tick: timers, then whole messages one by one.</summary>
    /// <returns>False when all have had their turn.</returns>
    public bool TryReceiveFromPeers(out TransportEvent received)
    {
        while (_cursor < _peers.Count)
        {
            KcpServerPeer peer = _peers[_cursor];
            if (!_cursorIsChecked && peer.State != KcpPeerState.Closed) peer.CheckTimers();
            _cursorIsChecked = true;
            if (endpoint.Events.TryTake(out received)) return true;
            if (peer.IsConfirmed && peer.TryReceive(out ReadOnlySpan<byte> data))
            {
                received = TransportEvent.Received(peer.ConnectionId, data, Channel.Reliable);
                return true;
            }
            if (endpoint.Events.TryTake(out received)) return true;
            _cursor++;
            _cursorIsChecked = false;
        }
        received = default;
        return false;
    }

    /// <summary>Forgets the peers that ended. Until now their addresses were kept, so that late datagrams find nobody.</summary>
    public void EndTick()
    {
        _dataFrom = null;
        foreach (KcpServerPeer peer in _closed) Remove(peer);
        _closed.Clear();
        endpoint.Drops.LogIfDue(endpoint.NowMs);
        endpoint.Instruments.Report(endpoint, ConnectionCount, HalfOpenCount);
        CheckInvariants();
    }

    public void Flush(long nowMs)
    {
        endpoint.NowMs = nowMs;
        for (int i = 0; i < _peers.Count; i++) _peers[i].Flush();
    }

    public bool TryFind(int connectionId, [NotNullWhen(true)] out KcpServerPeer? peer) =>
        _byId.TryGetValue(connectionId, out peer) && peer.State != KcpPeerState.Closed;

    public void CloseAll()
    {
        foreach (KcpServerPeer peer in _peers) peer.Close();
        EndTick();
    }

    private void EndLargest()
    {
        KcpServerPeer largest = _peers[0];
        foreach (KcpServerPeer peer in _peers)
        {
            if (peer.Core.HeldBytes > largest.Core.HeldBytes) largest = peer;
        }
        largest.Fail(TransportError.Congestion, $"all connections together hold more than {limits.MaxBufferedBytes} bytes, and this one most: {largest.Core.HeldBytes}");
        largest.Release();
    }

    private void InputKnown(KcpServerPeer peer, ReadOnlySpan<byte> datagram)
    {
        if (peer.State == KcpPeerState.Closed)
        {
            endpoint.Drops.Count(KcpDropReason.Closed);
            return;
        }
        byte channel = datagram[0];
        if (CookieOf(datagram) != peer.Cookie)
        {
            InputUnfitting(peer, datagram);
            return;
        }
        if (channel is not (KcpWire.ReliableChannel or KcpWire.UnreliableChannel))
        {
            endpoint.Drops.Count(KcpDropReason.UnknownChannel);
            return;
        }
        ReadOnlySpan<byte> payload = datagram[KcpWire.EnvelopeBytes..];
        if (!peer.IsConfirmed && !TryConfirm(peer, channel, payload)) return;
        if (channel == KcpWire.ReliableChannel)
        {
            peer.InputReliable(payload);
        }
        else if (peer.InputUnreliable(payload))
        {
            _dataFrom = peer;
            _dataBytes = datagram.Length;
        }
    }

    private static uint CookieOf(ReadOnlySpan<byte> datagram) => BinaryPrimitives.ReadUInt32LittleEndian(datagram[1..]);

    private bool TryConfirm(KcpServerPeer peer, byte channel, ReadOnlySpan<byte> payload)
    {
        bool leaves = channel == KcpWire.UnreliableChannel && payload[0] == KcpWire.UnreliableDisconnect;
        if (leaves || !_confirmed.HasRoomFor(peer.SourceKey))
        {
            if (!leaves) endpoint.Drops.Count(_confirmed.IsFull ? KcpDropReason.ServerFull : KcpDropReason.TooManyFromOneAddress);
            peer.Close();
            return false;
        }
        Confirm(peer);
        return true;
    }

    private void InputStranger(SocketAddress from, ReadOnlySpan<byte> datagram)
    {
        if (!KcpWire.IsFirstHello(datagram))
        {
            if (IsForgottenClient(from, datagram)) InputForgotten(from, datagram);
            else endpoint.Drops.Count(KcpDropReason.NotAHello);
            return;
        }
        ulong source = DatagramAddress.SourceKey(from);
        bool hasRoom = _halfOpen.HasRoomFor(source);

        // Two budgets, so that a source which has filled its places does not use up the others' handshakes.
        ref int left = ref hasRoom ? ref _handshakesLeft : ref _answersLeft;
        if (left == 0)
        {
            endpoint.Drops.Count(KcpDropReason.HandshakeLimit);
            return;
        }
        left--;
        if (!_confirmed.HasRoomFor(source)) Refuse(from, nextCookie());
        else if (hasRoom) Welcome(from, datagram);
        else AnswerAndForget(from, datagram);
    }

    // The right address with another cookie: a repeated Hello, somebody who guesses, or a client that was answered, forgotten, and took our first answer for its own.
    private void InputUnfitting(KcpServerPeer peer, ReadOnlySpan<byte> datagram)
    {
        if (peer.IsConfirmed || !IsForgottenClient(peer.Address, datagram))
        {
            if (!peer.IsConfirmed) peer.Credit(datagram.Length);
            endpoint.Drops.Count(KcpDropReason.WrongCookie);
            return;
        }
        peer.Resume(CookieOf(datagram));
        InputKnown(peer, datagram);
    }

    private void AnswerAndForget(SocketAddress from, ReadOnlySpan<byte> hello)
    {
        uint cookie = _helloCookies.Draw(from, endpoint.NowMs);
        int bytes = KcpWire.WriteHelloAnswer(endpoint.SendBuffer, hello, cookie, endpoint.Settings.ReceiveWindow);
        endpoint.Send(endpoint.SendBuffer.AsSpan(0, bytes), from);
    }

    private bool IsForgottenClient(SocketAddress from, ReadOnlySpan<byte> datagram)
    {
        if (_cookieChecksLeft == 0 || !_helloCookies.MayBeValid(endpoint.NowMs) || !KcpWire.FollowsHelloAnswer(datagram)) return false;
        _cookieChecksLeft--;
        return _helloCookies.IsValid(from, CookieOf(datagram), endpoint.NowMs);
    }

    private void InputForgotten(SocketAddress from, ReadOnlySpan<byte> datagram)
    {
        uint cookie = CookieOf(datagram);
        if (!_confirmed.HasRoomFor(DatagramAddress.SourceKey(from)))
        {
            Refuse(from, cookie);
            return;
        }
        KcpServerPeer peer = Add(from, cookie);
        peer.Resume(cookie);
        InputKnown(peer, datagram);
    }

    private void Welcome(SocketAddress from, ReadOnlySpan<byte> hello)
    {
        KcpServerPeer peer = Add(from, nextCookie());
        peer.Welcome(hello);
        if (!limits.ConfirmAddresses && peer.State == KcpPeerState.Established) Confirm(peer);
    }

    private KcpServerPeer Add(SocketAddress from, uint cookie)
    {
        KcpServerPeer peer = _spare.TryPop(out KcpServerPeer? spare) ? spare : new KcpServerPeer(endpoint, _closed, _halfOpen);
        peer.Expect(DatagramAddress.Copy(from), cookie);
        peer.Index = _peers.Count;
        _peers.Add(peer);
        _byAddress.Add(peer.Address, peer);
        _halfOpen.Take(peer.SourceKey);
        return peer;
    }

    // "Server full" is a disconnect, with any cookie if the client knows none. Thirty bytes answer thirty, so it is no amplifier either.
    private void Refuse(SocketAddress from, uint cookie)
    {
        endpoint.Drops.Count(_confirmed.IsFull ? KcpDropReason.ServerFull : KcpDropReason.TooManyFromOneAddress);
        Span<byte> datagram = endpoint.SendBuffer.AsSpan(0, KcpWire.EnvelopeBytes + 1);
        datagram[0] = KcpWire.UnreliableChannel;
        BinaryPrimitives.WriteUInt32LittleEndian(datagram[1..], cookie);
        datagram[KcpWire.EnvelopeBytes] = KcpWire.UnreliableDisconnect;
        for (int i = 0; i < KcpWire.DisconnectRepeats; i++) endpoint.Send(datagram, from);
    }

    private void Confirm(KcpServerPeer peer)
    {
        do
        {
            _lastId = _lastId == int.MaxValue ? 1 : _lastId + 1;
        }
        while (_byId.ContainsKey(_lastId));
        _halfOpen.Release(peer.SourceKey);
        _confirmed.Take(peer.SourceKey);
        _byId.Add(_lastId, peer);
        peer.Confirm(_lastId);
    }

    private void Remove(KcpServerPeer peer)
    {
        KcpServerPeer last = _peers[^1];
        _peers[peer.Index] = last;
        last.Index = peer.Index;
        _peers.RemoveAt(_peers.Count - 1);
        _byAddress.Remove(peer.Address);
        if (peer.IsConfirmed)
        {
            _byId.Remove(peer.ConnectionId);
            _confirmed.Release(peer.SourceKey);
        }
        if (peer.HasHashedCookie) _helloCookies.Ended(peer.Address, endpoint.NowMs);
        peer.Release();
        if (_spare.Count < MaxSparePeers) _spare.Push(peer);
    }

    [Conditional("DEBUG")]
    private void CheckInvariants()
    {
        Debug.Assert(_peers.Count == _byAddress.Count, "Every peer has one address.");
        Debug.Assert(_peers.Count == _byId.Count + _halfOpen.Count, "A peer is either known to the upper layer or half-open.");
    }
}
