using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tain.Transports;

/// <summary>
/// One of ENet's hosts: reads the network a bounded number of times per tick, hands out what happened, and counts what waits for each peer.
/// All of libenet that the endpoints use goes through here. One thread at a time, as ENet wants it.
/// </summary>
internal sealed unsafe class EnetHost : IDisposable
{
    // A socket that fails for good must not hold the tick; what a stranger can cause at once is less.
    private const int MaxFailuresPerTick = 1_000;

    private readonly EnetLibrary _library;
    private readonly EnetTransport _transport;
    private readonly EnetTraffic _traffic;
    private readonly EnetNativeHost* _host;
    private readonly DatagramPeek _socket;
    private readonly int _peerBytes;
    private uint _hurriedAtMs;

    // A counter for each peer, outside the managed heap, because ENet frees packets through a callback that knows only an address.
    private readonly long* _queuedBytes;
    private EnetPacket* _borrowed;

    /// <param name="transport">The settings.</param>
    /// <param name="bind">Where to listen; null for a client.</param>
    /// <param name="peers">How many peers there may be, in the handshake or connected.</param>
    /// <param name="traffic">What counts the datagrams.</param>
    /// <exception cref="InvalidOperationException">There is no library, it is not the one described here, or the address cannot be bound.</exception>
    public EnetHost(EnetTransport transport, EnetAddress? bind, int peers, EnetTraffic traffic)
    {
        _transport = transport;
        _traffic = traffic;
        _library = EnetLibrary.Load(transport.LibraryPath);
        EnetAddress address = bind ?? default;
        _host = _library.HostCreate(
            bind is null ? null : &address, (nuint)peers, (nuint)transport.ChannelCount, (uint)transport.IncomingBandwidth, (uint)transport.OutgoingBandwidth);
        if (_host == null)
            throw new InvalidOperationException($"ENet cannot bind UDP port {address.Port}. Is another server running? Choose another port, or 0 for any.");
        _peerBytes = peers > 1 ? EnetNativeHost.FindPeerBytes(_host) : 0;
        if (!_host->HasDefaultLimits(peers) || (peers > 1 && _peerBytes == 0))
        {
            _library.HostDestroy(_host);
            throw new InvalidOperationException("The ENet library that was found lays out its hosts in another way than stock 1.3.9 to 1.3.18, so its limits cannot be set. Use the system's.");
        }
        _host->DuplicatePeers = (nuint)transport.MaxConnectionsPerAddress;
        _host->MaximumPacketSize = (nuint)transport.MaxPacketBytes;
        _host->MaximumWaitingData = (nuint)transport.MaxReceiveQueueBytes;
        _socket = new DatagramPeek(_host->Socket);
        _socket.SetBuffers(transport.ReceiveBufferBytes, transport.SendBufferBytes);
        _queuedBytes = (long*)NativeMemory.AllocZeroed((nuint)peers, sizeof(long));
    }

    /// <summary>The port really bound.</summary>
    public int Port => _host->Address.Port;

    /// <summary>Bytes that a peer has not acknowledged, or that have not left yet.</summary>
    public long QueuedBytes(EnetPeer* peer) => _queuedBytes[peer->IncomingPeerId];

    /// <summary>Begins to connect.</summary>
    /// <returns>The peer; null when there is none free.</returns>
    public EnetPeer* Connect(EnetAddress server)
    {
        EnetPeer* peer = _library.HostConnect(_host, &server, (nuint)_transport.ChannelCount, 0);
        if (peer != null) Tune(peer);
        return peer;
    }

    /// <summary>Sets what a peer takes only once it is connected.</summary>
    public void Welcome(EnetPeer* peer)
    {
        // ENet's own interval and step up, and no step down: nothing is dropped. The other side is told, and does the same.
        const uint IntervalMs = 5_000;
        const uint StepUp = 2;
        Tune(peer);
        if (!_transport.Throttle) _library.PeerThrottleConfigure(peer, IntervalMs, StepUp, 0);
    }

    /// <summary>
    /// Gives peers in the middle of the handshake the time that is set for it. ENet has no setting for it and begins each with its own times,
    /// so they are looked for now and then, by ENet's clock.
    /// </summary>
    public void HurryHandshakes()
    {
        const uint EveryMs = 100;
        if (_host->ServiceTime - _hurriedAtMs < EveryMs) return;
        _hurriedAtMs = _host->ServiceTime;
        uint timeoutMs = (uint)_transport.HandshakeTimeoutMs;
        for (nuint i = 0; i < _host->PeerCount; i++)
        {
            var peer = (EnetPeer*)((byte*)_host->Peers + (i * (nuint)_peerBytes));
            if (peer->State == EnetPeer.AcknowledgingConnect) _library.PeerTimeout(peer, 1, timeoutMs, timeoutMs);
        }
    }

