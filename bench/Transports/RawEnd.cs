using System.Net;
using Tain.Transports;

namespace Tain.Bench;

/// <summary>Datagrams without a protocol.</summary>
internal sealed class RawEnd : IEnd
{
    private readonly IDatagramSocket _socket;
    private readonly bool _isServer;
    private readonly SocketAddress _from = DatagramAddress.CreateEmpty();
    private readonly SocketAddress _peer;
    private readonly byte[] _buffer = new byte[2_000];

    public RawEnd(ushort port, bool isServer, bool batching)
    {
        var sockets = new UdpSocketFactory { Batching = batching };
        var options = new DatagramSocketOptions(DualMode: false, ReceiveBufferBytes: 7_000_000, SendBufferBytes: 7_000_000);
        var server = new IPEndPoint(IPAddress.Loopback, port);
        _isServer = isServer;
        _socket = isServer ? sockets.Bind(0, options) : sockets.Open(server, options);
        _peer = isServer ? DatagramAddress.CreateEmpty() : server.Serialize();
    }

    public ushort Port => (ushort)((IPEndPoint)_socket.LocalEndPoint!).Port;

    public bool IsConnected => true;

    public int Receive(ref Note last)
    {
        int packets = 0;
        while (_socket.Receive(_buffer, _from, out int bytes) == DatagramResult.Datagram)
        {
            last.Read(_buffer.AsSpan(0, bytes));
            packets++;
        }
        if (packets == 0 || !_isServer) return packets;
        _peer.Size = _from.Size;
        _from.Buffer.CopyTo(_peer.Buffer);
        return packets;
    }

    public void Send(ReadOnlySpan<byte> packet, Channel channel) => _socket.Send(packet, _peer);

    public void Flush() => _socket.Flush();

    public void Dispose() => _socket.Dispose();
}
