namespace Tain.Transports;

/// <summary>
/// Runs another transport on a thread of its own: it goes on receiving, acknowledging and pinging while the game loads a scene or hangs, so that nobody is given up meanwhile.
/// <code>Transport transport = new ThreadedTransport(new KcpTransport());</code>
/// </summary>
/// <remarks>
/// <para>
/// The endpoints are used as any others, by one thread at a time; each server has one thread from start to stop, each client one from its first connect until it is disposed.
/// What comes and goes waits in bounded queues. Packets that the game does not take wait there, first for the connection, then for all; what happens then is told at the limits.
/// </para>
/// <para>
/// An exception of the inner endpoint has no caller on that thread: it becomes an Error event with <see cref="TransportError.Unexpected"/> and a line in the log.
/// An endpoint that fails 100 ticks in a row is given up, and its connections end.
/// After <see cref="TransportServer.Disconnect"/> or <see cref="TransportClient.Disconnect"/> nothing of that connection comes any more but its end.
/// </para>
/// </remarks>
public sealed class ThreadedTransport : MiddlewareTransport
{
    private const int Mebibyte = 1024 * 1024;
    private readonly IPumpHost? _pumps;

    /// <summary>Describes a transport that runs on a thread of its own.</summary>
    /// <param name="inner">The transport that carries the packets; not a memory wire, whose ends are one thread's.</param>
    public ThreadedTransport(Transport inner)
        : base(inner)
    {
    }

    /// <summary>
    /// Milliseconds between looks at the network, 1 to 100. What the game sends leaves at once with its <c>Flush</c>; what comes in waits half of this on average.
    /// Default 2.
    /// </summary>
    public int TickMs { get; init; } = 2;

    /// <summary>
    /// Bytes that may wait for the game in one endpoint, 64 KiB to 512 MiB. Beyond it the thread takes no more from the network until the game has pulled, so that senders wait;
    /// if that lasts longer than their timeout they leave. Memory is taken as it is needed. Default 64 MiB: 1000 players at 30 packets of 100 bytes per second for 15 seconds.
    /// </summary>
    public int MaxReceiveQueueBytes { get; init; } = 64 * Mebibyte;

    /// <summary>
    /// Bytes of one connection that may wait for a server's game, 64 KiB to 512 MiB. Beyond it an unreliable packet is lost, and a reliable one ends the connection with
    /// <see cref="TransportError.Congestion"/>: one that floods shall not make the others wait. Default 8 MiB.
    /// </summary>
    public int MaxReceiveQueueBytesPerConnection { get; init; } = 8 * Mebibyte;

    /// <summary>
    /// Bytes that the game may send in one endpoint before the thread has taken them, 64 KiB to 512 MiB. Beyond it an unreliable packet is lost, and a reliable one ends its
    /// connection with <see cref="TransportError.Congestion"/>. Default 64 MiB.
    /// </summary>
    public int MaxSendQueueBytes { get; init; } = 64 * Mebibyte;

    /// <summary>
    /// How long stopping and disposing wait for the thread, in milliseconds, 1 to 60000. A thread that hangs longer in the inner transport is left to itself, with a warning in
    /// the log. Default 1000.
    /// </summary>
    public int StopTimeoutMs { get; init; } = 1_000;

    /// <inheritdoc/>
    /// <remarks>False in a browser, which has no threads.</remarks>
    public override bool IsAvailable => base.IsAvailable && !OperatingSystem.IsBrowser();

    /// <summary>Who turns the pumps; threads, unless a test does it by hand.</summary>
    internal IPumpHost Pumps
    {
        get => _pumps ?? new PumpThreads(TimeSpan.FromMilliseconds(TickMs));
        init => _pumps = value;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The inner transport is a memory wire.</exception>
    public override TransportServer CreateServer()
    {
        Validate();
        return new ThreadedServer(Inner.CreateServer(), this);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The inner transport is a memory wire.</exception>
    public override TransportClient CreateClient()
    {
        Validate();
        return new ThreadedClient(Inner.CreateClient(), this);
    }

    internal ThreadedLimits ToLimits() =>
        new(MaxReceiveQueueBytes, MaxReceiveQueueBytesPerConnection, MaxSendQueueBytes, TimeSpan.FromMilliseconds(StopTimeoutMs));

    private static void InRange(int value, int least, int most, string name)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"ThreadedTransport.{name} must be {least} to {most}.");
    }

    private void Validate()
    {
        if (Inner is MemoryTransport && _pumps is null)
            throw new InvalidOperationException("The ends of a memory wire belong to one thread: use the MemoryTransport without a ThreadedTransport around it.");
        InRange(TickMs, 1, 100, nameof(TickMs));
        InRange(MaxReceiveQueueBytes, 64 * 1024, 512 * Mebibyte, nameof(MaxReceiveQueueBytes));
        InRange(MaxReceiveQueueBytesPerConnection, 64 * 1024, 512 * Mebibyte, nameof(MaxReceiveQueueBytesPerConnection));
        InRange(MaxSendQueueBytes, 64 * 1024, 512 * Mebibyte, nameof(MaxSendQueueBytes));
        InRange(StopTimeoutMs, 1, 60_000, nameof(StopTimeoutMs));
    }
}
