using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tain.Transports;

/// <summary>
/// Reliable and unreliable packets over UDP, byte for byte as Mirror's default transport (kcp2k V1.41), so that a stock Mirror client can join and a stock server can be joined.
/// The defaults are Mirror's. Reliability settings may differ between the two ends; a smaller receive window also makes the largest packet smaller.
/// </summary>
public sealed class KcpTransport : Transport
{
    // Mirror's number: it multiplies 1024 * 1027 * 7, which looks like a slip but is what it asks for.
    private const int MirrorSocketBufferBytes = 1_024 * 1_027 * 7;

    // A segment's header is 24 bytes and the envelope 5: below this mostly headers would travel.
    private const int MinMtu = 256;
    private const int MinDatagramBytes = 128;

    // A jumbo frame of 9000 bytes without the headers of IP and UDP.
    private const int MaxMtu = 8_972;

    /// <summary>The port a server binds and a client connects to when its address names none; 0 lets the system choose. Default 7777.</summary>
    public ushort Port { get; init; } = 7777;

    /// <summary>
    /// Bytes of a whole datagram on the network (UDP payload), 256 to 8972. Default 1200, which is Mirror's only value and passes every common path; up to 8972 fit on a LAN
    /// with jumbo frames. Both ends must agree: longer datagrams are dropped. What <see cref="Sockets"/> add (<see cref="DatagramSocketFactory.OverheadBytes"/>) comes off it.
    /// </summary>
    public int Mtu { get; init; } = KcpWire.DefaultMtu;

    /// <summary>True: the server's socket is IPv6 and takes IPv4 too. False: IPv4 only. Default true.</summary>
    public bool DualMode { get; init; } = true;

    /// <summary>True: resend early, from 30 ms on, and back off slowly. False: from 100 ms on, doubling. Default true.</summary>
    public bool NoDelay { get; init; } = true;

    /// <summary>Milliseconds between flushes of the reliable channel, 10 to 5000. Default 10.</summary>
    public int IntervalMs { get; init; } = 10;

    /// <summary>Resend a segment as soon as so many datagrams acknowledged later ones; 0 waits for the timer. Default 2.</summary>
    public int FastResend { get; init; } = 2;

    /// <summary>True: slow down when packets are lost, as TCP does. Hurts games, helps shared lines. Default false.</summary>
    public bool CongestionWindow { get; init; }

    /// <summary>Segments (1171 bytes with the default <see cref="Mtu"/>) that may be under way without acknowledgement, 1 to 65535. Default 4096.</summary>
    public int SendWindowSize { get; init; } = 4_096;

    /// <summary>Segments that are buffered for a peer whose message is incomplete, 128 to 65535. Also limits the largest packet. Default 4096.</summary>
    public int ReceiveWindowSize { get; init; } = 4_096;

    /// <summary>Milliseconds of silence after which a connection ends. Default 10000.</summary>
    public int TimeoutMs { get; init; } = 10_000;

    /// <summary>A segment that was sent so often without answer ends the connection. Default 40.</summary>
    public int MaxRetransmits { get; init; } = 40;

    /// <summary>Bytes that the system buffers for received datagrams; it may grant less. Default 7361536.</summary>
    public int ReceiveBufferBytes { get; init; } = MirrorSocketBufferBytes;

    /// <summary>Bytes that the system buffers for datagrams to send; it may grant less. Default 7361536.</summary>
    public int SendBufferBytes { get; init; } = MirrorSocketBufferBytes;

    /// <summary>
    /// Reliable bytes that one connection may have queued and under way; more ends it with <see cref="TransportError.Congestion"/>, as do 10,000 segments at the start of a tick, which is
    /// Mirror's rule. Whoever sends much asks <see cref="TransportServer.GetSendQueueBytes"/> first. Default 12000000, what those segments hold.
    /// </summary>
    public int MaxSendQueueBytes { get; init; } = 12_000_000;

    /// <summary>
    /// Bytes of memory that all connections of a server together may hold for reliable data, received and to be sent; beyond it the one that holds most ends with
    /// <see cref="TransportError.Congestion"/>. Default 1073741824 (1 GB): a thousand players with 1 MB each.
    /// </summary>
    public long MaxBufferedBytes { get; init; } = 1L << 30;

    /// <summary>Connections a server takes; further clients are refused at once. Default 10000.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>Connections a server takes from one source (an IPv4 address, an IPv6 /64); further clients are refused at once. 0: no limit. Default 256.</summary>
    public int MaxConnectionsPerAddress { get; init; } = 256;

    /// <summary>
    /// True: a server reports a client, and lets it count, only after the client has answered the server's Hello, so that forged sender addresses cannot take places.
    /// The bytes are the same; the Connected event comes one round trip later. False: report at the Hello, as Mirror does. Default true.
    /// </summary>
    public bool ConfirmAddresses { get; init; } = true;

    /// <summary>Clients in the middle of the handshake that a server keeps, for 3 s at most. Beyond it a Hello is answered and forgotten; the client connects all the same. Default 1024.</summary>
    public int MaxHalfOpenConnections { get; init; } = 1_024;

    /// <summary>As <see cref="MaxHalfOpenConnections"/>, for the clients of one source (an IPv4 address, an IPv6 /64). Default 256.</summary>
    public int MaxHalfOpenPerSource { get; init; } = 256;

    /// <summary>New clients that a server answers in one tick, and as many again while all half-open places are taken; the others repeat their Hello 200 ms later. Default 256.</summary>
    public int MaxHandshakesPerTick { get; init; } = 256;

