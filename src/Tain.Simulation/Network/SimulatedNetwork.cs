using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Tain.Transports;

namespace Tain.Simulation;

/// <summary>
/// A whole network in one thread: hosts, lines with delay and loss, and the clock they live by. It carries any datagram transport unchanged:
/// <code>
/// var net = new SimulatedNetwork(seed: 42, LinkProfile.BadMobile);
/// KcpTransport transport = net.CreateKcpTransport();
/// net.Every(TimeSpan.FromMilliseconds(16), server.Tick);
/// net.Every(TimeSpan.FromMilliseconds(16), client.Tick);
/// net.RunUntil(() => client.IsReady, limit: TimeSpan.FromSeconds(10));
/// </code>
/// The same seed gives the same run, byte for byte. When a run fails, the exception tells the seed and the step.
/// </summary>
/// <remarks>
/// Used through this object itself, everything that listens is on the host <see cref="Server"/> and every client gets a host of its own
/// ("client-1", "client-2", ...). To name machines, give <see cref="Host"/> to the transport instead. "localhost" is <see cref="Server"/>, for everybody.
/// Nothing here waits, and nothing is allocated per datagram once the pools are warm.
/// </remarks>
public sealed class SimulatedNetwork : DatagramSocketFactory
{
    private const uint FirstIp = (10u << 24) | 1;

    private readonly Stepper _stepper;
    private readonly SimulatedRandom _linkSeeds;
    private readonly DelayQueue<Flight> _flights = new();
    private readonly List<SimulatedHost> _hosts = [];
    private readonly Dictionary<string, SimulatedHost> _hostsByName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<uint, SimulatedHost> _hostsByIp = [];
    private readonly Dictionary<SimulatedAddress, SimulatedSocket> _sockets = [];
    private readonly Dictionary<(int From, int To), SimulatedLink> _links = [];
    private LinkProfile _profile;
    private LinkProfile _upstreamProfile;
    private Fingerprint _fingerprint = new();
    private uint _nextIp = FirstIp;
    private int _unnamedClients;

    /// <summary>Makes a network without traffic at time zero.</summary>
    /// <param name="seed">Where all chance comes from.</param>
    /// <param name="profile">How its lines behave; <see cref="LinkProfile.Perfect"/> when null.</param>
    public SimulatedNetwork(ulong seed, LinkProfile? profile = null)
    {
        Seed = seed;
        Random = new SimulatedRandom(seed);
        _linkSeeds = new SimulatedRandom(seed).Fork(0x117C5);
        _stepper = new Stepper(seed);
        _profile = profile ?? LinkProfile.Perfect;
        _upstreamProfile = _profile.ToUpstream();
        Server = Host("server");
    }

    /// <summary>The seed of the run.</summary>
    public ulong Seed { get; }

    /// <summary>The clock; give it to everything that takes a <see cref="TimeProvider"/>.</summary>
    public SimulatedClock Clock => _stepper.Clock;

    /// <summary>Seeded chance for the test itself. The lines do not use it.</summary>
    public SimulatedRandom Random { get; }

    /// <summary>The host of everything that listens, unless a transport is given another host.</summary>
    public SimulatedHost Server { get; }

    /// <summary>All hosts so far, in the order of their making.</summary>
    public IReadOnlyList<SimulatedHost> Hosts => _hosts;

    /// <summary>All directions on which something was sent or set so far.</summary>
    public IReadOnlyCollection<SimulatedLink> Links => _links.Values;

