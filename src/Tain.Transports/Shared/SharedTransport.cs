using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// One port for many worlds: it holds a server endpoint of another transport, and gives every world of the process a server of its own that shows the connections of that world
/// only. A connection can be handed over from world to world while it stays up.
/// <code>
/// using var shared = new SharedTransport(new KcpTransport { Port = 7777 }) { EntryWorld = "lobby" };
/// var lobby = new NetworkServer(lobbyWorld, shared.For("lobby"));
/// var forest = new NetworkServer(forestWorld, shared.For("forest"));
/// </code>
/// </summary>
/// <remarks>
/// <para>
/// The port is open while at least one world listens. The inner endpoint lives on a thread of its own; between it and each world are bounded queues, so worlds may tick on different
/// threads, and one that hangs delays nobody: what it does not take is dropped (unreliable) or ends the connection that sent it (reliable).
/// </para>
/// <para>This class may be used by several threads; each server that it gives out by one at a time.</para>
/// </remarks>
public sealed class SharedTransport : IDisposable
{
    private const int Kibibyte = 1024;
    private const int Mebibyte = 1024 * Kibibyte;

    private readonly Lock _gate = new();
    private readonly SharedPorts _ports = new();
    private readonly ManualPump _manual = new();
    private SharedSizes? _sizes;
    private SharedRun? _run;
    private bool _isDisposed;

