using System.Net;
using System.Net.Sockets;
using System.Text;
using Tain.Kit;

namespace Tain.Transports.Sockets;

/// <summary>The system's UDP sockets behind the port, whichever way they call the system. Loopback, no waiting: a deadline from the clock bounds each poll.</summary>
public abstract class UdpSocketTests : IDisposable
{
    private const int DeadlineSeconds = 10;
    private static readonly DatagramSocketOptions s_options = new(DualMode: false, ReceiveBufferBytes: 4 << 20, SendBufferBytes: 4 << 20);

    private readonly UdpSocketFactory _sockets;
    private readonly IDatagramSocket _server;
    private readonly byte[] _buffer = new byte[2_000];
    private readonly SocketAddress _from = DatagramAddress.CreateEmpty();

    protected UdpSocketTests(bool batching)
    {
        _sockets = new UdpSocketFactory { Batching = batching };
        _server = _sockets.Bind(0, s_options);
    }

    protected IDatagramSocket Server => _server;

    private readonly long _deadline = TimeProvider.System.GetTimestamp() + (DeadlineSeconds * TimeProvider.System.TimestampFrequency);

    private EndPoint ServerEndPoint => EndPointOf(_server);

    public void Dispose()
    {
        _server.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void DatagramsGoBothWaysAndCarryTheSendersAddress()
    {
        using IDatagramSocket client = _sockets.Open(ServerEndPoint, s_options);
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
        using IDatagramSocket dual = _sockets.Bind(0, s_options with { DualMode = true });
        EndPoint endPoint = EndPointOf(dual);
        using IDatagramSocket client = _sockets.Open(endPoint, s_options);
        client.Send("four"u8, endPoint.Serialize());
        client.Flush();
        Assert.Equal("four", Poll(dual));
        Assert.Equal("127.0.0.1", DatagramAddress.Text(_from));
        Assert.Equal(0x7f000001ul, DatagramAddress.SourceKey(_from));

        dual.Send("back"u8, _from);
        dual.Flush();
        Assert.Equal("back", Poll(client));
    }

    // On Linux an empty datagram looks like no datagram to "how much is there", and would stop everything behind it for good.
    [Fact]
    public void AnEmptyDatagramDoesNotStopTheOnesBehindIt()
    {
        using IDatagramSocket client = _sockets.Open(ServerEndPoint, s_options);
        client.Send([], ServerEndPoint.Serialize());
        client.Send("behind"u8, ServerEndPoint.Serialize());
        client.Flush();
        Assert.Equal("", Poll(_server));
        Assert.Equal("behind", Poll(_server));
    }

    [Fact]
    public void AClientLearnsThatNobodyListens()
    {
        EndPoint nobody = ServerEndPoint;
        using IDatagramSocket client = _sockets.Open(nobody, s_options);
        _server.Dispose();
        client.Send("anybody?"u8, nobody.Serialize());
        client.Flush();
        DatagramResult result = DatagramResult.Empty;
        Spin(() => (result = client.Receive(_buffer, _from, out _)) != DatagramResult.Empty);
        Assert.Equal(DatagramResult.Unreachable, result);
        Assert.Equal(DatagramResult.Empty, client.Receive(_buffer, _from, out _));
    }

    // On Windows this is what switching off SIO_UDP_CONNRESET is for.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Attack", "K-21")]
    public void AServerHearsNothingOfClientsThatAreGone(bool dualMode)
    {
        using IDatagramSocket server = _sockets.Bind(0, s_options with { DualMode = dualMode });
        EndPoint endPoint = EndPointOf(server);
        using IDatagramSocket other = _sockets.Open(endPoint, s_options);
        using (IDatagramSocket client = _sockets.Open(endPoint, s_options))
        {
            client.Send("hi"u8, endPoint.Serialize());
            client.Flush();
            Assert.Equal("hi", Poll(server));
        }
        for (int i = 0; i < 10; i++)
        {
            server.Send("gone?"u8, _from);
            server.Flush();
        }
        other.Send("still there"u8, endPoint.Serialize());
        other.Flush();
        Assert.Equal("still there", Poll(server));
        server.Send("yes"u8, _from);
        server.Flush();
        Assert.Equal("yes", Poll(other));
    }

    [Fact]
    public void APortInUseIsAnErrorThatSaysSo()
    {
        var port = (ushort)((IPEndPoint)_server.LocalEndPoint!).Port;
        var problem = Assert.Throws<InvalidOperationException>(() => _sockets.Bind(port, s_options));
        Assert.Contains(port.ToString(), problem.Message);
    }

    [Fact]
    public void NoDatagramAllocates()
    {
        using IDatagramSocket client = _sockets.Open(ServerEndPoint, s_options);
        SocketAddress to = ServerEndPoint.Serialize();
        byte[] datagram = new byte[100];

        int RoundTrips(int count)
        {
            int arrived = 0;
            for (int i = 0; i < count; i++)
            {
                client.Send(datagram, to);
                client.Flush();
                if (_server.Receive(_buffer, _from, out int bytes) == DatagramResult.Datagram)
                {
                    arrived++;
                    _server.Send(_buffer.AsSpan(0, bytes), _from);
                    _server.Flush();
                }
                client.Receive(_buffer, _from, out _);
            }
            return arrived;
        }

        RoundTrips(1_000);
        int received = 0;
        Assert.Equal(0, Allocations.Of(() => received = RoundTrips(1_000)));
        Assert.InRange(received, 500, 1_000);
    }

    [Fact]
    [Trait("Attack", "K-20")]
    public void ADatagramThatIsTooLongIsDroppedAndTheOneBehindItTakenInTheSameTick()
    {
        using IDatagramSocket client = _sockets.Open(ServerEndPoint, s_options);
        client.Send("before"u8, ServerEndPoint.Serialize());
        client.Send(new byte[_buffer.Length + 1], ServerEndPoint.Serialize());
        client.Send(new byte[_buffer.Length * 10], ServerEndPoint.Serialize());
        client.Send(new byte[_buffer.Length], ServerEndPoint.Serialize());
        client.Send("behind"u8, ServerEndPoint.Serialize());
        client.Flush();
        Assert.Equal("before", Poll(_server));

        // None of these says "empty", which would be the end of a tick.
        Assert.Equal((DatagramResult.Oversized, 0), Next(_server));
        Assert.Equal((DatagramResult.Oversized, 0), Next(_server));
        Assert.Equal((DatagramResult.Datagram, _buffer.Length), Next(_server));
        Assert.Equal((DatagramResult.Datagram, "behind".Length), Next(_server));
        Assert.Equal((DatagramResult.Empty, 0), Receive(_server));
    }

    [Fact]
    [Trait("Attack", "K-20")]
    public void AClientDropsADatagramThatIsTooLongToo()
    {
        using IDatagramSocket client = _sockets.Open(ServerEndPoint, s_options);
        client.Send("hi"u8, ServerEndPoint.Serialize());
        client.Flush();
        Assert.Equal("hi", Poll(_server));
        var to = DatagramAddress.Copy(_from);
        _server.Send(new byte[_buffer.Length + 1], to);
        _server.Send("behind"u8, to);
        _server.Flush();

        Assert.Equal((DatagramResult.Oversized, 0), Next(client));
        Assert.Equal((DatagramResult.Datagram, "behind".Length), Next(client));
        Assert.Equal((DatagramResult.Empty, 0), Receive(client));
    }

    // More than a batch holds, of every length, and a smaller buffer in between.
    [Fact]
    public void ThousandsInABurstKeepOrderAndBorders()
    {
        const int Count = 3_000;
        using IDatagramSocket client = _sockets.Open(ServerEndPoint, s_options);
        SocketAddress to = ServerEndPoint.Serialize();
        for (int i = 0; i < Count; i++) client.Send(Numbered(i), to);
        client.Flush();
        Assert.Equal(0, client.UnsentDatagrams);

        for (int i = 0; i < Count; i++)
        {
            int bytes = 0;
            Span<byte> buffer = i % 7 == 0 ? _buffer.AsSpan(0, 1_300) : _buffer;
            while (_server.Receive(buffer, _from, out bytes) == DatagramResult.Empty) SpinOnce(i);
            Assert.True(Numbered(i).AsSpan().SequenceEqual(buffer[..bytes]), $"Datagram {i} arrived changed or out of order.");
            _server.Send(buffer[..bytes], _from);
            // The receiver's buffer is smaller than the burst: what it did not take yet must not be more than it holds.
            if (i % 100 != 99) continue;
            _server.Flush();
            for (int echoed = i - 99; echoed <= i; echoed++)
            {
                while (client.Receive(_buffer, _from, out bytes) == DatagramResult.Empty) SpinOnce(echoed);
                Assert.True(Numbered(echoed).AsSpan().SequenceEqual(_buffer.AsSpan(0, bytes)), $"Datagram {echoed} came back changed or out of order.");
            }
        }
    }

    [Fact]
    public void WhatNobodyCanReceiveIsLostAndTheRestIsSent()
    {
        using IDatagramSocket client = _sockets.Open(ServerEndPoint, s_options);
        SocketAddress fine = EndPointOf(client).Serialize();
        _server.Send("first"u8, fine);
        _server.Send("port 0 is nobody"u8, new IPEndPoint(IPAddress.Loopback, 0).Serialize());
        _server.Send(new byte[65_508], fine);
        _server.Send(new byte[200_000], fine);
        _server.Send("an IPv6 address through an IPv4 socket"u8, new IPEndPoint(IPAddress.IPv6Loopback, 5).Serialize());
        _server.Send("last"u8, fine);
        _server.Flush();

        Assert.Equal("first", Poll(client));
        Assert.Equal("last", Poll(client));
        Assert.Equal(4, _server.UnsentDatagrams);
    }

    [Fact]
    public void TwoServersInOneProcessDoNotMixTheirDatagrams()
    {
        using IDatagramSocket second = _sockets.Bind(0, s_options);
        using IDatagramSocket toFirst = _sockets.Open(ServerEndPoint, s_options);
        using IDatagramSocket toSecond = _sockets.Open(EndPointOf(second), s_options);
        for (int i = 0; i < 100; i++)
        {
            toFirst.Send("first"u8, ServerEndPoint.Serialize());
            toSecond.Send("second"u8, EndPointOf(second).Serialize());
        }
        toFirst.Flush();
        toSecond.Flush();

        for (int i = 0; i < 100; i++)
        {
            Assert.Equal("first", Poll(_server));
            Assert.Equal("second", Poll(second));
        }
        Assert.Equal((DatagramResult.Empty, 0), Receive(_server));
        Assert.Equal((DatagramResult.Empty, 0), Receive(second));
    }

    [Fact]
    public void AGoodbyeLeavesAlsoWhenTheSocketIsDisposedAtOnce()
    {
        using (IDatagramSocket client = _sockets.Open(ServerEndPoint, s_options)) client.Send("goodbye"u8, ServerEndPoint.Serialize());
        Assert.Equal("goodbye", Poll(_server));
        _server.Dispose();
        _server.Dispose();
    }

    private static EndPoint EndPointOf(IDatagramSocket socket) => new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)socket.LocalEndPoint!).Port);

    private static byte[] Numbered(int number)
    {
        byte[] datagram = new byte[sizeof(int) + (number % 1_200)];
        new Random(number).NextBytes(datagram);
        BitConverter.TryWriteBytes(datagram, number);
        return datagram;
    }

    private (DatagramResult Result, int Bytes) Receive(IDatagramSocket socket) => (socket.Receive(_buffer, _from, out int bytes), bytes);

    private (DatagramResult Result, int Bytes) Next(IDatagramSocket socket)
    {
        (DatagramResult Result, int Bytes) next = default;
        Spin(() => (next = Receive(socket)).Result != DatagramResult.Empty);
        return next;
    }

    private static void Spin(Func<bool> condition)
    {
        long deadline = TimeProvider.System.GetTimestamp() + (DeadlineSeconds * TimeProvider.System.TimestampFrequency);
        while (!condition()) Assert.True(TimeProvider.System.GetTimestamp() < deadline, "Nothing arrived in time.");
    }

    private void SpinOnce(int datagram) => Assert.True(TimeProvider.System.GetTimestamp() < _deadline, $"Datagram {datagram} did not arrive in time.");

    private string Poll(IDatagramSocket socket)
    {
        int bytes = 0;
        Spin(() => socket.Receive(_buffer, _from, out bytes) == DatagramResult.Datagram);
        return Encoding.UTF8.GetString(_buffer.AsSpan(0, bytes));
    }
}
