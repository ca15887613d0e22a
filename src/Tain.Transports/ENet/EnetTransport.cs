namespace Tain.Transports;

/// <summary>
/// Packets over ENet, as Ignorance sends them: the ENet packet is the batch and ENet's channel is Mirror's, without a byte of our own. It runs on the system's libenet
/// (stock ENet 1.3.9 to 1.3.18, Debian's <c>libenet7</c>), which is loaded when an endpoint starts. The defaults are Ignorance's where it has them.
/// </summary>
/// <remarks>
/// <para>Ignorance ships a modified ENet (ENet-CSharp 2.4.8) with another protocol below: its clients are reached only when they are built on stock ENet too. That library
/// is recognized by its version and refused.</para>
/// <para>Stock ENet is IPv4 only. It keeps time by a clock of its own, so <see cref="Transport.TimeProvider"/> bounds name lookups and connecting here, nothing else.
/// An endpoint is used by one thread at a time; endpoints on different threads do not notice each other.</para>
/// </remarks>
public sealed class EnetTransport : Transport
{
    /// <summary>The largest packet on the unreliable channel that travels in one datagram, in bytes: Ignorance's limit.</summary>
    internal const int DatagramPacketBytes = 1_200;

    private const int MaxChannels = 255;

    /// <summary>The port a server binds and a client connects to when its address names none; 0 lets the system choose when listening. Default 7777.</summary>
    public ushort Port { get; init; } = 7777;

    /// <summary>Connections a server takes, at least 1, with <see cref="MaxHalfOpenConnections"/> at most 4095; more are ended as soon as they are made. Default 64, Ignorance's.</summary>
    public int MaxConnections { get; init; } = 64;

    /// <summary>
    /// Places beside <see cref="MaxConnections"/> for peers in the middle of the handshake, at least 1: strangers with forged addresses can hold them,
    /// each for <see cref="HandshakeTimeoutMs"/>. Default 256.
    /// </summary>
    public int MaxHalfOpenConnections { get; init; } = 256;

    /// <summary>Milliseconds that a server gives a peer for the handshake, at least 100; ENet's own are 5000 to 30000. Default 3000.</summary>
    public int HandshakeTimeoutMs { get; init; } = 3_000;

    /// <summary>Peers from one IPv4 address that ENet answers, those in the middle of the handshake among them, 1 to 4095. Default 64.</summary>
    public int MaxConnectionsPerAddress { get; init; } = 64;

    /// <summary>
    /// Channels that an endpoint asks for and takes, 2 to 255: 0 is reliable, all others are unreliable. Default 2. Give it the other side's number if Ignorance has more there.
    /// </summary>
    public int ChannelCount { get; init; } = 2;

    /// <summary>How packets of the unreliable channel are sent. Default <see cref="EnetUnreliableMode.Unsequenced"/>.</summary>
    public EnetUnreliableMode UnreliableMode { get; init; }

    /// <summary>
    /// True: ENet drops some of the unreliable packets when round trips get longer, as Ignorance's does. False: both ends of a connection are told not to. Default true.
    /// </summary>
    public bool Throttle { get; init; } = true;

    /// <summary>
    /// The largest reliable packet in bytes, both ways, 1200 to 33554432. ENet does not acknowledge a larger one, so its sender times out; nothing is allocated for it.
    /// Default 1048576; Ignorance's limit is 33554432, which lets a stranger make a server reserve that much.
    /// </summary>
    public int MaxPacketBytes { get; init; } = 1_024 * 1_024;

    /// <summary>
    /// Received bytes of one connection that may wait, whole or in pieces, at least <see cref="MaxPacketBytes"/> and at most 33554432; what is over it is not acknowledged and
    /// comes again. Default 4194304.
    /// </summary>
    public int MaxReceiveQueueBytes { get; init; } = 4 * 1_024 * 1_024;

    /// <summary>
    /// Bytes that one connection may have queued and under way, at least <see cref="MaxPacketBytes"/>; more ends it with <see cref="TransportError.Congestion"/>. Default 12000000.
    /// </summary>
    public int MaxSendQueueBytes { get; init; } = 12_000_000;

    /// <summary>
    /// How often ENet doubles the wait for an acknowledgement, as a factor, before <see cref="TimeoutMinimumMs"/> counts; at least 1. Default 32, ENet's.
    /// </summary>
    public int TimeoutLimit { get; init; } = 32;

    /// <summary>Milliseconds without acknowledgement after which a connection may end, once <see cref="TimeoutLimit"/> is reached; at least 100. Default 5000, ENet's.</summary>
    public int TimeoutMinimumMs { get; init; } = 5_000;

    /// <summary>Milliseconds without acknowledgement after which a connection ends in any case, at least <see cref="TimeoutMinimumMs"/>. Default 30000, ENet's.</summary>
    public int TimeoutMaximumMs { get; init; } = 30_000;

