namespace Tain.Transports.Contract;

// What every transport promises about packets.
public abstract partial class TransportContract
{
    private const int PacketCount = 300;

    [Fact, Trait("Case", "order")]
    public void ReliablePacketsKeepOrderAndBordersBothWays()
    {
        using TransportSubject subject = CreateSubject();
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe client = bench.AddConnectedClient();
        byte[][] packets = CreatePackets(seed: 1, Math.Min(4096, client.Client.GetMaxPacketBytes(Channel.Reliable)));

        for (int i = 0; i < PacketCount; i++)
        {
            Assert.True(client.Client.Send(packets[i], Channel.Reliable));
            Assert.True(bench.Server.Server.Send(client.ServerId, packets[i], Channel.Reliable));
            if (i % 10 == 0) bench.Tick();
        }
        bench.WaitUntil(() => client.Data.Count() == PacketCount && bench.Server.DataFrom(client.ServerId).Count() == PacketCount, "all packets are there");

        AssertSame(packets, client.Data);
        AssertSame(packets, bench.Server.DataFrom(client.ServerId));
    }

    [Fact, Trait("Case", "both channels")]
    public void BothChannelsCarryPacketsAtOnceAndTheReliableOneKeepsItsOrder()
    {
        using TransportSubject subject = CreateSubject();
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe client = bench.AddConnectedClient();
        Channel[] channels = [Channel.Reliable, Channel.Unreliable];
        byte[] Packet(Channel channel, int number) => [(byte)channel, (byte)number, .. new byte[500]];

        for (int i = 0; i < 100; i++)
        {
            foreach (Channel channel in channels)
            {
                Assert.True(client.Client.Send(Packet(channel, i), channel));
                Assert.True(bench.Server.Server.Send(client.ServerId, Packet(channel, i), channel));
            }
            if (i % 5 == 0) bench.Tick();
        }
        bench.WaitUntil(() => client.Data.Count() == 200 && bench.Server.DataFrom(client.ServerId).Count() == 200, "all packets of both channels are there");

        foreach (IEnumerable<PulledEvent> received in (IEnumerable<PulledEvent>[])[client.Data, bench.Server.DataFrom(client.ServerId)])
        {
            foreach (Channel channel in channels)
            {
                PulledEvent[] ofChannel = [.. received.Where(pulled => pulled.Data[0] == (byte)channel)];
                Assert.All(ofChannel, pulled => Assert.Equal(subject.Reported(channel), pulled.Channel));
                IEnumerable<int> numbers = ofChannel.Select(pulled => (int)pulled.Data[1]);
                Assert.Equal(Enumerable.Range(0, 100), channel == Channel.Reliable ? numbers : numbers.Order());
            }
        }
    }

    [Fact, Trait("Case", "big messages")]
    public void ManyOfTheLargestPacketsPassBothWaysBesideSmallOnes()
    {
        using TransportSubject subject = CreateSubject();
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe client = bench.AddConnectedClient();
        int largest = client.Client.GetMaxPacketBytes(Channel.Reliable);
        byte[][] packets = [.. Enumerable.Range(0, 12).Select(i => CreatePacket(100 + i, i % 3 == 2 ? 10 : largest))];

        // Each when the one before is there: what may wait at once is another matter.
        for (int i = 0; i < packets.Length; i++)
        {
            Assert.True(client.Client.Send(packets[i], Channel.Reliable));
            Assert.True(bench.Server.Server.Send(client.ServerId, packets[i], Channel.Reliable));
            bench.WaitUntil(() => client.Data.Count() > i && bench.Server.DataFrom(client.ServerId).Count() > i, $"packet {i} is there");
        }

        AssertSame(packets, client.Data);
        AssertSame(packets, bench.Server.DataFrom(client.ServerId));
    }

    [Theory, Trait("Case", "limits")]
    [InlineData(Channel.Reliable)]
    [InlineData(Channel.Unreliable)]
    public void TheSmallestAndTheLargestPacketPassOnBothChannels(Channel channel)
    {
        using TransportSubject subject = CreateSubject();
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe client = bench.AddConnectedClient();
        byte[][] packets = [CreatePacket(2, 1), CreatePacket(3, client.Client.GetMaxPacketBytes(channel))];

        foreach (byte[] packet in packets)
        {
            Assert.True(client.Client.Send(packet, channel));
            Assert.True(bench.Server.Server.Send(client.ServerId, packet, channel));
            bench.Tick();
        }
        bench.WaitUntil(() => client.Data.Count() == 2 && bench.Server.DataFrom(client.ServerId).Count() == 2, "both packets are there");

        AssertSame(packets, client.Data);
        AssertSame(packets, bench.Server.DataFrom(client.ServerId));
        Assert.All(client.Data.Concat(bench.Server.DataFrom(client.ServerId)), pulled => Assert.Equal(subject.Reported(channel), pulled.Channel));
    }

