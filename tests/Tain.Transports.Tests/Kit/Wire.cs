using System.Net;

namespace Tain.Transports.Kit;

/// <summary>What a <see cref="Wire"/> does to one datagram: how often it arrives, and how much later than usual.</summary>
public readonly record struct Fate(int Copies, int ExtraDelayMs = 0)
{
    public static readonly Fate Ok = new(1);
    public static readonly Fate Lost = new(0);
    public static readonly Fate Twice = new(2);
}

/// <summary>
/// A datagram network in memory for tests of one protocol: a manual clock, one delay, and a script that decides each datagram's fate.
/// Warm, it allocates nothing, so that the protocol's own allocations can be measured over it.
/// </summary>
public sealed class Wire(ManualClock clock) : DatagramSocketFactory
{
    private readonly Dictionary<SocketAddress, WireSocket> _sockets = new(DatagramAddress.Comparer);
    private readonly PriorityQueue<WireDatagram, (long DueMs, long Order)> _underWay = new();
    private readonly Stack<WireDatagram> _spare = new();
    private long _order;
    private int _clients;

    public int DelayMs { get; set; }

    /// <summary>Decides what happens to each datagram that is sent; all arrive unless set.</summary>
    public Func<WireDatagram, Fate>? Script { get; set; }

    public ManualClock Clock => clock;

    public static IPEndPoint ServerAt(int port) => new(IPAddress.Parse("10.0.0.1"), port);

    public override IDatagramSocket Bind(ushort port, DatagramSocketOptions options)
    {
        IPEndPoint address = ServerAt(port == 0 ? 40_000 : port);
        if (_sockets.ContainsKey(address.Serialize())) throw new InvalidOperationException($"Port {port} is in use.");
        return Add(address);
    }

    public override IDatagramSocket Open(EndPoint remote, DatagramSocketOptions options)
    {
        _clients++;
        return Add(new IPEndPoint(new IPAddress([10, 1, (byte)(_clients >> 8), (byte)_clients]), 5_000));
    }

    public override ValueTask<EndPoint> ResolveAsync(string host, int port, CancellationToken cancellation) =>
        new(new IPEndPoint(IPAddress.Parse(host), port));

    /// <summary>A socket at an address of the test's choice.</summary>
    public WireSocket AddAt(IPEndPoint address) => Add(address);

    public WireSocket SocketAt(IPEndPoint address) => _sockets[address.Serialize()];

    /// <summary>Puts a datagram straight into a socket's inbox, with whatever sender's address. It is lost where there is no socket.</summary>
    public void Inject(ReadOnlySpan<byte> datagram, SocketAddress from, SocketAddress to)
    {
        if (_sockets.TryGetValue(to, out WireSocket? socket)) socket.Inbox.Enqueue(Take(datagram, from, to));
    }

    /// <summary>Moves the clock and brings what is due to the inboxes.</summary>
    public void AdvanceMs(int milliseconds)
    {
        clock.AdvanceMs(milliseconds);
        while (_underWay.TryPeek(out WireDatagram? datagram, out (long DueMs, long Order) due) && due.DueMs <= clock.NowMs)
        {
            _underWay.Dequeue();
            if (_sockets.TryGetValue(datagram.To, out WireSocket? socket)) socket.Inbox.Enqueue(datagram);
            else _spare.Push(datagram);
        }
    }

    internal void Send(ReadOnlySpan<byte> bytes, SocketAddress from, SocketAddress to)
    {
        WireDatagram datagram = Take(bytes, from, to);
        Fate fate = Script?.Invoke(datagram) ?? Fate.Ok;
        for (int i = 0; i < fate.Copies; i++)
        {
            _underWay.Enqueue(i == 0 ? datagram : Take(bytes, from, to), (clock.NowMs + DelayMs + fate.ExtraDelayMs + i, _order++));
        }
        if (fate.Copies == 0) _spare.Push(datagram);
    }

    internal void Release(WireDatagram datagram) => _spare.Push(datagram);

    internal void Remove(WireSocket socket) => _sockets.Remove(socket.Address);

    private WireDatagram Take(ReadOnlySpan<byte> bytes, SocketAddress from, SocketAddress to)
    {
        WireDatagram datagram = _spare.TryPop(out WireDatagram? spare) ? spare : new WireDatagram();
        datagram.Fill(bytes, from, to);
        return datagram;
    }

    private WireSocket Add(IPEndPoint address)
    {
        var socket = new WireSocket(this, address);
        _sockets.Add(socket.Address, socket);
        return socket;
    }
}
