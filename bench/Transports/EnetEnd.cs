using System.Runtime.InteropServices;
using Tain.Transports;

namespace Tain.Bench;

/// <summary>libenet (Debian: libenet7) called as a C program would, without anything of ours around it but the loop.</summary>
internal sealed unsafe partial class EnetEnd : IEnd
{
    private const string Library = "libenet.so.7";
    private const int EventConnect = 1;
    private const int EventDisconnect = 2;
    private const int EventReceive = 3;
    private const uint ReliableFlag = 1;

    private readonly void* _host;
    private void* _peer;

    public EnetEnd(ushort port, bool isServer)
    {
        if (enet_initialize() != 0) throw new InvalidOperationException("libenet cannot be initialized.");
        // A fixed port for the server: the library does not tell which one the system chose.
        Port = isServer ? (ushort)(20_000 + (Environment.ProcessId % 10_000)) : port;
        var address = new Address { Host = isServer ? 0 : 0x0100007fu, Port = Port };
        _host = isServer ? enet_host_create(&address, 1, 2, 0, 0) : enet_host_create(null, 1, 2, 0, 0);
        if (_host == null) throw new InvalidOperationException("libenet cannot make a host.");
        if (!isServer) enet_host_connect(_host, &address, 2, 0);
    }

    public ushort Port { get; }

    public bool IsConnected => _peer != null;

    public int Receive(ref Note last)
    {
        int packets = 0;
        Event happened;
        while (enet_host_service(_host, &happened, 0) > 0)
        {
            if (happened.Type == EventConnect) _peer = happened.Peer;
            if (happened.Type == EventDisconnect) _peer = null;
            if (happened.Type != EventReceive) continue;
            last.Read(new ReadOnlySpan<byte>(happened.Packet->Bytes, (int)happened.Packet->Length));
            enet_packet_destroy(happened.Packet);
            packets++;
        }
        return packets;
    }

    public void Send(ReadOnlySpan<byte> packet, Channel channel)
    {
        fixed (byte* bytes = packet)
        {
            Packet* made = enet_packet_create(bytes, (nuint)packet.Length, channel == Channel.Reliable ? ReliableFlag : 0);
            if (enet_peer_send(_peer, (byte)channel, made) < 0) enet_packet_destroy(made);
        }
    }

    public void Flush() => enet_host_flush(_host);

    public void Dispose() => enet_host_destroy(_host);

    [LibraryImport(Library)]
    private static partial int enet_initialize();

    [LibraryImport(Library)]
    private static partial void* enet_host_create(Address* address, nuint peers, nuint channels, uint incomingBandwidth, uint outgoingBandwidth);

    [LibraryImport(Library)]
    private static partial void enet_host_destroy(void* host);

    [LibraryImport(Library)]
    private static partial void* enet_host_connect(void* host, Address* address, nuint channels, uint data);

    [LibraryImport(Library)]
    private static partial int enet_host_service(void* host, Event* happened, uint timeoutMs);

    [LibraryImport(Library)]
    private static partial void enet_host_flush(void* host);

    [LibraryImport(Library)]
    private static partial Packet* enet_packet_create(byte* bytes, nuint length, uint flags);

    [LibraryImport(Library)]
    private static partial void enet_packet_destroy(Packet* packet);

    [LibraryImport(Library)]
    private static partial int enet_peer_send(void* peer, byte channel, Packet* packet);

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
        public byte* Bytes;
        public nuint Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Event
    {
        public int Type;
        public void* Peer;
        public byte Channel;
        public uint Data;
        public Packet* Packet;
    }
}
