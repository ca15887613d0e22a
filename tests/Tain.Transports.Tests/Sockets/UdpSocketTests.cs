using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tain.Transports.Sockets;

/// <summary>The system's UDP sockets behind the port. Loopback, no waiting: a deadline from the clock bounds each poll.</summary>
public sealed class UdpSocketTests : IDisposable
{
    private const int DeadlineSeconds = 10;
    private static readonly DatagramSocketOptions s_options = new(DualMode: false, ReceiveBufferBytes: 1 << 20, SendBufferBytes: 1 << 20);

    private readonly IDatagramSocket _server = UdpSocketFactory.Instance.Bind(0, s_options);
    private readonly byte[] _buffer = new byte[2_000];
    private readonly SocketAddress _from = DatagramAddress.CreateEmpty();

    private EndPoint ServerEndPoint => new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)_server.LocalEndPoint!).Port);

    public void Dispose() => _server.Dispose();

    [Fact]
    public void DatagramsGoBothWaysAndCarryTheSendersAddress()
    {
        using IDatagramSocket client = UdpSocketFactory.Instance.Open(ServerEndPoint, s_options);
        client.Send("hello"u8, ServerEndPoint.Serialize());
        client.Flush();
        Assert.Equal("hello", Poll(_server));
        Assert.Equal("127.0.0.1", DatagramAddress.Text(_from));

        _server.Send("welcome"u8, _from);
        _server.Flush();
        Assert.Equal("welcome", Poll(client));
        Assert.Equal(DatagramResult.Empty, client.Receive(_buffer, _from, out _));
    }

    [Fact]
    public void ADualSocketTakesIPv4AndShowsItAsSuch()
    {
        if (!Socket.OSSupportsIPv6) return;
        using IDatagramSocket dual = UdpSocketFactory.Instance.Bind(0, s_options with { DualMode = true });
        var endPoint = new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)dual.LocalEndPoint!).Port);
        using IDatagramSocket client = UdpSocketFactory.Instance.Open(endPoint, s_options);
        client.Send("four"u8, endPoint.Serialize());
        Assert.Equal("four", Poll(dual));
        Assert.Equal("127.0.0.1", DatagramAddress.Text(_from));
        Assert.Equal(0x7f000001ul, DatagramAddress.SourceKey(_from));

        dual.Send("back"u8, _from);
        Assert.Equal("back", Poll(client));
    }

    // On Linux an empty datagram looks like no datagram to "how much is there", and would stop everything behind it for good.
    [Fact]
    public void AnEmptyDatagramDoesNotStopTheOnesBehindIt()
    {
        using IDatagramSocket client = UdpSocketFactory.Instance.Open(ServerEndPoint, s_options);
        client.Send([], ServerEndPoint.Serialize());
        client.Send("behind"u8, ServerEndPoint.Serialize());
        Assert.Equal("", Poll(_server));
        Assert.Equal("behind", Poll(_server));
    }

    [Fact]
    public void AClientLearnsThatNobodyListens()
    {
        EndPoint nobody = ServerEndPoint;
        using IDatagramSocket client = UdpSocketFactory.Instance.Open(nobody, s_options);
        _server.Dispose();
        client.Send("anybody?"u8, nobody.Serialize());
        DatagramResult result = DatagramResult.Empty;
        Spin(() => (result = client.Receive(_buffer, _from, out _)) != DatagramResult.Empty);
        Assert.Equal(DatagramResult.Unreachable, result);
        Assert.Equal(DatagramResult.Empty, client.Receive(_buffer, _from, out _));
    }

    [Fact]
    public void AServerHearsNothingOfClientsThatAreGone()
    {
        using (IDatagramSocket client = UdpSocketFactory.Instance.Open(ServerEndPoint, s_options))
        {
            client.Send("hi"u8, ServerEndPoint.Serialize());
            Assert.Equal("hi", Poll(_server));
        }
        for (int i = 0; i < 10; i++) _server.Send("gone?"u8, _from);
        using IDatagramSocket other = UdpSocketFactory.Instance.Open(ServerEndPoint, s_options);
        other.Send("still there"u8, ServerEndPoint.Serialize());
        Assert.Equal("still there", Poll(_server));
    }

    [Fact]
    public void APortInUseIsAnErrorThatSaysSo()
    {
        var port = (ushort)((IPEndPoint)_server.LocalEndPoint!).Port;
        var problem = Assert.Throws<InvalidOperationException>(() => UdpSocketFactory.Instance.Bind(port, s_options));
        Assert.Contains(port.ToString(), problem.Message);
    }

    [Fact]
    public void NoDatagramAllocates()
    {
        using IDatagramSocket client = UdpSocketFactory.Instance.Open(ServerEndPoint, s_options);
        SocketAddress to = ServerEndPoint.Serialize();
        byte[] datagram = new byte[100];

        int RoundTrips(int count)
        {
            int received = 0;
            for (int i = 0; i < count; i++)
            {
                client.Send(datagram, to);
                client.Flush();
                if (_server.Receive(_buffer, _from, out int bytes) == DatagramResult.Datagram)
                {
                    received++;
                    _server.Send(_buffer.AsSpan(0, bytes), _from);
                    _server.Flush();
                }
                client.Receive(_buffer, _from, out _);
            }
            return received;
        }

        RoundTrips(1_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int received = RoundTrips(1_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(received, 500, 1_000);
    }

    private static void Spin(Func<bool> condition)
    {
        long deadline = TimeProvider.System.GetTimestamp() + (DeadlineSeconds * TimeProvider.System.TimestampFrequency);
        while (!condition()) Assert.True(TimeProvider.System.GetTimestamp() < deadline, "Nothing arrived in time.");
    }

    private string Poll(IDatagramSocket socket)
    {
        int bytes = 0;
        Spin(() => socket.Receive(_buffer, _from, out bytes) == DatagramResult.Datagram);
        return Encoding.UTF8.GetString(_buffer.AsSpan(0, bytes));
    }
}
