using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Tain.Kit;
using Tain.Transports.Contract;

namespace Tain.Transports.ENet;

/// <summary>What strangers and bad peers can do to a server on libenet, and what the others notice of it: nothing.</summary>
public class EnetAttackTests
{
    // The number of an attempt, behind the datagram's header and the other fields of the Connect command.
    private const int ConnectIdOffset = 44;

    [Fact]
    [Trait("Attack", "X-03")]
    public void APacketOverTheLimitIsNeitherKeptNorDelivered()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0, MaxPacketBytes = 100_000, MaxReceiveQueueBytes = 200_000 });
        ClientProbe other = rig.Bench.AddConnectedClient();
        ForeignEnet foreign = rig.AddConnectedForeigner();
        int id = rig.Server.Connected.Last();

        // Ignorance's limit: the first piece alone would make libenet reserve 32 MB.
        foreign.Send(0, ForeignEnet.Reliable, new byte[32 * 1024 * 1024]);
        for (int i = 0; i < 50; i++) foreign.Tick();
        rig.Bench.Settle(other);

        Assert.Empty(rig.Server.DataFrom(id));
        Assert.True(other.Client.IsConnected);
    }

    [Fact]
    [Trait("Attack", "X-03")]
    public void ALimitIsReachedFromBelow()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0, MaxPacketBytes = 100_000, MaxReceiveQueueBytes = 200_000 });
        ForeignEnet foreign = rig.AddConnectedForeigner();
        foreign.Send(0, ForeignEnet.Reliable, new byte[100_000]);
        rig.WaitUntil(() => rig.Server.DataFrom(1).Any(), "the largest packet arrives");
        Assert.Equal(100_000, rig.Server.DataFrom(1).Single().Data.Length);
    }

    [Fact]
    public void AnEmptyPacketEndsItsConnectionOnly()
    {
        var log = new LogBook();
        using var rig = new EnetRig(new EnetTransport { Port = 0, LoggerFactory = log });
        ClientProbe other = rig.Bench.AddConnectedClient();
        ForeignEnet foreign = rig.AddConnectedForeigner();
        int id = rig.Server.Connected.Last();
        for (int i = 0; i < 10; i++) foreign.Send(0, ForeignEnet.Reliable, []);
        rig.WaitUntil(() => foreign.GoodbyeData is not null, "the bad peer is ended");
        rig.Bench.Settle(other);

        Assert.Equal(TransportError.InvalidReceive, Assert.Single(rig.Server.Of(TransportEventKind.Error)).ErrorCode);
        Assert.Equal(id, Assert.Single(rig.Server.Of(TransportEventKind.Disconnected)).ConnectionId);
        Assert.Empty(rig.Server.DataFrom(id));
        Assert.Contains("InvalidPacket 1", Assert.Single(log.Lines));
    }

    [Fact]
    public void APeerWithOneChannelIsRefused()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0 });
        ForeignEnet foreign = rig.AddForeigner(channels: 1);
        rig.WaitUntil(() => foreign.GoodbyeData is not null, "the peer is refused");
        Assert.Empty(rig.Server.Events);
        Assert.Equal(1, rig.Endpoint.Faults[PeerFault.TooFewChannels]);
    }

    [Fact]
    public void AFullServerRefusesAtOnce()
    {
        var log = new LogBook();
        using var rig = new EnetRig(new EnetTransport { Port = 0, MaxConnections = 1, LoggerFactory = log });
        ClientProbe first = rig.Bench.AddConnectedClient();
        ForeignEnet[] others = [.. Enumerable.Range(0, 5).Select(_ => rig.AddForeigner())];
        rig.WaitUntil(() => others.All(other => other.GoodbyeData is not null), "the others are refused");
        rig.Bench.Settle(first);

        Assert.Single(rig.Server.Connected);
        Assert.Equal(5, rig.Endpoint.Faults[PeerFault.ServerFull]);

        // The sum follows ten seconds later; one flood is one line.
        Assert.Single(log.Lines);
        first.Client.Disconnect();
        rig.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Any(), "the first has left");
        rig.Bench.AddConnectedClient();
    }

    [Fact]
    public void OneAddressHasSoManyPlaces()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0, MaxConnectionsPerAddress = 2, ConnectTimeoutMs = 500 });
        rig.Bench.AddConnectedClient();
        rig.Bench.AddConnectedClient();
        ClientProbe third = rig.Bench.AddClient();
        third.Client.Connect(new Uri($"enet://127.0.0.1:{rig.Port}"));
        rig.WaitUntil(() => third.Of(TransportEventKind.Disconnected).Any(), "the third is not answered");
        Assert.Equal(TransportError.Timeout, third.Of(TransportEventKind.Error).Single().ErrorCode);
        Assert.Equal(2, rig.Server.Connected.Count());
    }

    [Fact]
    public void GarbageIsNoEventAndHarmsNobody()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0 });
        ClientProbe client = rig.Bench.AddConnectedClient();
        byte[] connect = EnetForeignPeers.RecordConnect();
        using Socket stranger = rig.OpenSocket();
        var random = new Random(7);
        for (int round = 0; round < 2_000; round++)
        {
            byte[] datagram = round switch
            {
                _ when round < connect.Length => connect[..round],
                _ when round % 3 == 0 => Flip(connect, random),
                _ => Noise(random),
            };
            stranger.Send(datagram, SocketFlags.None, out _);
            if (round % 50 == 0) rig.Bench.Tick();
        }
        rig.Bench.Settle(client);

        Assert.Single(rig.Server.Connected);
        Assert.Empty(rig.Server.Of(TransportEventKind.Error));
        Assert.True(client.Client.IsConnected);
    }

    [Fact]
    public void APeerThatNeverAnswersTheHandshakeIsNoConnection()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0, MaxConnections = 1 });
        byte[] connect = EnetForeignPeers.RecordConnect();
        Socket[] halfOpen = [rig.OpenSocket(), rig.OpenSocket(), rig.OpenSocket()];
        foreach (Socket socket in halfOpen) socket.Send(connect);
        rig.Bench.Tick();
        ClientProbe client = rig.Bench.AddConnectedClient();
        rig.Bench.Settle(client);

        // They were answered, and hold places of the handshake, not of the game.
        foreach (Socket socket in halfOpen)
        {
            Assert.True(socket.Available > 0);
            socket.Dispose();
        }
        Assert.Single(rig.Server.Connected);
    }

    [Fact]
    public void PlacesInTheHandshakeAreFreeAgainSoon()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0, MaxConnections = 1, MaxHalfOpenConnections = 4, HandshakeTimeoutMs = 300, ConnectTimeoutMs = 4_000 });
        byte[] connect = EnetForeignPeers.RecordConnect();
        Socket[] halfOpen = [.. Enumerable.Range(0, 5).Select(_ => rig.OpenSocket())];
        foreach (Socket socket in halfOpen) socket.Send(connect);
        rig.Bench.Tick();
        foreach (Socket socket in halfOpen) Assert.True(socket.Available > 0, "Every place is taken.");

        // By ENet's own times they would be held for five seconds at least, and this client has four.
        rig.Bench.AddConnectedClient();
        Assert.Single(rig.Server.Connected);
        foreach (Socket socket in halfOpen) socket.Dispose();
    }

    [Fact]
    public void OneAddressCannotTakeAllPlacesOfTheHandshake()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0, MaxConnectionsPerAddress = 2, MaxHalfOpenConnections = 4 });
        byte[] connect = EnetForeignPeers.RecordConnect();
        Socket[] halfOpen = [.. Enumerable.Range(0, 4).Select(_ => rig.OpenSocket())];
        foreach (Socket socket in halfOpen) socket.Send(connect);
        rig.Bench.Tick();
        rig.Bench.Tick();
        Assert.Equal(2, halfOpen.Count(socket => socket.Available > 0));
        foreach (Socket socket in halfOpen) socket.Dispose();
    }

    [Fact]
    public void DatagramsThatAreTooLongDoNotStopTheQueue()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0 });
        ClientProbe client = rig.Bench.AddConnectedClient();
        rig.Bench.Settle(client);
        using Socket stranger = rig.OpenSocket();

        // Longer than libenet's buffer: it breaks off there with an error.
        for (int i = 0; i < 20; i++) stranger.Send(new byte[5_000]);
        int before = rig.Server.DataFrom(client.ServerId).Count();
        Assert.True(client.Client.Send([1, 2, 3], Channel.Unreliable));
        client.Client.Flush();
        rig.Server.Tick();
        Assert.Equal(1, rig.Server.DataFrom(client.ServerId).Count() - before);
        Assert.Equal(20, rig.Endpoint.Faults[PeerFault.LibraryFailed]);
    }

    // Raw sockets need root, as networks of a test's own do.
    [NetworkNamespaceFact]
    public void PeersThatCannotBeAnsweredDoNotStopTheOthers()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0 });
        ClientProbe client = rig.Bench.AddConnectedClient();
        rig.Bench.Settle(client);
        byte[] connect = EnetForeignPeers.RecordConnect();
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Udp);
        for (uint i = 0; i < 30; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(connect.AsSpan(ConnectIdOffset), i);
            stranger.SendTo(FromPortZero(rig.Port, connect), new IPEndPoint(IPAddress.Loopback, rig.Port));
        }
        rig.Server.Tick();

        // No system sends to port 0, and libenet breaks off at the first peer that it cannot send to, before it reads.
        for (int tick = 0; tick < 20; tick++)
        {
            int before = rig.Server.DataFrom(client.ServerId).Count();
            Assert.True(client.Client.Send([1, 2, 3], Channel.Unreliable));
            client.Client.Flush();
            rig.Server.Tick();
            Assert.Equal(1, rig.Server.DataFrom(client.ServerId).Count() - before);
        }
        Assert.InRange(rig.Endpoint.Faults[PeerFault.LibraryFailed], 10, 1_000);
    }

    [Fact]
    public void EmptyDatagramsDoNotStopTheQueue()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0 });
        ClientProbe client = rig.Bench.AddConnectedClient();
        rig.Bench.Settle(client);
        using Socket stranger = rig.OpenSocket();
        byte[] packet = [1, 2, 3];

        // libenet alone takes an empty datagram for an empty queue and reads one of these per tick.
        for (int i = 0; i < 20; i++)
        {
            for (int j = 0; j < 10; j++) stranger.Send(Array.Empty<byte>());
            Assert.True(client.Client.Send(packet, Channel.Unreliable));
            client.Client.Flush();
        }
        int before = rig.Server.DataFrom(client.ServerId).Count();
        rig.Server.Tick();
        Assert.Equal(20, rig.Server.DataFrom(client.ServerId).Count() - before);
    }

    [Fact]
    public void TheBudgetOfATickCountsEmptyDatagramsToo()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0, MaxDatagramsPerTick = 50 });
        ClientProbe client = rig.Bench.AddConnectedClient();
        rig.Bench.Settle(client);
        using Socket stranger = rig.OpenSocket();
        for (int i = 0; i < 120; i++) stranger.Send(Array.Empty<byte>());
        Assert.True(client.Client.Send([1], Channel.Unreliable));
        client.Client.Flush();
        int before = rig.Server.DataFrom(client.ServerId).Count();

        rig.Server.Tick();
        Assert.Equal(0, rig.Server.DataFrom(client.ServerId).Count() - before);
        rig.WaitUntil(() => rig.Server.DataFrom(client.ServerId).Count() > before, "the packet behind them arrives in a later tick");
    }

    [Fact]
    public void ADeadPeerTimesOutWithItsReason()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0, TimeoutMinimumMs = 300, TimeoutMaximumMs = 1_000, PingIntervalMs = 50 });
        ClientProbe other = rig.Bench.AddConnectedClient();
        ForeignEnet foreign = rig.AddConnectedForeigner();
        int id = rig.Server.Connected.Last();
        rig.Foreigners.Clear();
        rig.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Any(), "the dead peer is given up");
        foreign.Dispose();

        PulledEvent error = Assert.Single(rig.Server.Of(TransportEventKind.Error));
        Assert.Equal((id, TransportError.Timeout), (error.ConnectionId, error.ErrorCode));
        Assert.Equal(id, Assert.Single(rig.Server.Of(TransportEventKind.Disconnected)).ConnectionId);
        Assert.Equal(1, rig.Endpoint.Faults[PeerFault.Timeout]);
        rig.Bench.Settle(other);
    }

    private static byte[] FromPortZero(int port, byte[] payload)
    {
        const int HeaderBytes = 8;
        byte[] datagram = new byte[HeaderBytes + payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(2), (ushort)port);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(4), (ushort)datagram.Length);
        payload.CopyTo(datagram, HeaderBytes);
        return datagram;
    }

    // Not the first bytes that name an unconnected peer, and at least the command's number, so that it is no connect any more.
    private static byte[] Flip(byte[] connect, Random random)
    {
        byte[] flipped = [.. connect];
        flipped[4] = (byte)random.Next(3, 16);
        flipped[random.Next(5, flipped.Length)] ^= (byte)random.Next(1, 256);
        return flipped;
    }

    private static byte[] Noise(Random random)
    {
        byte[] noise = new byte[random.Next(1, 1_400)];
        random.NextBytes(noise);
        return noise;
    }
}
