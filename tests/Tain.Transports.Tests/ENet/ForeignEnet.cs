using System.Runtime.InteropServices;

namespace Tain.Transports.ENet;

/// <summary>
/// A program of its own on libenet: declared here once more, from enet.h and without a line of the transport, so that it shows what really travels.
/// It has one host and one peer.
/// </summary>
internal sealed unsafe class ForeignEnet : IDisposable
{
    public const uint Reliable = 1;
    public const uint Unsequenced = 2;

    private const string Library = "libenet.so.7";
    private readonly nint _host;
    private nint _peer;

    private ForeignEnet(nint host) => _host = host;

    public List<(byte Channel, uint Flags, byte[] Data)> Received { get; } = [];

    public bool IsConnected { get; private set; }

    /// <summary>The number that came with the other side's goodbye; null before it.</summary>
    public uint? GoodbyeData { get; private set; }

    /// <summary>ENetPeer's packetThrottleDeceleration, which it got from the other side: 20 numbers behind those that begin at 80, where a pointer has 8 bytes.</summary>
    public uint ThrottleStepDown => *(uint*)(_peer + 80 + (20 * sizeof(uint)));

    public static ForeignEnet ConnectTo(int port, int channels = 2)
    {
        var foreign = new ForeignEnet(enet_host_create(null, 1, (nuint)channels, 0, 0));
        var address = new Address { Host = LoopbackHost, Port = (ushort)port };
        foreign._peer = enet_host_connect(foreign._host, &address, (nuint)channels, 0);
        foreign.Tick();
        return foreign;
    }

    public static ForeignEnet ListenOn(int port)
    {
        var address = new Address { Host = 0, Port = (ushort)port };
        nint host = enet_host_create(&address, 8, 2, 0, 0);
        Assert.NotEqual(0, host);
        return new ForeignEnet(host);
    }

    public void Send(byte channel, uint flags, byte[] data)
    {
        fixed (byte* start = data) Assert.Equal(0, enet_peer_send(_peer, channel, enet_packet_create(start, (nuint)data.Length, flags)));
        enet_host_flush(_host);
    }

    public void Tick()
    {
        Event happened;
        while (enet_host_service(_host, &happened, 0) > 0)
        {
            if (happened.Type == 1)
            {
                IsConnected = true;
                _peer = happened.Peer;
            }
            if (happened.Type == 2)
            {
                IsConnected = false;
                GoodbyeData = happened.Data;
            }
            if (happened.Type != 3) continue;
            Received.Add((happened.Channel, happened.Packet->Flags, new ReadOnlySpan<byte>(happened.Packet->Data, (int)happened.Packet->Length).ToArray()));
            enet_packet_destroy(happened.Packet);
        }
    }

    public void Goodbye()
    {
        enet_peer_disconnect(_peer, 0);
        enet_host_flush(_host);
    }

    public void Dispose() => enet_host_destroy(_host);

    private static uint LoopbackHost => BitConverter.ToUInt32([127, 0, 0, 1]);

    [DllImport(Library)]
    private static extern nint enet_host_create(Address* address, nuint peers, nuint channels, uint incoming, uint outgoing);

    [DllImport(Library)]
    private static extern void enet_host_destroy(nint host);

    [DllImport(Library)]
    private static extern nint enet_host_connect(nint host, Address* address, nuint channels, uint data);

    [DllImport(Library)]
    private static extern int enet_host_service(nint host, Event* happened, uint timeoutMs);

    [DllImport(Library)]
    private static extern void enet_host_flush(nint host);

    [DllImport(Library)]
    private static extern Packet* enet_packet_create(byte* data, nuint length, uint flags);

    [DllImport(Library)]
    private static extern void enet_packet_destroy(Packet* packet);

    [DllImport(Library)]
    private static extern int enet_peer_send(nint peer, byte channel, Packet* packet);

    [DllImport(Library)]
    private static extern void enet_peer_disconnect(nint peer, uint data);

    [StructLayout(LayoutKind.Sequential)]
    private struct Address
    {
        public uint Host;
        public ushort Port;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Packet
    {
        public nuint References;
        public uint Flags;
        public byte* Data;
        public nuint Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Event
    {
        public int Type;
        public nint Peer;
        public byte Channel;
        public uint Data;
        public Packet* Packet;
    }
}
