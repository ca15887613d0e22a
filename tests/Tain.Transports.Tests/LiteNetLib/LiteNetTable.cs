using System.Net;
using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.LiteNetLib;

/// <summary>A server, clients and raw endpoints that write their datagrams by hand, on one wire with a manual clock.</summary>
internal sealed class LiteNetTable : IDisposable
{
    public const int StepMs = 10;
    public const ushort Port = 8888;
    private readonly List<ClientProbe> _clients = [];
    private uint _secret = 77;

    public LiteNetTable(Func<LiteNetLibTransport, LiteNetLibTransport>? configure = null, int delayMs = 20)
    {
        Wire = new Wire(new ManualClock()) { DelayMs = delayMs };
        Wire.Clock.AdvanceMs(5_000_000);
        Transport = (configure ?? (plain => plain))(new LiteNetLibTransport { Sockets = Wire, TimeProvider = Wire.Clock, SecretSource = () => _secret = (_secret * 1_103_515_245) + 12_345 });
        Server = new ServerProbe(Transport.CreateServer());
        Server.Server.Start();
    }

    public Wire Wire { get; }

    public LiteNetLibTransport Transport { get; }

    public ServerProbe Server { get; }

    public LiteNetListener Listener => ((LiteNetLibServer)Server.Server).Listener!;

    public LiteNetEndpoint Endpoint => ((LiteNetLibServer)Server.Server).Endpoint!;

    public SocketAddress ServerAddress { get; } = Wire.ServerAt(Port).Serialize();

    /// <summary>The address of the n-th client that was made, from 1.</summary>
    public static SocketAddress AddressOfClient(int number) => new IPEndPoint(new IPAddress([10, 1, (byte)(number >> 8), (byte)number]), 5_000).Serialize();

    /// <summary>An address at which nobody but the test listens.</summary>
    public static SocketAddress Stranger(int number, int port = 6_000) =>
        new IPEndPoint(new IPAddress([10, 2, (byte)(number >> 8), (byte)number]), port).Serialize();

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

    /// <summary>A raw endpoint that a test plays, with everything that is sent to it.</summary>
    public RawLiteNetPeer AddRaw(int number = 1, int port = 6_000) => new(this, number, port);

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

    public LiteNetServerPeer PeerOf(int connectionId)
    {
        Assert.True(Listener.TryFind(connectionId, out LiteNetServerPeer? peer));
        return peer;
    }

    public void Dispose()
    {
        foreach (ClientProbe client in _clients) client.Dispose();
        Server.Dispose();
    }
}