    /// <summary>Milliseconds without other reliable packets after which ENet pings, at least 10; it is what notices a dead peer. Default 500, ENet's.</summary>
    public int PingIntervalMs { get; init; } = 500;

    /// <summary>Milliseconds that a client may take to connect in all: name and handshake, at least 1. Default 10000.</summary>
    public int ConnectTimeoutMs { get; init; } = 10_000;

    /// <summary>Datagrams read in one tick, at least 1, in steps of 256; the rest waits in the system's buffer, so that a flood cannot hold the loop. Default 20000.</summary>
    public int MaxDatagramsPerTick { get; init; } = 20_000;

    /// <summary>Bytes per second that this endpoint can receive; ENet makes the other sides send no more. 0 is no limit. Default 0.</summary>
    public int IncomingBandwidth { get; init; }

    /// <summary>Bytes per second that this endpoint may send, shared between its connections by dropping unreliable packets. 0 is no limit. Default 0.</summary>
    public int OutgoingBandwidth { get; init; }

    /// <summary>Bytes that the system buffers for received datagrams; it may grant less. Default 1048576; ENet's own is 262144.</summary>
    public int ReceiveBufferBytes { get; init; } = 1_024 * 1_024;

    /// <summary>Bytes that the system buffers for datagrams to send; it may grant less. Default 1048576; ENet's own is 262144.</summary>
    public int SendBufferBytes { get; init; } = 1_024 * 1_024;

    /// <summary>Where the library is; null looks for the system's under its usual names. Default null.</summary>
    public string? LibraryPath { get; init; }

    /// <inheritdoc/>
    public override string Scheme => "enet";

    /// <summary>True when the library is there; asking loads it. The endpoints say what to install when it is not.</summary>
    public override bool IsAvailable => !OperatingSystem.IsBrowser() && EnetLibrary.IsThere(LibraryPath);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public override TransportServer CreateServer()
    {
        Validate();
        return new EnetServer(this);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public override TransportClient CreateClient()
    {
        Validate();
        return new EnetClient(this);
    }

    internal int MaxPacketBytesOf(Channel channel) =>
        channel == Channel.Reliable || UnreliableMode == EnetUnreliableMode.Fragmented ? MaxPacketBytes : DatagramPacketBytes;

    private void Validate()
    {
        InRange(MaxConnections, 1, EnetNativeHost.MaxPeers - 1, nameof(MaxConnections));
        InRange(MaxHalfOpenConnections, 1, EnetNativeHost.MaxPeers - MaxConnections, nameof(MaxHalfOpenConnections));
        InRange(HandshakeTimeoutMs, 100, int.MaxValue, nameof(HandshakeTimeoutMs));
        InRange(MaxConnectionsPerAddress, 1, EnetNativeHost.MaxPeers, nameof(MaxConnectionsPerAddress));
        InRange(ChannelCount, 2, MaxChannels, nameof(ChannelCount));
        InRange((int)UnreliableMode, 0, (int)EnetUnreliableMode.Fragmented, nameof(UnreliableMode));
        InRange(MaxPacketBytes, DatagramPacketBytes, EnetNativeHost.DefaultLimitBytes, nameof(MaxPacketBytes));
        InRange(MaxReceiveQueueBytes, MaxPacketBytes, EnetNativeHost.DefaultLimitBytes, nameof(MaxReceiveQueueBytes));
        InRange(MaxSendQueueBytes, MaxPacketBytes, int.MaxValue, nameof(MaxSendQueueBytes));
        InRange(TimeoutLimit, 1, int.MaxValue, nameof(TimeoutLimit));
        InRange(TimeoutMinimumMs, 100, int.MaxValue, nameof(TimeoutMinimumMs));
        InRange(TimeoutMaximumMs, TimeoutMinimumMs, int.MaxValue, nameof(TimeoutMaximumMs));
        InRange(PingIntervalMs, 10, int.MaxValue, nameof(PingIntervalMs));
        InRange(ConnectTimeoutMs, 1, int.MaxValue, nameof(ConnectTimeoutMs));
        InRange(MaxDatagramsPerTick, 1, int.MaxValue, nameof(MaxDatagramsPerTick));
        InRange(IncomingBandwidth, 0, int.MaxValue, nameof(IncomingBandwidth));
        InRange(OutgoingBandwidth, 0, int.MaxValue, nameof(OutgoingBandwidth));
        InRange(ReceiveBufferBytes, 1, int.MaxValue, nameof(ReceiveBufferBytes));
        InRange(SendBufferBytes, 1, int.MaxValue, nameof(SendBufferBytes));
    }

    private static void InRange(int value, int least, int most, string name)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"EnetTransport.{name} must be {least} to {most}.");
    }
}
