using System.Net;
using System.Text;
using Tain.Transports;

namespace Tain.Simulation.Tests.Network;

/// <summary>A socket that remembers what it got, for tests of the network below any protocol.</summary>
internal sealed class Peer(IDatagramSocket socket) : IDisposable
{
    private readonly byte[] _buffer = new byte[2048];
    private readonly SocketAddress _from = new IPEndPoint(IPAddress.IPv6Any, 0).Serialize();

    public List<string> Received { get; } = [];

    public EndPoint? LastFrom { get; private set; }

    public int Unreachable { get; private set; }

    public IPEndPoint LocalEndPoint => (IPEndPoint)socket.LocalEndPoint!;

    public static Peer Listening(DatagramSocketFactory sockets, ushort port = 7777, int receiveBufferBytes = 0) =>
        new(sockets.Bind(port, new DatagramSocketOptions(true, receiveBufferBytes, 0)));

    public static Peer To(DatagramSocketFactory sockets, Peer remote) => new(sockets.Open(remote.LocalEndPoint, default));

    public void Send(Peer to, string text) => Send(to.LocalEndPoint, text);

    public void Send(EndPoint to, string text) => socket.Send(Encoding.UTF8.GetBytes(text), to.Serialize());

    public void Poll()
    {
        while (true)
        {
            DatagramResult result = socket.Receive(_buffer, _from, out int bytes);
            if (result == DatagramResult.Empty) return;
            LastFrom = new IPEndPoint(0, 0).Create(_from);
            if (result == DatagramResult.Unreachable) Unreachable++;
            else Received.Add(Encoding.UTF8.GetString(_buffer, 0, bytes));
        }
    }

    public void Dispose() => socket.Dispose();
}