    /// <summary>How the lines behave that were given no profile of their own. It may be changed at any time, for example to let a storm pass.</summary>
    public LinkProfile Profile
    {
        get => _profile;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _profile = value;
            _upstreamProfile = value.ToUpstream();
        }
    }

    /// <summary>How many datagrams are under way.</summary>
    public int InFlight => _flights.Count;

    /// <summary>A digest of every datagram so far: its bytes, time, ends and fate. Two runs are the same when this is.</summary>
    public ulong RunFingerprint => _fingerprint.Value;

    /// <summary>
    /// Describes the default transport on this network: its sockets, its clock, and cookies from its seed. For other settings write
    /// <c>new KcpTransport { Sockets = net, TimeProvider = net.Clock, CookieSource = net.Random.NextUInt32, ... }</c>.
    /// </summary>
    /// <param name="host">The machine that its endpoints run on; null: the server's, and a new one for each client.</param>
    /// <returns>A description for servers and clients.</returns>
    public KcpTransport CreateKcpTransport(SimulatedHost? host = null) =>
        new() { Sockets = host is null ? this : host, TimeProvider = Clock, CookieSource = Random.NextUInt32 };

    /// <summary>Finds a host by name, or makes it.</summary>
    /// <param name="name">The name; upper and lower case are the same.</param>
    /// <returns>The host, to be given to a transport as its socket factory.</returns>
    public SimulatedHost Host(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (_hostsByName.TryGetValue(name, out SimulatedHost? known)) return known;
        var host = new SimulatedHost(this, name, _hosts.Count, NextIp());
        _hosts.Add(host);
        _hostsByName.Add(name, host);
        _hostsByIp.Add(host.Ip, host);
        return host;
    }

    /// <summary>The line from one host to another, one direction of it.</summary>
    /// <param name="from">The sender.</param>
    /// <param name="to">The receiver.</param>
    /// <returns>The link, whose profile, cut and statistics are its own.</returns>
    public SimulatedLink Link(SimulatedHost from, SimulatedHost to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (_links.TryGetValue((from.Index, to.Index), out SimulatedLink? known)) return known;
        var link = new SimulatedLink(this, from, to, _linkSeeds.Fork(((ulong)(uint)from.Index << 32) | (uint)to.Index));
        _links.Add((from.Index, to.Index), link);
        return link;
    }

    /// <summary>Cuts both directions between two hosts.</summary>
    /// <param name="a">One host.</param>
    /// <param name="b">The other.</param>
    public void Cut(SimulatedHost a, SimulatedHost b) => SetCut(a, b, true);

    /// <summary>Undoes <see cref="Cut"/>.</summary>
    /// <param name="a">One host.</param>
    /// <param name="b">The other.</param>
    public void Heal(SimulatedHost a, SimulatedHost b) => SetCut(a, b, false);

    /// <summary>Calls something again and again, starting after a seeded part of the period, so that seeds differ in who acts first.</summary>
    /// <param name="period">The time between two calls.</param>
    /// <param name="tick">What to call.</param>
    /// <returns>A handle that stops the calls when it is disposed, for example because a player leaves.</returns>
    public IDisposable Every(TimeSpan period, Action tick) => _stepper.Every(period, tick);

    /// <summary>Calls something once per frame with the frame's length, the way a game loop does: <c>net.EveryFrame(60, world.Tick)</c>.</summary>
    /// <param name="framesPerSecond">The frame rate.</param>
    /// <param name="frame">What to call; it gets the seconds since the frame before.</param>
    /// <returns>A handle that stops the calls when it is disposed.</returns>
    public IDisposable EveryFrame(int framesPerSecond, Action<float> frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(framesPerSecond);
        ArgumentNullException.ThrowIfNull(frame);
        float seconds = 1f / framesPerSecond;
        return _stepper.Every(TimeSpan.FromSeconds(1.0 / framesPerSecond), () => frame(seconds));
    }

    /// <summary>Calls something once, later.</summary>
    /// <param name="delay">How much later.</param>
    /// <param name="action">What to call.</param>
    /// <returns>A handle that revokes the call when it is disposed.</returns>
    public IDisposable After(TimeSpan delay, Action action) => _stepper.After(delay, action);

    /// <summary>Adds a check that runs after every step; it throws (or asserts) when something is wrong that must never be.</summary>
    /// <param name="check">The check.</param>
    public void Invariant(Action check) => _stepper.AddInvariant(check);

    /// <summary>Writes a line into the trace that a failure prints.</summary>
    /// <param name="note">What happened.</param>
    public void Note(string note) => _stepper.Trace.Note(Clock.Elapsed, note);

    /// <summary>Runs for a while.</summary>
    /// <param name="time">How long, simulated.</param>
    /// <exception cref="SimulationException">Something threw on the way.</exception>
    public void RunFor(TimeSpan time) => _stepper.RunFor(time);

    /// <summary>Runs until a condition holds; it is asked before the first and after each step.</summary>
    /// <param name="condition">What to wait for.</param>
    /// <param name="limit">How long to wait at most, simulated.</param>
    /// <param name="expectation">What the message of a failure calls the condition; filled in by the compiler.</param>
    /// <exception cref="SimulationException">The limit passed, or something threw on the way.</exception>
    public void RunUntil(Func<bool> condition, TimeSpan limit, [CallerArgumentExpression(nameof(condition))] string? expectation = null) =>
        _stepper.RunUntil(condition, limit, expectation);

    /// <inheritdoc/>
    public override IDatagramSocket Bind(ushort port, DatagramSocketOptions options) => Server.Bind(port, options);

    /// <inheritdoc/>
    public override IDatagramSocket Open(EndPoint remote, DatagramSocketOptions options) => Host($"client-{++_unnamedClients}").Open(remote, options);

    /// <inheritdoc/>
    public override ValueTask<EndPoint> ResolveAsync(string host, int port, CancellationToken cancellation)
    {
        if (_hostsByName.TryGetValue(host, out SimulatedHost? known)) return new(new IPEndPoint(known.Address, port));
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return new(new IPEndPoint(Server.Address, port));
        if (!IPAddress.TryParse(host, out IPAddress? address)) return ValueTask.FromException<EndPoint>(new SocketException((int)SocketError.HostNotFound));
        return new(new IPEndPoint(IPAddress.IsLoopback(address) ? Server.Address : address, port));
    }

    internal LinkProfile DefaultProfileOf(SimulatedLink link) => link.To.Listens && !link.From.Listens ? _upstreamProfile : _profile;

    internal SimulatedAddress Redirect(SimulatedAddress address) => address.IsLoopback ? address with { Ip = Server.Ip } : address;

    internal uint NextIp() => _nextIp++;

    // Old addresses stay known to the host that had them, so that what is sent there travels its line before it is lost.
    internal void Rename(SimulatedHost host) => _hostsByIp.Add(host.Ip, host);

    internal void Register(SimulatedSocket socket) => _sockets.Add(socket.Address, socket);

    internal void Unregister(SimulatedSocket socket) => _sockets.Remove(socket.Address);

    internal void Return(Flight flight) => _flights.Return(flight);

    internal void Send(SimulatedSocket sender, ReadOnlySpan<byte> datagram, SimulatedAddress to)
    {
        // To an address that nobody ever had: lost without a line to count it on.
        if (!_hostsByIp.TryGetValue(to.Ip, out SimulatedHost? receiver)) return;

        SimulatedLink link = Link(sender.Host, receiver);
        LinkVerdict verdict = link.Send(Clock.Elapsed.Ticks, datagram.Length);
        _stepper.Trace.Datagram(Clock.Elapsed, link, datagram.Length, NameOf(verdict));
        Remember(sender.Address, to, datagram, verdict);
        if (verdict.Fate != LinkFate.Delivered) return;
        Launch(sender.Address, to, link, datagram, verdict.Arrival);
        if (verdict.CopyArrival > 0) Launch(sender.Address, to, link, datagram, verdict.CopyArrival);
    }

    internal void DeliverArrivals()
    {
        long now = Clock.Elapsed.Ticks;
        while (_flights.TryTake(now, out Flight? flight))
        {
            if (!Deliver(flight, now)) _flights.Return(flight);
        }
    }

    private bool Deliver(Flight flight, long now)
    {
        SimulatedLink link = flight.Link;
        if (link.IsCut)
        {
            link.CountCut();
            return false;
        }

        if (!_sockets.TryGetValue(flight.To, out SimulatedSocket? socket))
        {
            link.CountLossAtReceiver();
            AnswerUnreachable(flight, now);
            return false;
        }

        if (!socket.TryAccept(flight))
        {
            link.CountLossAtReceiver();
            return false;
        }

        link.CountDelivery(flight.Length);
        return true;
    }

    // The host is there, but nobody listens at the port: it says so, over the line back. An old address of a rebound host does not answer.
    private void AnswerUnreachable(Flight flight, long now)
    {
        if (flight.IsUnreachableNotice || flight.Link.To.Ip != flight.To.Ip) return;
        if (!_sockets.TryGetValue(flight.From, out SimulatedSocket? sender) || sender.IsListening) return;
        SimulatedLink back = Link(flight.Link.To, flight.Link.From);
        LinkVerdict verdict = back.Send(now, 0);
        if (verdict.Fate == LinkFate.Delivered) Launch(flight.To, flight.From, back, [], verdict.Arrival, isUnreachableNotice: true);
    }

    private void Launch(SimulatedAddress from, SimulatedAddress to, SimulatedLink link, ReadOnlySpan<byte> datagram, long arrival, bool isUnreachableNotice = false)
    {
        if (_flights.IsFull)
            throw new InvalidOperationException($"{DelayQueue<Flight>.MaxItems} datagrams are under way. Something sends without end, or a profile has a delay without bounds.");
        Flight flight = _flights.Rent();
        flight.From = from;
        flight.To = to;
        flight.Link = link;
        flight.IsUnreachableNotice = isUnreachableNotice;
        flight.Fill(datagram);
        _flights.Add(flight, arrival);
    }

    private void Remember(SimulatedAddress from, SimulatedAddress to, ReadOnlySpan<byte> datagram, in LinkVerdict verdict)
    {
        _fingerprint.Add((ulong)Clock.Elapsed.Ticks);
        _fingerprint.Add(((ulong)from.Ip << 32) | to.Ip);
        _fingerprint.Add(((ulong)from.Port << 32) | to.Port);
        _fingerprint.Add((ulong)verdict.Fate);
        _fingerprint.Add((ulong)verdict.Arrival);
        _fingerprint.Add(datagram);
    }

    private void SetCut(SimulatedHost a, SimulatedHost b, bool isCut)
    {
        Link(a, b).IsCut = isCut;
        Link(b, a).IsCut = isCut;
        Note($"{a.Name} and {b.Name} are {(isCut ? "cut off from each other" : "joined again")}");
    }

    private static string NameOf(in LinkVerdict verdict) => verdict.Fate switch
    {
        LinkFate.Delivered when verdict.CopyArrival > 0 => "sent twice",
        LinkFate.Delivered when verdict.IsHeldBack => "held back",
        LinkFate.Delivered => "sent",
        LinkFate.Lost => "lost",
        LinkFate.LostInBurst => "lost in a burst",
        LinkFate.QueueFull => "lost, the queue is full",
        LinkFate.TooLarge => "lost, too large for the line",
        LinkFate.Cut => "lost, the line is cut",
        _ => throw new InvalidOperationException($"Unknown fate {verdict.Fate}."),
    };
}
