using Tain.Transports.Contract;

namespace Tain.Transports.LiteNetLib;

/// <summary>Conversations in which one side is written by hand, byte for byte as a peer of 0.9.x speaks.</summary>
public class LiteNetConversationTests
{
    [Fact]
    public void AClientIsAcceptedPingedAndThenAConnection()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer client = table.AddRaw();
        client.Send(LiteNetTable.Request(connectTime: 0x0102030405060708));
        table.RunMs(50);

        List<byte[]> answer = client.Take();
        Assert.Equal("0608070605040302010000", Convert.ToHexString(answer[0]));
        byte[] ping = answer[1];
        Assert.Equal((3, 3), (ping.Length, ping[0]));
        Assert.Empty(table.Server.Events);

        client.Send([4, ping[1], ping[2], .. new byte[8]]);
        table.Step();
        PulledEvent connected = Assert.Single(table.Server.Events);
        Assert.Equal((TransportEventKind.Connected, "10.2.0.1"), (connected.Kind, connected.Text));
    }

    [Fact]
    public void WithoutConfirmationTheRequestIsEnough()
    {
        using var table = new LiteNetTable(plain => new LiteNetLibTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, ConfirmAddresses = false });
        table.AddRaw().Send(LiteNetTable.Request());
        table.Step();
        Assert.Single(table.Server.Connected);
    }

    [Fact]
    public void DataOfBothChannelsArrivesAndIsAcknowledged()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer client = table.AddRaw().Connect();
        client.Send(0x00, 0xAA, 0xBB);
        client.Send(0x01, 0x00, 0x00, 0x02, 0xDD);
        client.Send(LiteNetTable.Merged([0x01, 0x01, 0x00, 0x02, 0xEE], [0x00, 0xCC]));
        table.RunMs(50);

        PulledEvent[] data = [.. table.Server.DataFrom(client.ServerId)];
        Assert.Equal(["Unreliable AABB", "Reliable DD", "Reliable EE", "Unreliable CC"], data.Select(pulled => $"{pulled.Channel} {Convert.ToHexString(pulled.Data)}"));
        Assert.Equal("02" + "0000" + "02" + "0300000000000000" + "00", Convert.ToHexString(Assert.Single(client.TakeBesidesPings())));
    }

    [Fact]
    public void WhatIsSentInATickTravelsMergedAndAloneWithoutWrapping()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer client = table.AddRaw().Connect();
        table.Server.Server.Send(client.ServerId, [0xAA], Channel.Unreliable);
        table.Server.Server.Send(client.ServerId, [0xBB], Channel.Reliable);
        table.RunMs(20);
        table.RunMs(20);
        Assert.Equal("0C" + "0200" + "00AA" + "0500" + "01000002BB", Convert.ToHexString(client.TakeBesidesPings()[0]));

        client.Send(LiteNetTable.Ack(0, 1));
        table.Server.Server.Send(client.ServerId, [0xCC], Channel.Reliable);
        table.RunMs(30);
        Assert.Equal("01010002CC", Convert.ToHexString(client.TakeBesidesPings()[0]));
    }

    [Fact]
    public void ALargePacketTravelsInFragmentsThatFillTheDatagram()
    {
        using var table = new LiteNetTable(plain => new LiteNetLibTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, Mtu = 508, DiscoverMtu = false });
        RawLiteNetPeer client = table.AddRaw().Connect();
        byte[] data = [.. Enumerable.Range(0, 1_000).Select(i => (byte)i)];
        Assert.True(table.Server.Server.Send(client.ServerId, data, Channel.Reliable));
        table.RunMs(30);

        List<byte[]> sent = client.TakeBesidesPings();
        Assert.Equal([508, 508, 14], sent.Select(datagram => datagram.Length));
        Assert.Equal(["81000002000000000300", "81010002000001000300", "81020002000002000300"], sent.Select(datagram => Convert.ToHexString(datagram.AsSpan(0, 10))));
        Assert.Equal(data, sent.SelectMany(datagram => datagram[10..]));
    }

    [Theory]
    [InlineData(504, 1)]
    [InlineData(505, 2)]
    public void OnlyWhatDoesNotFitIsFragmented(int bytes, int datagrams)
    {
        using var table = new LiteNetTable(plain => new LiteNetLibTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, Mtu = 508, DiscoverMtu = false });
        RawLiteNetPeer client = table.AddRaw().Connect();
        table.Server.Server.Send(client.ServerId, new byte[bytes], Channel.Reliable);
        table.RunMs(30);
        Assert.Equal(datagrams, client.TakeBesidesPings().Count);
    }

    // Mirror's transport lets 508 bytes through; at its first MTU a peer of 0.9.x makes two fragments of them.
    [Fact]
    public void FragmentsOfAPeerAreOnePacket()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer client = table.AddRaw().Connect();
        byte[] data = [.. Enumerable.Range(0, 508).Select(i => (byte)i)];
        client.Send(LiteNetTable.Fragment(0, 9, 0, 2, data[..498]));
        client.Send(LiteNetTable.Fragment(1, 9, 1, 2, data[498..]));
        client.Send(LiteNetTable.Reliable(2, 7));
        table.Step();
        Assert.Equal([data, [7]], table.Server.DataFrom(client.ServerId).Select(pulled => pulled.Data));
    }

    [Fact]
    public void PingsAreAnsweredOnceAndMtuProbesWithTheirSize()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer client = table.AddRaw().Connect();
        client.Send(LiteNetTable.Ping(2));
        client.Send(LiteNetTable.Ping(2));
        client.Send(LiteNetTable.Ping(1));
        byte[] probe = new byte[1_164];
        probe[0] = 9;
        BitConverter.TryWriteBytes(probe.AsSpan(1), 1_164);
        BitConverter.TryWriteBytes(probe.AsSpan(1_160), 1_164);
        client.Send(probe);
        table.RunMs(50);

        List<byte[]> answers = client.TakeBesidesPings();
        Assert.Equal(2, answers.Count);
        Assert.Equal((11, "040200"), (answers[0].Length, Convert.ToHexString(answers[0].AsSpan(0, 3))));
        Assert.Equal(table.Wire.Clock.GetUtcNow().Ticks, BitConverter.ToInt64(answers[0], 3), TimeSpan.TicksPerSecond);
        probe[0] = 10;
        Assert.Equal(probe, answers[1]);
    }

    [Fact]
    public void LongerDatagramsAreUsedOnceTheyAreKnownToPass()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer client = table.AddRaw().Connect();
        List<int> sizes = [];
        for (int ms = 0; ms < 12_000; ms += 100)
        {
            table.RunMs(100);
            foreach (byte[] datagram in client.Take())
            {
                if (datagram[0] == 3) client.Send(LiteNetTable.Pong(BitConverter.ToUInt16(datagram, 1)));
                if (datagram[0] != 9) continue;
                sizes.Add(datagram.Length);
                // A peer behind a line that carries 1420 bytes.
                if (datagram.Length > 1_420) continue;
                datagram[0] = 10;
                client.Send(datagram);
            }
        }
        Assert.Equal([1_164, 1_392, 1_404, 1_424, 1_424, 1_424], sizes);
        Assert.Equal(1_404, table.PeerOf(client.ServerId).Mtu);
        // What the game was told it may send does not change.
        Assert.Equal(1_023, table.Server.Server.GetMaxPacketBytes(Channel.Unreliable));
    }

    [Fact]
    public void ADisconnectOfThePeerIsConfirmedAndEndsTheConnection()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer client = table.AddRaw().Connect(connectTime: 5);
        client.Send(LiteNetTable.Disconnect(5));
        table.RunMs(50);
        Assert.Equal("0D", Convert.ToHexString(Assert.Single(client.TakeBesidesPings())));
        Assert.Single(table.Server.Of(TransportEventKind.Disconnected));
        Assert.Empty(table.Server.Of(TransportEventKind.Error));

        // A peer that missed it repeats itself every 300 ms until it is told.
        client.Send(LiteNetTable.Disconnect(5));
        table.RunMs(50);
        Assert.Equal("0D", Convert.ToHexString(Assert.Single(client.Take())));
        Assert.Single(table.Server.Of(TransportEventKind.Disconnected));
    }

    // L-24
    [Fact]
    [Trait("Attack", "L-24")]
    public void AClientThatMissedTheDisconnectLearnsThatNobodyKnowsIt()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer client = table.AddRaw().Connect(connectTime: 5);
        table.Server.Server.Disconnect(client.ServerId);
        table.RunMs(50);
        Assert.Equal(Enumerable.Repeat("070500000000000000", 5), client.TakeBesidesPings().Select(Convert.ToHexString));

        client.Send(0x00, 0x01);
        table.RunMs(50);
        Assert.Equal("0E", Convert.ToHexString(Assert.Single(client.Take())));
        client.Send([0x0E, 0x00, .. BitConverter.GetBytes(5L)]);
        table.RunMs(50);
        Assert.Equal("0E01" + "0500000000000000", Convert.ToHexString(Assert.Single(client.Take())));
    }

    [Fact]
    public void AServerThatWasRestartedUnnoticedIsNoticed()
    {
        using var table = new LiteNetTable();
        ClientProbe client = table.AddConnectedClient();
        table.Wire.Script = sent => DatagramAddress.Comparer.Equals(sent.From, table.ServerAddress) && sent.Bytes[0] == 7 ? Kit.Fate.Lost : Kit.Fate.Ok;
        table.Server.Server.Stop();
        table.Server.Server.Start();
        client.Client.Send([1], Channel.Reliable);
        table.RunMs(300);
        Assert.Single(client.Of(TransportEventKind.Disconnected));
    }

    [Fact]
    public void ARequestIsRepeatedAndAcceptedAgainWithoutASecondConnection()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer client = table.AddRaw().Connect(connectTime: 5);
        client.Send(LiteNetTable.Request(connectTime: 5));
        table.RunMs(50);
        Assert.Equal("0605000000000000000000", Convert.ToHexString(Assert.Single(client.Take())));
        Assert.Single(table.Server.Events);
    }

    [Fact]
    public void AClientThatBeganAnewFromTheSamePortIsTakenOnceTheOldOneIsSilent()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer client = table.AddRaw().Connect(connectTime: 5);
        for (int i = 0; i < 6 && !table.Server.Of(TransportEventKind.Disconnected).Any(); i++)
        {
            client.Send(LiteNetTable.Request(connectTime: 6));
            table.RunMs(500);
        }
        client.Take();
        client.Connect(connectTime: 6);
        Assert.Equal(2, table.Server.Connected.Distinct().Count());
        Assert.Equal(table.Server.Connected.First(), Assert.Single(table.Server.Of(TransportEventKind.Disconnected)).ConnectionId);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(13)]
    public void AnotherProtocolIsToldSo(int protocol)
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer client = table.AddRaw();
        client.Send(LiteNetTable.Request(protocol: protocol));
        table.RunMs(50);
        Assert.Equal("0F", Convert.ToHexString(Assert.Single(client.Take())));
        Assert.Equal(0, table.Listener.HalfOpenCount);
    }

    [Fact]
    public void OurClientAsksAcceptsAndAnswers()
    {
        using var table = new LiteNetTable();
        table.Server.Server.Stop();
        var socket = (Kit.WireSocket)table.Wire.Bind(LiteNetTable.Port, default);
        ClientProbe client = table.AddClient();
        List<byte[]> Exchange(params byte[][] datagrams)
        {
            table.Wire.AdvanceMs(30);
            List<byte[]> arrived = [];
            byte[] buffer = new byte[2_048];
            var from = DatagramAddress.CreateEmpty();
            while (socket.Receive(buffer, from, out int bytes) == DatagramResult.Datagram) arrived.Add(buffer[..bytes]);
            foreach (byte[] datagram in datagrams) table.Wire.Inject(datagram, table.ServerAddress, LiteNetTable.AddressOfClient(1));
            client.Tick();
            return arrived;
        }

        byte[] request = Assert.Single(Exchange());
        Assert.Equal(14 + 16 + 4 + 17, request.Length);
        Assert.Equal("050B000000", Convert.ToHexString(request.AsSpan(0, 5)));
        Assert.Equal("10" + "0200" + "22B8" + "0A000001" + "0000000000000000" + "11000000" + Convert.ToHexString("MIRROR_LITENETLIB"u8), Convert.ToHexString(request.AsSpan(13)));
        byte[] time = request[5..13];
        Exchange([6, .. time, 2, 0], [0x43, 0x09, 0x00], [0x40, 0x01]);
        Assert.True(client.Client.IsConnected);
        Assert.Equal([1], Assert.Single(client.Data).Data);
        Assert.True(client.Client.Send([0xAA], Channel.Reliable));
        client.Tick();
        List<byte[]> answers = Exchange();
        // Connection number 2 is in the header of everything: 0x44 pong, 0x41 reliable.
        Assert.Equal("440900", Convert.ToHexString(answers[0].AsSpan(0, 3)));
        Assert.Equal("41000002AA", Convert.ToHexString(answers[1]));
        client.Client.Disconnect();
        Assert.Equal("47" + Convert.ToHexString(time), Convert.ToHexString(Exchange()[0]));
    }

    [Fact]
    public void ARequestWithoutAnswerIsRepeatedTenTimesAndGivenUp()
    {
        using var table = new LiteNetTable();
        table.Server.Server.Stop();
        int requests = 0;
        table.Wire.Script = _ =>
        {
            requests++;
            return Kit.Fate.Ok;
        };
        ClientProbe client = table.AddClient();
        int ms = 0;
        for (; !client.Of(TransportEventKind.Disconnected).Any() && ms < 20_000; ms += 10)
        {
            client.Tick();
            table.Wire.AdvanceMs(10);
        }
        // The disconnect that nobody hears is five more datagrams.
        Assert.Equal(11 + 5, requests);
        Assert.InRange(ms, 5_490, 5_530);
        Assert.Equal(TransportError.Timeout, Assert.Single(client.Of(TransportEventKind.Error)).ErrorCode);
    }
}