    [Theory, Trait("Case", "limits")]
    [InlineData(Channel.Reliable)]
    [InlineData(Channel.Unreliable)]
    public void PacketsOutOfRangeAreRefusedAndTheConnectionStays(Channel channel)
    {
        using TransportSubject subject = CreateSubject();
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe client = bench.AddConnectedClient();
        byte[] tooLong = new byte[client.Client.GetMaxPacketBytes(channel) + 1];

        foreach (byte[] packet in (byte[][])[[], tooLong])
        {
            client.Events.Clear();
            bench.Server.Events.Clear();
            Assert.False(client.Client.Send(packet, channel));
            Assert.False(bench.Server.Server.Send(client.ServerId, packet, channel));
            bench.WaitUntil(() => client.Events.Count > 0 && bench.Server.Events.Count > 0, "both sides report the misuse");
            Assert.Equal(TransportError.InvalidSend, Assert.Single(client.Of(TransportEventKind.Error)).ErrorCode);
            PulledEvent error = Assert.Single(bench.Server.Of(TransportEventKind.Error));
            Assert.Equal((client.ServerId, TransportError.InvalidSend), (error.ConnectionId, error.ErrorCode));
        }
        bench.Settle(client);

        Assert.False(bench.Server.Server.Send(client.ServerId + 1, [1], channel));
    }

    [Fact, Trait("Case", "limits")]
    public void LimitsAnswerBeforeAnythingIsStarted()
    {
        using TransportSubject subject = CreateSubject();
        using TransportServer server = subject.Transport.CreateServer();
        using TransportClient client = subject.Transport.CreateClient();
        foreach (Channel channel in Enum.GetValues<Channel>())
        {
            Assert.InRange(server.GetMaxPacketBytes(channel), 1000, int.MaxValue);
            Assert.InRange(server.GetBatchThresholdBytes(channel), 1000, server.GetMaxPacketBytes(channel));
            Assert.Equal(server.GetMaxPacketBytes(channel), client.GetMaxPacketBytes(channel));
            Assert.Equal(server.GetBatchThresholdBytes(channel), client.GetBatchThresholdBytes(channel));
        }
        Assert.False(server.IsActive);
        Assert.False(server.TryReceive(out _));
        Assert.False(client.TryReceive(out _));
        server.Flush();
        client.Flush();
        Assert.False(server.Send(1, [1], Channel.Reliable));
    }

    [Fact, Trait("Case", "order")]
    public void BorrowedDataMayBeSentStraightBack()
    {
        using TransportSubject subject = CreateSubject();
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe client = bench.AddConnectedClient();
        byte[][] packets = CreatePackets(seed: 4, 900);

        foreach (byte[] packet in packets) Assert.True(client.Client.Send(packet, Channel.Reliable));
        client.Client.Flush();
        bench.Server.OnData = null;
        subject.BeginWait();
        do
        {
            while (bench.Server.Server.TryReceive(out TransportEvent received))
            {
                if (received.Kind == TransportEventKind.Data) Assert.True(bench.Server.Server.Send(received.ConnectionId, received.Data, received.Channel));
            }
            bench.Server.Server.Flush();
            client.Tick();
        }
        while (client.Data.Count() < PacketCount && subject.Step());

        AssertSame(packets, client.Data);
    }

    private static byte[][] CreatePackets(int seed, int maxBytes)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, PacketCount).Select(i => CreatePacket((seed * 1000) + i, random.Next(1, maxBytes + 1)))];
    }

    private static byte[] CreatePacket(int seed, int length)
    {
        byte[] packet = new byte[length];
        new Random(seed).NextBytes(packet);
        return packet;
    }

    private static void AssertSame(byte[][] expected, IEnumerable<PulledEvent> actual)
    {
        byte[][] received = [.. actual.Select(pulled => pulled.Data)];
        Assert.Equal(expected.Length, received.Length);
        for (int i = 0; i < expected.Length; i++) Assert.True(expected[i].AsSpan().SequenceEqual(received[i]), $"Packet {i} arrived changed or out of order.");
    }
}
