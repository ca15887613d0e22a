using System.Net;
using Tain.Transports;

namespace Tain.LoadTest.Sockets;

/// <summary>Over loopback, where a datagram has arrived when its send returns.</summary>
public sealed class EpollSocketsTests : IDisposable
{
    private static readonly DatagramSocketOptions s_options = new(DualMode: false, ReceiveBufferBytes: 65_536, SendBufferBytes: 65_536);

    private readonly EpollSockets _sockets = new();
    private readonly IDatagramSocket _server = new UdpSocketFactory { Batching = false }.Bind(0, s_options);
    private readonly byte[] _buffer = new byte[1_200];
    private readonly SocketAddress _from = new(System.Net.Sockets.AddressFamily.InterNetworkV6);

    private IPEndPoint ServerAddress => new(IPAddress.Loopback, ((IPEndPoint)_server.LocalEndPoint!).Port);

    public void Dispose()
    {
        _server.Dispose();
        _sockets.Dispose();
    }

    [Fact]
    public void WhatHasComeIsReadAfterThePollAndOnlyByWhomItCameFor()
    {
        using IDatagramSocket silent = _sockets.Open(ServerAddress, s_options);
        using IDatagramSocket client = _sockets.Open(ServerAddress, s_options);
        SocketAddress address = AddressOf(client);
        _server.Send([1], address);
        _server.Send([2, 2], address);

        Assert.Equal(DatagramResult.Empty, client.Receive(_buffer, _from, out _));
        _sockets.Poll();
        Assert.Equal(DatagramResult.Empty, silent.Receive(_buffer, _from, out _));
        Assert.Equal((DatagramResult.Datagram, 1), Receive(client));
        Assert.Equal((DatagramResult.Datagram, 2), Receive(client));
        Assert.Equal((DatagramResult.Empty, 0), Receive(client));
        _server.Send([3, 3, 3], address);
        Assert.Equal((DatagramResult.Empty, 0), Receive(client));
        _sockets.Poll();
        Assert.Equal((DatagramResult.Datagram, 3), Receive(client));
    }

    [Fact]
    public void ADatagramThatIsTooLongIsDroppedAndTheNextOneIsThere()
    {
        using IDatagramSocket client = _sockets.Open(ServerAddress, s_options);
        SocketAddress address = AddressOf(client);
        _server.Send(new byte[1_201], address);
        _server.Send(new byte[1_200], address);
        _sockets.Poll();
        Assert.Equal((DatagramResult.Oversized, 0), Receive(client));
        Assert.Equal((DatagramResult.Datagram, 1_200), Receive(client));
    }

    [Fact]
    public void AServerThatIsNotThereIsUnreachable()
    {
        IPEndPoint nobody = ServerAddress;
        _server.Dispose();
        using IDatagramSocket client = _sockets.Open(nobody, s_options);
        client.Send([1], nobody.Serialize());
        _sockets.Poll();
        Assert.Equal((DatagramResult.Unreachable, 0), Receive(client));
        Assert.Equal((DatagramResult.Empty, 0), Receive(client));
    }

    [Fact]
    public void ThePlaceOfAClosedSocketIsUsedAgain()
    {
        for (int i = 0; i < 100; i++)
        {
            IDatagramSocket client = _sockets.Open(ServerAddress, s_options);
            _server.Send([7], AddressOf(client));
            _sockets.Poll();
            Assert.Equal((DatagramResult.Datagram, 1), Receive(client));
            _server.Send([8], AddressOf(client));
            client.Dispose();
            client.Dispose();
            _sockets.Poll();
        }
    }

    private static SocketAddress AddressOf(IDatagramSocket client) => new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)client.LocalEndPoint!).Port).Serialize();

    private (DatagramResult Result, int Bytes) Receive(IDatagramSocket client) => (client.Receive(_buffer, _from, out int bytes), bytes);
}