    /// <summary>Datagrams read in one tick; the rest waits in the system's buffer, so that a flood cannot hold the loop. Default 20000.</summary>
    public int MaxDatagramsPerTick { get; init; } = 20_000;

    /// <summary>Milliseconds after which a tick reads no further datagrams, the time of the caller's handlers included; the rest waits as above. At least 1. Default 50.</summary>
    public int MaxReceiveMsPerTick { get; init; } = 50;

    /// <summary>
    /// Packets of one connection that are handed out in one tick, per channel, so that one player's flood does not eat the tick of the others. Further reliable ones wait, and the sender's
    /// window closes; further unreliable ones are lost. Default 4096.
    /// </summary>
    public int MaxReceivesPerTickAndConnection { get; init; } = 4_096;

    /// <summary>What carries the datagrams: UDP, or a simulated network, a relay, a platform's service.</summary>
    public DatagramSocketFactory Sockets { get; init; } = UdpSocketFactory.Instance;

    /// <summary>Makes the number that a server gives each connection and that every datagram of it must carry. Default: from the system's cryptographic generator.</summary>
    public Func<uint> CookieSource { get; init; } = RandomCookie;

    /// <inheritdoc/>
    public override string Scheme => "kcp";

    /// <inheritdoc/>
    public override bool IsAvailable => !OperatingSystem.IsBrowser() || Sockets is not UdpSocketFactory;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public override TransportServer CreateServer()
    {
        Validate();
        return new KcpServer(this);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public override TransportClient CreateClient()
    {
        Validate();
        return new KcpClient(this);
    }

    internal KcpSettings ToSettings() => new()
    {
        NoDelay = NoDelay,
        IntervalMs = IntervalMs,
        FastResend = FastResend,
        CongestionControl = CongestionWindow,
        SendWindow = SendWindowSize,
        ReceiveWindow = ReceiveWindowSize,
        MaxTransmissions = MaxRetransmits,
        TimeoutMs = TimeoutMs,
        SegmentRoomBytes = Mtu - Sockets.OverheadBytes - KcpWire.EnvelopeBytes,
    };

    internal KcpListenerLimits ToListenerLimits() =>
        new(MaxConnections, MaxConnectionsPerAddress == 0 ? int.MaxValue : MaxConnectionsPerAddress, MaxHalfOpenConnections, MaxHalfOpenPerSource, MaxHandshakesPerTick, MaxBufferedBytes, ConfirmAddresses);

    internal KcpEndpointLimits ToEndpointLimits() => new(MaxSendQueueBytes, MaxReceivesPerTickAndConnection);

    internal DatagramSocketOptions ToSocketOptions() => new(DualMode, ReceiveBufferBytes, SendBufferBytes);

    private static uint RandomCookie()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    private void Validate()
    {
        InRange(Mtu, MinMtu, MaxMtu, nameof(Mtu));
        if (Sockets.OverheadBytes < 0 || Mtu - Sockets.OverheadBytes < MinDatagramBytes)
            throw new ArgumentOutOfRangeException(nameof(Mtu), Mtu, $"KcpTransport.Mtu leaves {Mtu - Sockets.OverheadBytes} bytes beside the {Sockets.OverheadBytes} of Sockets.OverheadBytes; {MinDatagramBytes} are needed.");
        InRange(IntervalMs, 10, 5_000, nameof(IntervalMs));
        InRange(FastResend, 0, int.MaxValue, nameof(FastResend));
        InRange(SendWindowSize, 1, ushort.MaxValue, nameof(SendWindowSize));
        InRange(ReceiveWindowSize, KcpSettings.MinReceiveWindow, ushort.MaxValue, nameof(ReceiveWindowSize));
        InRange(TimeoutMs, 1, int.MaxValue, nameof(TimeoutMs));
        InRange(MaxRetransmits, 1, int.MaxValue, nameof(MaxRetransmits));
        InRange(ReceiveBufferBytes, 1, int.MaxValue, nameof(ReceiveBufferBytes));
        InRange(SendBufferBytes, 1, int.MaxValue, nameof(SendBufferBytes));
        InRange(MaxSendQueueBytes, ToSettings().MaxReliableBytes + 1, int.MaxValue, nameof(MaxSendQueueBytes));
        InRange(MaxConnections, 1, int.MaxValue, nameof(MaxConnections));
        InRange(MaxConnectionsPerAddress, 0, int.MaxValue, nameof(MaxConnectionsPerAddress));
        InRange(MaxHalfOpenConnections, 1, int.MaxValue, nameof(MaxHalfOpenConnections));
        InRange(MaxHalfOpenPerSource, 1, int.MaxValue, nameof(MaxHalfOpenPerSource));
        InRange(MaxHandshakesPerTick, 1, int.MaxValue, nameof(MaxHandshakesPerTick));
        InRange(MaxDatagramsPerTick, 1, int.MaxValue, nameof(MaxDatagramsPerTick));
        InRange(MaxReceiveMsPerTick, 1, int.MaxValue, nameof(MaxReceiveMsPerTick));
        InRange(MaxReceivesPerTickAndConnection, 1, int.MaxValue, nameof(MaxReceivesPerTickAndConnection));
        if (MaxBufferedBytes < MaxSendQueueBytes)
            throw new ArgumentOutOfRangeException(nameof(MaxBufferedBytes), MaxBufferedBytes, $"KcpTransport.MaxBufferedBytes must be at least MaxSendQueueBytes, {MaxSendQueueBytes}.");
    }

    private static void InRange(int value, int least, int most, string name)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"KcpTransport.{name} must be {least} to {most}.");
    }
}
