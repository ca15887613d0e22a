using System.Buffers.Binary;
using Microsoft.Extensions.Logging.Abstractions;
using Tain.Transports.Contract;
using Tain.Transports.Datagrams;
using Tain.Transports.Kit;

namespace Tain.Transports.Kcp;

/// <summary>A server, stock clients and raw endpoints that write their datagrams by hand, on one wire with a manual clock.</summary>
internal sealed class KcpTable : DatagramTable
{
    public KcpTable(Func<KcpTransport, KcpTransport>? configure = null, int delayMs = 20)
        : this(configure ?? (plain => plain), new Wire(new ManualClock()) { DelayMs = delayMs })
    {
    }

    public KcpTable(Func<KcpTransport, KcpTransport> configure, Wire wire) : this(configure(Plain(wire)), wire)
    {
    }

    private KcpTable(KcpTransport transport, Wire wire) : base(transport, wire, transport.Port) => Transport = transport;

    public KcpTransport Transport { get; }

    public KcpListener Listener => ((KcpServer)Server.Server).Listener!;

    public KcpEndpoint Endpoint => ((KcpServer)Server.Server).Endpoint!;

    public static KcpTransport Plain(Wire wire) =>
        new() { Sockets = wire, TimeProvider = wire.Clock, LoggerFactory = NullLoggerFactory.Instance };

    /// <summary>The cookie of the connection at an address, as somebody on the path would see it.</summary>
    public uint CookieOf(ClientProbe client) => CookieOf(client.ServerId);

    public uint CookieOf(int connectionId)
    {
        Assert.True(Listener.TryFind(connectionId, out KcpServerPeer? peer));
        return peer.Cookie;
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
