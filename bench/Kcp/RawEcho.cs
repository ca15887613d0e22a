using System.Net;
using Tain.Transports;

namespace Tain.Bench;

/// <summary>The same packets without a protocol, through the same sockets.</summary>
internal sealed class RawEcho : IEcho
{
    private readonly IDatagramSocket _server;
    private readonly IDatagramSocket[] _clients;
    private readonly SocketAddress _serverAddress;
    private readonly SocketAddress _from = DatagramAddress.CreateEmpty();
    private readonly byte[] _packet;
    private readonly byte[] _buffer = new byte[2_000];

    public RawEcho(int clients, int bytes)
    {
        var options = new DatagramSocketOptions(DualMode: false, ReceiveBufferBytes: 7_000_000, SendBufferBytes: 7_000_000);
        _packet = new byte[bytes];
        _server = UdpSocketFactory.Instance.Bind(0, options);
        var endPoint = new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)_server.LocalEndPoint!).Port);
        _serverAddress = endPoint.Serialize();
        _clients = [.. Enumerable.Range(0, clients).Select(_ => UdpSocketFactory.Instance.Open(endPoint, options))];
    }

    public long Sent { get; private set; }

    public long Received { get; private set; }

    public void Tick()
    {
        foreach (IDatagramSocket client in _clients)
        {
            while (client.Receive(_buffer, _from, out _) == DatagramResult.Datagram) Received++;
            client.Send(_packet, _serverAddress);
            Sent++;
        }
        while (_server.Receive(_buffer, _from, out int bytes) == DatagramResult.Datagram)
        {
            Received++;
            _server.Send(_buffer.AsSpan(0, bytes), _from);
            Sent++;
        }
        _server.Flush();
    }

    public void Dispose()
    {
        foreach (IDatagramSocket client in _clients) client.Dispose();
        _server.Dispose();
    }
}
