using System.Buffers.Binary;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Kcp;

/// <summary>A server, stock clients and raw endpoints that write their datagrams by hand, on one wire with a manual clock.</summary>
internal sealed class KcpTable : IDisposable
{
    public const int StepMs = 10;
    private readonly List<ClientProbe> _clients = [];

    public KcpTable(Func<KcpTransport, KcpTransport>? configure = null, int delayMs = 20)
        : this(configure ?? (plain => plain), new Wire(new ManualClock()) { DelayMs = delayMs })
    {
    }

    public KcpTable(Func<KcpTransport, KcpTransport> configure, Wire wire)
    {
        Wire = wire;
        Transport = configure(Plain(wire));
        Server = new ServerProbe(Transport.CreateServer());
        Server.Server.Start();
    }

    public Wire Wire { get; }

    public KcpTransport Transport { get; }

    public ServerProbe Server { get; }

    public KcpListener Listener => ((KcpServer)Server.Server).Listener!;

    public KcpEndpoint Endpoint => ((KcpServer)Server.Server).Endpoint!;

    public SocketAddress ServerAddress { get; } = Wire.ServerAt(7777).Serialize();

    public static KcpTransport Plain(Wire wire) =>
        new() { Sockets = wire, TimeProvider = wire.Clock, LoggerFactory = NullLoggerFactory.Instance };

    /// <summary>The address of the n-th client that was made, from 1.</summary>
    public static SocketAddress AddressOfClient(int number) => new IPEndPoint(new IPAddress([10, 1, (byte)(number >> 8), (byte)number]), 5_000).Serialize();

    /// <summary>An address at which nobody but the test listens.</summary>
    public static SocketAddress Stranger(int number, int port = 6_000) =>
        new IPEndPoint(new IPAddress([10, 2, (byte)(number >> 8), (byte)number]), port).Serialize();

    public ClientProbe AddClient()
    {
        var client = new ClientProbe(Transport.CreateClient());
        _clients.Add(client);
        client.Client.Connect("10.0.0.1");
        return client;
    }

    public ClientProbe AddConnectedClient()
    {
        int before = Server.Connected.Count();
        ClientProbe client = AddClient();
        RunUntil(() => client.Client.IsConnected && Server.Connected.Count() > before, 5_000);
        client.ServerId = Server.Connected.Last();
        return client;
    }

    /// <summary>A client that hangs: it is not ticked any more.</summary>
    public void Silence(ClientProbe client) => _clients.Remove(client);

    public void Inject(byte[] datagram, SocketAddress from) => Wire.Inject(datagram, from, ServerAddress);

    public void Step()
    {
        foreach (ClientProbe client in _clients) client.Tick();
        Server.Tick();
        Wire.AdvanceMs(StepMs);
    }

    public void RunMs(int milliseconds)
    {
        for (int ms = 0; ms < milliseconds; ms += StepMs) Step();
    }

    public void RunUntil(Func<bool> condition, int limitMs)
    {
        for (int ms = 0; ms < limitMs && !condition(); ms += StepMs) Step();
        Assert.True(condition(), $"It did not come true within {limitMs} ms.");
    }

    /// <summary>The cookie of the connection at an address, as somebody on the path would see it.</summary>
    public uint CookieOf(ClientProbe client) => CookieOf(client.ServerId);

    public uint CookieOf(int connectionId)
    {
        Assert.True(Listener.TryFind(connectionId, out KcpServerPeer? peer));
        return peer.Cookie;
    }

    public void Dispose()
    {
        foreach (ClientProbe client in _clients) client.Dispose();
        Server.Dispose();
    }

    public static byte[] Hello(uint cookie = 0, uint timestamp = 0) => Reliable(cookie, Push(0, [KcpWire.Hello], timestamp: timestamp));

    public static byte[] Reliable(uint cookie, params byte[][] segments) => Datagram(KcpWire.ReliableChannel, cookie, [.. segments.SelectMany(one => one)]);

    public static byte[] Unreliable(uint cookie, params byte[] payload) => Datagram(KcpWire.UnreliableChannel, cookie, payload);

    public static byte[] Push(uint number, byte[] payload, byte fragmentsAfter = 0, uint timestamp = 0, uint expected = 1) =>
        Segment(KcpCommand.Push, number, payload, fragmentsAfter, timestamp, expected);

    public static byte[] Acknowledge(uint number, uint expected, uint timestamp = 0) => Segment(KcpCommand.Acknowledge, number, [], 0, timestamp, expected);

    private static byte[] Segment(KcpCommand command, uint number, byte[] payload, byte fragmentsAfter, uint timestamp, uint expected)
    {
        byte[] segment = new byte[KcpSegmentHeader.SizeBytes + payload.Length];
        new KcpSegmentHeader(command, fragmentsAfter, 4_096, new KcpTime(timestamp), new SequenceNumber(number), new SequenceNumber(expected), payload.Length).Write(segment);
        payload.CopyTo(segment, KcpSegmentHeader.SizeBytes);
        return segment;
    }

    private static byte[] Datagram(byte channel, uint cookie, byte[] payload)
    {
        byte[] datagram = new byte[KcpWire.EnvelopeBytes + payload.Length];
        datagram[0] = channel;
        BinaryPrimitives.WriteUInt32LittleEndian(datagram.AsSpan(1), cookie);
        payload.CopyTo(datagram, KcpWire.EnvelopeBytes);
        return datagram;
    }
}