    /// <summary>
    /// Reads what came in, acknowledges, resends and times out; a bounded number of datagrams. libenet breaks off at the first peer that it cannot send to and at the first
    /// datagram over its 4096 bytes, so it is called again after each: one such peer or datagram must not keep the others from being read.
    /// </summary>
    /// <returns>How often it broke off.</returns>
    public int Service()
    {
        int failures = 0;
        int budget = _transport.MaxDatagramsPerTick;
        bool goesOn;
        do
        {
            uint before = _host->TotalReceivedPackets;
            bool isFailure = _library.HostService(_host, null, 0) < 0;
            int received = (int)(_host->TotalReceivedPackets - before);
            _traffic.ReceivedDatagrams += received;
            budget -= Math.Max(received, 1);
            TakeSentCount();
            if (isFailure) failures++;
            goesOn = isFailure ? budget > 0 && failures < MaxFailuresPerTick : _socket.HasDatagram(ref budget);
        }
        while (goesOn);
        return failures;
    }

    /// <summary>Takes the next thing that happened. A packet is borrowed until the next call of this or of <see cref="ReleasePacket"/>.</summary>
    public bool TryTake(out EnetOccurrence taken)
    {
        ReleasePacket();
        bool isTimeout = NextIsTimeout();
        EnetEvent happened = default;
        if (_library.HostCheckEvents(_host, &happened) <= 0 || happened.Type == EnetEventType.None)
        {
            taken = default;
            return false;
        }
        if (happened.Type == EnetEventType.Receive) _borrowed = happened.Packet;
        taken = new EnetOccurrence(happened.Type, happened.Peer, happened.ChannelId, happened.Packet, isTimeout && happened.Type == EnetEventType.Disconnect);
        return true;
    }

    /// <summary>Gives the borrowed packet back to ENet.</summary>
    public void ReleasePacket()
    {
        if (_borrowed == null) return;
        _library.PacketDestroy(_borrowed);
        _borrowed = null;
    }

    /// <summary>Queues a packet, which is copied.</summary>
    /// <returns>False when ENet refused it: the peer is about to end, or there is no memory.</returns>
    public bool Send(EnetPeer* peer, ReadOnlySpan<byte> data, Channel channel)
    {
        EnetPacket* packet;
        fixed (byte* start = data) packet = _library.PacketCreate(start, (nuint)data.Length, Flags(channel));
        if (packet == null) return false;
        long* counter = &_queuedBytes[peer->IncomingPeerId];
        packet->UserData = counter;
        packet->FreeCallback = &OnPacketFreed;
        *counter += data.Length;
        if (_library.PeerSend(peer, channel == Channel.Reliable ? (byte)0 : (byte)1, packet) == 0) return true;
        _library.PacketDestroy(packet);
        return false;
    }

    /// <summary>Begins to end a connection: what is queued is dropped, and the other side is told until it acknowledges.</summary>
    public void Disconnect(EnetPeer* peer) => _library.PeerDisconnect(peer, 0);

    /// <summary>Ends a connection at once; the other side is told once.</summary>
    public void DisconnectNow(EnetPeer* peer) => _library.PeerDisconnectNow(peer, 0);

    /// <summary>Sends what is queued.</summary>
    public void Flush()
    {
        _library.HostFlush(_host);
        TakeSentCount();
    }

    public void Dispose()
    {
        ReleasePacket();
        _socket.Dispose();
        // Frees the packets that are left, which still count down.
        _library.HostDestroy(_host);
        NativeMemory.Free(_queuedBytes);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnPacketFreed(EnetPacket* packet) => *(long*)packet->UserData -= (long)packet->DataLength;

    private void Tune(EnetPeer* peer)
    {
        _library.PeerTimeout(peer, (uint)_transport.TimeoutLimit, (uint)_transport.TimeoutMinimumMs, (uint)_transport.TimeoutMaximumMs);
        _library.PeerPingInterval(peer, (uint)_transport.PingIntervalMs);
    }

    private EnetPacketFlags Flags(Channel channel) =>
        channel == Channel.Reliable ? EnetPacketFlags.Reliable
        : _transport.UnreliableMode switch
        {
            EnetUnreliableMode.Sequenced => EnetPacketFlags.None,
            EnetUnreliableMode.Fragmented => EnetPacketFlags.UnreliableFragment,
            _ => EnetPacketFlags.Unsequenced,
        };

    // ENet's event does not say why a connection ended. Peers wait for their report in a queue, and a goodbye empties a peer's lists while silence leaves there what it waited for.
    private bool NextIsTimeout()
    {
        EnetListNode* end = &_host->DispatchQueue;
        var next = (EnetPeer*)end->Next;
        return next != end && next->State == EnetPeer.Zombie && next->SentReliableCommands.Next != &next->SentReliableCommands;
    }

    // ENet counts in 32 bits and asks its users to set them back.
    private void TakeSentCount()
    {
        _traffic.SentDatagrams += _host->TotalSentPackets;
        _host->TotalSentPackets = 0;
    }
}
