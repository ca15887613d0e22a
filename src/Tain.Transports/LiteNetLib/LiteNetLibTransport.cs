using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tain.Transports;

/// <summary>
/// Reliable and unreliable packets over UDP as Mirror's LiteNetLibTransport: LiteNetLib 0.9.x, protocol 11. Written from public facts about that protocol and its own
/// implementation of it; see docs/litenetlib-wire.md for what could be checked. Later LiteNetLib (1.x, protocol 13) is refused, as 0.9.x refuses it.
/// </summary>
public sealed class LiteNetLibTransport : Transport
{
    /// <summary>The key that Mirror's transport asks with and wants. It is public, so it keeps out other games' clients and nobody else.</summary>
    public const string MirrorConnectKey = "MIRROR_LITENETLIB";

    // A key this long still fits into a request beside an IPv6 address.
    private const int MaxKeyBytes = 256;

    /// <summary>The port a server binds and a client connects to when its address names none; 0 lets the system choose. Default 8888.</summary>
    public ushort Port { get; init; } = 8888;

    /// <summary>True: the server's socket is IPv6 and takes IPv4 too. False: IPv4 only. Default true.</summary>
    public bool DualMode { get; init; } = true;

    /// <summary>What a client sends and a server wants, 1 to 256 bytes as UTF-8. Default <see cref="MirrorConnectKey"/>. Not a secret: it travels in clear.</summary>
    public string ConnectKey { get; init; } = MirrorConnectKey;

    /// <summary>
    /// Bytes of the longest datagram (UDP payload) that is sent at first, 508 to 1432. An unreliable packet has one byte less, a reliable one without fragments four.
    /// A peer of 0.9.x takes up to 1432 from the start, and itself begins with 508. Default 1024. <see cref="DatagramSocketFactory.OverheadBytes"/> comes off it.
    /// </summary>
    public int Mtu { get; init; } = 1_024;

    /// <summary>True: each connection tries in its first seconds whether longer datagrams pass, up to 1432 bytes, and then fills them. Default true.</summary>
    public bool DiscoverMtu { get; init; } = true;

    /// <summary>Milliseconds of silence, or without acknowledgement, after which a connection ends, 100 to 600000. Default 5000.</summary>
    public int DisconnectTimeoutMs { get; init; } = 5_000;

    /// <summary>Milliseconds between pings, 50 to 60000; less than <see cref="DisconnectTimeoutMs"/>. Default 1000.</summary>
    public int PingIntervalMs { get; init; } = 1_000;

    /// <summary>Milliseconds after which a client repeats its request, 50 to 60000. Default 500.</summary>
    public int ConnectRetryMs { get; init; } = 500;

    /// <summary>How often a client repeats its request before it gives up, 0 to 1000. Default 10.</summary>
    public int ConnectRetries { get; init; } = 10;

    /// <summary>The largest reliable packet that is sent or taken, in bytes, 1432 to 16777216; larger than a datagram it travels in fragments. Default 262144.</summary>
    public int MaxReliableBytes { get; init; } = 262_144;

    /// <summary>
    /// Reliable bytes, with headers, that one connection may have queued and under way; more ends it with <see cref="TransportError.Congestion"/>.
    /// At least twice <see cref="MaxReliableBytes"/>. Default 8388608.
    /// </summary>
    public int MaxSendQueueBytes { get; init; } = 8_388_608;

    /// <summary>Connections a server takes, at least 1; further clients are refused at once. Default 10000.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>Connections a server takes from one source (an IPv4 address, an IPv6 /64); further clients are refused at once. 0: no limit. Default 256.</summary>
    public int MaxConnectionsPerAddress { get; init; } = 256;

    /// <summary>
    /// True: a server reports a client, and lets it count, only after the client has answered a ping, so that forged sender addresses cannot take places.
    /// The bytes are the protocol's; the Connected event comes one round trip later. False: report at the request, as LiteNetLib does. Default true.
    /// </summary>
    public bool ConfirmAddresses { get; init; } = true;

    /// <summary>Clients in the middle of the handshake that a server keeps, at least 1; beyond it newcomers wait and ask again. Default 4096.</summary>
    public int MaxHalfOpenConnections { get; init; } = 4_096;

    /// <summary>Clients of one source (an IPv4 address, an IPv6 /64) in the middle of the handshake, at least 1. Default 256.</summary>
    public int MaxHalfOpenPerSource { get; init; } = 256;

    /// <summary>New clients that a server answers in one tick, at least 1; the others ask again <see cref="ConnectRetryMs"/> later. Default 256.</summary>
    public int MaxHandshakesPerTick { get; init; } = 256;

    /// <summary>Datagrams read in one tick, at least 1; the rest waits in the system's buffer, so that a flood cannot hold the loop. Default 20000.</summary>
    public int MaxDatagramsPerTick { get; init; } = 20_000;

    /// <summary>Bytes that the system buffers for received datagrams, at least 1; it may grant less. Default 4194304.</summary>
    public int ReceiveBufferBytes { get; init; } = 4_194_304;

