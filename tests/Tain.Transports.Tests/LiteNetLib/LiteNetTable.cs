using Tain.Transports.Datagrams;
using Tain.Transports.Kit;

namespace Tain.Transports.LiteNetLib;

/// <summary>A server, clients and raw endpoints that write their datagrams by hand, on one wire with a manual clock.</summary>
internal sealed class LiteNetTable : DatagramTable
{
    public const ushort Port = 8888;

    public LiteNetTable(Func<LiteNetLibTransport, LiteNetLibTransport>? configure = null, int delayMs = 20)
        : this(configure ?? (plain => plain), NewWire(delayMs))
    {
    }

    private LiteNetTable(Func<LiteNetLibTransport, LiteNetLibTransport> configure, Wire wire) : this(configure(Plain(wire)), wire)
    {
    }

    private LiteNetTable(LiteNetLibTransport transport, Wire wire) : base(transport, wire, Port) => Transport = transport;

    public LiteNetLibTransport Transport { get; }

    public LiteNetListener Listener => ((LiteNetLibServer)Server.Server).Listener!;

    public LiteNetEndpoint Endpoint => ((LiteNetLibServer)Server.Server).Endpoint!;

    /// <summary>The request of Mirror's client.</summary>
    public static byte[] Request(long connectTime = 1, string key = LiteNetLibTransport.MirrorConnectKey, int protocol = 11, byte number = 0) =>
    [
        (byte)(5 | number << 5), .. BitConverter.GetBytes(protocol), .. BitConverter.GetBytes(connectTime), 16, .. new byte[16],
        .. BitConverter.GetBytes(key.Length), .. System.Text.Encoding.UTF8.GetBytes(key),
    ];

    public static byte[] Reliable(int number, params byte[] data) => [1, (byte)number, (byte)(number >> 8), 2, .. data];

    public static byte[] Fragment(int number, int id, int part, int total, params byte[] data) =>
        [0x81, (byte)number, (byte)(number >> 8), 2, (byte)id, (byte)(id >> 8), (byte)part, (byte)(part >> 8), (byte)total, (byte)(total >> 8), .. data];

    public static byte[] Ack(int start, ulong received) => [2, (byte)start, (byte)(start >> 8), 2, .. BitConverter.GetBytes(received), 0];

    public static byte[] Pong(int number) => [4, (byte)number, (byte)(number >> 8), .. new byte[8]];

    public static byte[] Ping(int number) => [3, (byte)number, (byte)(number >> 8)];

    public static byte[] Disconnect(long connectTime) => [7, .. BitConverter.GetBytes(connectTime)];

    public static byte[] Merged(params byte[][] packets) => [12, .. packets.SelectMany(packet => (byte[])[(byte)packet.Length, (byte)(packet.Length >> 8), .. packet])];

    /// <summary>A raw endpoint that a test plays, with everything that is sent to it.</summary>
    public RawLiteNetPeer AddRaw(int number = 1, int port = 6_000) => new(this, number, port);

    public LiteNetServerPeer PeerOf(int connectionId)
    {
        Assert.True(Listener.TryFind(connectionId, out LiteNetServerPeer? peer));
        return peer;
    }

    private static Wire NewWire(int delayMs)
    {
        var wire = new Wire(new ManualClock()) { DelayMs = delayMs };
        wire.Clock.AdvanceMs(5_000_000);
        return wire;
    }

    private static LiteNetLibTransport Plain(Wire wire)
    {
        uint secret = 77;
        return new LiteNetLibTransport { Sockets = wire, TimeProvider = wire.Clock, SecretSource = () => secret = (secret * 1_103_515_245) + 12_345 };
    }
}