    /// <summary>Describes a port that is shared.</summary>
    /// <param name="inner">The transport that carries the packets, decorators included.</param>
    public SharedTransport(Transport inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <summary>
    /// The world that new connections come to when <see cref="Router"/> does not say otherwise. Null, the default: the one that has listened longest. A new connection for
    /// which there is no world is refused.
    /// </summary>
    public string? EntryWorld { get; init; }

    /// <summary>
    /// Says to which world a new connection goes; null, or a world that does not listen: <see cref="EntryWorld"/>. It is called on the thread of the network and must not touch a
    /// world. An exception refuses the connection.
    /// </summary>
    public Func<SharedConnectionRequest, string?>? Router { get; init; }

    /// <summary>
    /// Where a connection goes that was handed over to a world which does not listen any more or is full, and that would be disconnected otherwise. Null, the default: it is disconnected.
    /// New connections do not go there: they are refused.
    /// </summary>
    public string? FallbackWorld { get; init; }

    /// <summary>
    /// Whether a thread drives the port. False: whoever owns it calls <see cref="Tick"/>, for simulations and tests with a clock of their own, and the worlds tick on the same
    /// thread. Default true.
    /// </summary>
    public bool UsesThread { get; init; } = true;

    /// <summary>Milliseconds between looks at the network, 1 to 100; see <see cref="ThreadedTransport.TickMs"/>. Default 2.</summary>
    public int TickMs { get; init; } = 2;

    /// <summary>Bytes that may wait for one world, 64 KiB to 512 MiB. Beyond it the world takes no new connections, and those that go on sending lose packets or end. Default 16 MiB.</summary>
    public int MaxReceiveQueueBytesPerWorld { get; init; } = 16 * Mebibyte;

    /// <summary>Bytes of one connection that may wait for its world, 64 KiB to 512 MiB. Beyond it an unreliable packet is lost and a reliable one ends the connection. Default 1 MiB.</summary>
    public int MaxReceiveQueueBytesPerConnection { get; init; } = Mebibyte;

    /// <summary>Bytes that one world may send before the thread has taken them, 64 KiB to 512 MiB; see <see cref="ThreadedTransport.MaxSendQueueBytes"/>. Default 16 MiB.</summary>
    public int MaxSendQueueBytesPerWorld { get; init; } = 16 * Mebibyte;

    /// <summary>How long the last world to stop waits for the thread, in milliseconds, 1 to 60000. Default 1000.</summary>
    public int StopTimeoutMs { get; init; } = 1_000;

    /// <summary>The transport that carries the packets.</summary>
    public Transport Inner { get; }

    /// <summary>The names of the worlds that listen now.</summary>
    public IReadOnlyCollection<string> Worlds => _ports.Names();

    internal SharedPorts Ports => _ports;

    internal ILogger Logger => field ??= Inner.LoggerFactory.CreateLogger<SharedTransport>();

    /// <summary>The transport of one world: what its NetworkServer or NetworkManager is given.</summary>
    /// <param name="world">The name by which connections are handed over to it.</param>
    /// <param name="maxConnections">How many connections the port sends there, 1 to 100000. The world's own limit, if lower, disconnects the rest; with this one those that are handed over go to <see cref="FallbackWorld"/>.</param>
    /// <returns>A description; its clients are the inner transport's.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range, or a setting is.</exception>
    public SharedWorldTransport For(string world, int maxConnections = 10_000)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(world);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(world.Length, ThreadedQueue.MaxTextLength, nameof(world));
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConnections, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxConnections, 100_000);
        Validate();
        return new SharedWorldTransport(this, world, maxConnections);
    }

    /// <summary>One round of the port, where no thread drives it. Worlds that share it tick on the same thread, before or after.</summary>
    /// <exception cref="InvalidOperationException">A thread drives it.</exception>
    public void Tick()
    {
        if (UsesThread) throw new InvalidOperationException("A thread drives this port. Make it with UsesThread = false to drive it yourself.");
        _manual.Turn();
    }

    /// <summary>Closes the port and disconnects everybody. The worlds' servers see it as a transport that has failed.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            End();
            _ports.FailAll();
            _ports.Clear();
        }
    }

    internal ThreadedLimits ToLimits() =>
        new(MaxReceiveQueueBytesPerWorld, MaxReceiveQueueBytesPerConnection, MaxSendQueueBytesPerWorld, TimeSpan.FromMilliseconds(StopTimeoutMs));

    /// <summary>What the inner endpoint says of its packets; asked once, because it belongs to another thread later.</summary>
    internal SharedSizes GetSizes()
    {
        lock (_gate)
        {
            if (_sizes is { } known) return known;
            using TransportServer probe = Inner.CreateServer();
            _sizes = new SharedSizes(probe);
            return _sizes;
        }
    }

    /// <summary>A world begins to listen; the first one opens the port.</summary>
    /// <returns>The world's half of what passes between it and the network.</returns>
    /// <exception cref="InvalidOperationException">A world of this name listens, or the port cannot be opened.</exception>
    internal SharedPort Open(string world, int maxConnections)
    {
        SharedSizes sizes = GetSizes();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_run is { Hub.HasFailed: true })
            {
                End();
                _ports.Clear();
            }
            if (_ports.Find(world) is not null) throw new InvalidOperationException($"A world named '{world}' listens on this port already. Give each world a name of its own.");
            SharedRun run = _run ??= Begin();
            var port = new SharedPort(world, maxConnections, run, new ThreadedMailbox(ToLimits(), sizes.LargestPacketBytes, SharedPort.ReservedBytes(maxConnections)));
            _ports.Add(port);
            return port;
        }
    }

    /// <summary>A world listens no more; the last one closes the port.</summary>
    internal void Close(SharedPort port)
    {
        lock (_gate)
        {
            _ports.Remove(port);
            port.Close();
            if (_ports.IsEmpty && ReferenceEquals(_run, port.Run)) End();
        }
    }

    private static void InRange(int value, int least, int most, string name)
    {
        if (value < least || value > most) throw new ArgumentOutOfRangeException(name, value, $"SharedTransport.{name} must be {least} to {most}.");
    }

    private void Validate()
    {
        if (Inner is MemoryTransport && UsesThread)
            throw new InvalidOperationException("The ends of a memory wire belong to one thread: share it with UsesThread = false and call Tick on that thread.");
        InRange(TickMs, 1, 100, nameof(TickMs));
        InRange(MaxReceiveQueueBytesPerWorld, 64 * Kibibyte, 512 * Mebibyte, nameof(MaxReceiveQueueBytesPerWorld));
        InRange(MaxReceiveQueueBytesPerConnection, 64 * Kibibyte, 512 * Mebibyte, nameof(MaxReceiveQueueBytesPerConnection));
        InRange(MaxSendQueueBytesPerWorld, 64 * Kibibyte, 512 * Mebibyte, nameof(MaxSendQueueBytesPerWorld));
        InRange(StopTimeoutMs, 1, 60_000, nameof(StopTimeoutMs));
    }

    private SharedRun Begin()
    {
        TransportServer inner = Inner.CreateServer();
        try
        {
            inner.Start();
        }
        catch
        {
            inner.Dispose();
            throw;
        }
        var hub = new SharedHub(inner, this);
        IPumpHost pumps = UsesThread ? new PumpThreads(TimeSpan.FromMilliseconds(TickMs)) : _manual;
        return new SharedRun(hub, inner.Uri, pumps.Start(hub, "Tain shared transport"));
    }

    private void End()
    {
        if (_run is not { } run) return;
        _run = null;
        run.Hub.End.Ask();
        run.Handle.Wake();
        if (!run.Handle.Join(TimeSpan.FromMilliseconds(StopTimeoutMs)))
            Logger.LogWarning("The thread of a shared transport has not ended within {Timeout} ms; it is left to itself", StopTimeoutMs);
        run.Hub.End.Dispose();
    }
}
