namespace Tain.Transports;

/// <summary>
/// Packets over TCP, byte for byte as Mirror's TelepathyTransport: each stands behind its length, four bytes, big endian. A stock Mirror client can join and a stock
/// server can be joined. The defaults are Mirror's where it has them.
/// </summary>
/// <remarks>
/// Everything is reported on <see cref="Channel.Reliable"/>; the unreliable channel only means that a packet may be dropped when the queue is full. The endpoint is
/// pulled by one thread; the system's threads only fill and empty bounded queues, and no connection has a thread of its own.
/// </remarks>
public sealed class TcpTransport : Transport
{
    private const int LargestMessageBytes = 256 * 1024 * 1024;

    /// <summary>The port a server binds and a client connects to when its address names none; 0 lets the system choose when listening. Default 7777.</summary>
    public ushort Port { get; init; } = 7777;

    /// <summary>True: the server listens on IPv6 and IPv4, where the system has both. False: IPv4 only. A client uses what its host's name leads to. Default true.</summary>
    public bool DualMode { get; init; } = true;

    /// <summary>True: small packets go out at once. False: the system may wait up to 200 ms to send several together (Nagle). Default true.</summary>
    public bool NoDelay { get; init; } = true;

    /// <summary>The largest packet in bytes, both ways, 1 to 268435456. A peer that announces a larger one is disconnected, so both sides must agree. Default 16384.</summary>
    public int MaxMessageBytes { get; init; } = 16_384;

    /// <summary>A peer that does not read for so long is given up. Default 5 s.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A peer that sends no whole packet for so long is given up; pieces of one do not count, so that a trickle holds no place. Zero never gives up.
    /// Tain's and Mirror's own pings come every few seconds. Default 30 s.
    /// </summary>
    public TimeSpan ReceiveTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a client may take to connect in all: name and TCP. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many received bytes of a connection may wait for the pulling thread. When it is full, its socket is not read until there is room. Default 262144.</summary>
    public int MaxReceiveQueueBytes { get; init; } = 256 * 1024;

    /// <summary>How many received packets of a connection may wait for the pulling thread, whatever their size; as <see cref="MaxReceiveQueueBytes"/>. Default 10000.</summary>
    public int MaxReceiveQueueMessages { get; init; } = 10_000;

    /// <summary>How many bytes may wait for a peer to read them. When it is full, an unreliable packet is lost and a reliable one ends the connection. Default 4194304.</summary>
    public int MaxSendQueueBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How many packets may wait for a peer to read them, whatever their size; as <see cref="MaxSendQueueBytes"/>. Default 10000.</summary>
    public int MaxSendQueueMessages { get; init; } = 10_000;

    /// <summary>Packets of all connections together that a server hands out in one tick; the rest waits for the next. Default 10000.</summary>
    public int MaxReceivesPerTick { get; init; } = 10_000;

    /// <summary>Packets of one connection that are handed out in one tick, on either side; the rest waits for the next, while the others have their turn. Default 1000.</summary>
    public int MaxReceivesPerTickAndConnection { get; init; } = 1_000;

    /// <summary>Connections a server takes; more are closed at once. Default 4096.</summary>
    public int MaxConnections { get; init; } = 4_096;

    /// <summary>Connections a server takes from one source (an IPv4 address, an IPv6 /64); more are closed at once. Default 256.</summary>
    public int MaxConnectionsPerAddress { get; init; } = 256;

    /// <summary>Connections that the system holds until the server accepts them; it may grant less. Default 512.</summary>
    public int Backlog { get; init; } = 512;

    /// <summary><c>tcp4</c>, as Mirror's: TCP with a header of 4 bytes.</summary>
    public override string Scheme => "tcp4";

    /// <inheritdoc/>
    public override bool IsAvailable => !OperatingSystem.IsBrowser();

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public override TransportServer CreateServer()
    {
        Validate();
        return new TcpServer(this);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public override TransportClient CreateClient()
    {
        Validate();
        return new TcpClient(this);
    }

    /// <summary>The limits of a connection.</summary>
    internal StreamLimits CreateLimits() =>
        new(MaxMessageBytes, MaxReceiveQueueBytes, MaxSendQueueBytes, ReceiveTimeout == TimeSpan.Zero ? TimeSpan.MaxValue : ReceiveTimeout, SendTimeout)
        {
            MaxReceiveQueuePackets = MaxReceiveQueueMessages,
            MaxSendQueuePackets = MaxSendQueueMessages,
            MaxPacketsPerTurn = MaxReceivesPerTickAndConnection,
        };

    private void Validate()
    {
        InRange(MaxMessageBytes, LargestMessageBytes, nameof(MaxMessageBytes));
        InRange(MaxReceiveQueueBytes, 1 << 30, nameof(MaxReceiveQueueBytes));
        InRange(MaxReceiveQueueMessages, int.MaxValue, nameof(MaxReceiveQueueMessages));
        InRange(MaxSendQueueBytes, 1 << 30, nameof(MaxSendQueueBytes));
        InRange(MaxSendQueueMessages, int.MaxValue, nameof(MaxSendQueueMessages));
        InRange(MaxReceivesPerTick, int.MaxValue, nameof(MaxReceivesPerTick));
        InRange(MaxReceivesPerTickAndConnection, int.MaxValue, nameof(MaxReceivesPerTickAndConnection));
        InRange(MaxConnections, int.MaxValue, nameof(MaxConnections));
        InRange(MaxConnectionsPerAddress, int.MaxValue, nameof(MaxConnectionsPerAddress));
        InRange(Backlog, int.MaxValue, nameof(Backlog));
        InRange(SendTimeout, TimeSpan.FromMilliseconds(1), nameof(SendTimeout));
        InRange(ReceiveTimeout, TimeSpan.Zero, nameof(ReceiveTimeout));
        InRange(ConnectTimeout, TimeSpan.FromMilliseconds(1), nameof(ConnectTimeout));
    }

    private static void InRange(int value, int most, string name)
    {
        if (value < 1 || value > most) throw new ArgumentOutOfRangeException(name, value, $"TcpTransport.{name} must be 1 to {most}.");
    }

    private static void InRange(TimeSpan value, TimeSpan least, string name)
    {
        // Timers of the system take no more.
        var most = TimeSpan.FromMilliseconds(int.MaxValue);
        if (value < least || value > most) throw new ArgumentOutOfRangeException(name, value, $"TcpTransport.{name} must be {least} to {most}.");
    }
}