    /// <summary>Bytes that the system buffers for datagrams to send, at least 1; it may grant less. Default 4194304.</summary>
    public int SendBufferBytes { get; init; } = 4_194_304;

    /// <summary>What carries the datagrams: UDP, or a simulated network, a relay, a platform's service.</summary>
    public DatagramSocketFactory Sockets { get; init; } = UdpSocketFactory.Instance;

    /// <summary>Makes the numbers that others must not guess: a client's connect time, the first ping. Default: from the system's cryptographic generator.</summary>
    public Func<uint> SecretSource { get; init; } = RandomSecret;

    /// <inheritdoc/>
    public override string Scheme => "litenet";

    /// <inheritdoc/>
    public override bool IsAvailable => !OperatingSystem.IsBrowser() || Sockets is not UdpSocketFactory;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public override TransportServer CreateServer()
    {
        Validate();
        return new LiteNetLibServer(this);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public override TransportClient CreateClient()
    {
        Validate();
        return new LiteNetLibClient(this);
    }

    internal LiteNetSettings ToSettings() => new()
    {
        StartMtu = Mtu - Sockets.OverheadBytes,
        MaxMtu = DiscoverMtu ? LiteNetWire.MaxDatagramBytes - Sockets.OverheadBytes : Mtu - Sockets.OverheadBytes,
        TimeoutMs = DisconnectTimeoutMs,
        PingIntervalMs = PingIntervalMs,
        ConnectRetryMs = ConnectRetryMs,
        ConnectRetries = ConnectRetries,
        MaxReliableBytes = MaxReliableBytes,
        MaxSendQueueBytes = MaxSendQueueBytes,
        Key = EncodeKey(),
    };

    internal LiteNetListenerLimits ToListenerLimits() =>
        new(MaxConnections, MaxConnectionsPerAddress == 0 ? int.MaxValue : MaxConnectionsPerAddress, MaxHalfOpenConnections, MaxHalfOpenPerSource, MaxHandshakesPerTick, ConfirmAddresses);

    internal DatagramSocketOptions ToSocketOptions() => new(DualMode, ReceiveBufferBytes, SendBufferBytes);

    private static uint RandomSecret()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    // As LiteNetLib writes a string: how many bytes, then the bytes.
    private byte[] EncodeKey()
    {
        byte[] key = new byte[sizeof(int) + Encoding.UTF8.GetByteCount(ConnectKey)];
        BinaryPrimitives.WriteInt32LittleEndian(key, key.Length - sizeof(int));
        Encoding.UTF8.GetBytes(ConnectKey, key.AsSpan(sizeof(int)));
        return key;
    }

    private void Validate()
    {
        InRange(Encoding.UTF8.GetByteCount(ConnectKey), 1, MaxKeyBytes, nameof(ConnectKey), "bytes long");
        InRange(Mtu, LiteNetWire.MinMtu, LiteNetWire.MaxDatagramBytes, nameof(Mtu));
        InRange(Mtu - Sockets.OverheadBytes, LiteNetWire.MinMtu, LiteNetWire.MaxDatagramBytes, nameof(Mtu), $"without the {Sockets.OverheadBytes} bytes of Sockets.OverheadBytes");
        InRange(DisconnectTimeoutMs, 100, 600_000, nameof(DisconnectTimeoutMs));
        InRange(PingIntervalMs, 50, Math.Min(60_000, DisconnectTimeoutMs - 1), nameof(PingIntervalMs));
        InRange(ConnectRetryMs, 50, 60_000, nameof(ConnectRetryMs));
        InRange(ConnectRetries, 0, 1_000, nameof(ConnectRetries));
        InRange(MaxReliableBytes, LiteNetWire.MaxDatagramBytes, 16_777_216, nameof(MaxReliableBytes));
        InRange(MaxSendQueueBytes, 2 * MaxReliableBytes, int.MaxValue, nameof(MaxSendQueueBytes));
        InRange(MaxConnections, 1, int.MaxValue, nameof(MaxConnections));
        InRange(MaxConnectionsPerAddress, 0, int.MaxValue, nameof(MaxConnectionsPerAddress));
        InRange(MaxHalfOpenConnections, 1, int.MaxValue, nameof(MaxHalfOpenConnections));
        InRange(MaxHalfOpenPerSource, 1, int.MaxValue, nameof(MaxHalfOpenPerSource));
        InRange(MaxHandshakesPerTick, 1, int.MaxValue, nameof(MaxHandshakesPerTick));
        InRange(MaxDatagramsPerTick, 1, int.MaxValue, nameof(MaxDatagramsPerTick));
        InRange(ReceiveBufferBytes, 1, int.MaxValue, nameof(ReceiveBufferBytes));
        InRange(SendBufferBytes, 1, int.MaxValue, nameof(SendBufferBytes));
    }

    private static void InRange(int value, int least, int most, string name, string remark = "")
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"LiteNetLibTransport.{name} must be {least} to {most} {remark}".TrimEnd() + ".");
    }
}
