using Tain.Transports.Contract;

namespace Tain.Transports.LiteNetLib.Attacks;

/// <summary>Every packet cut at every byte, mutated packets, random bytes, in every state of a connection: nothing is thrown, nothing grows, others play on.</summary>
[Trait("Attack", "L-13")]
public class LiteNetFuzzTests
{
    private static readonly byte[][] s_good =
    [
        LiteNetTable.Request(connectTime: 5), [6, .. BitConverter.GetBytes(5L), 0, 0], LiteNetTable.Disconnect(5), [0, 1, 2, 3], LiteNetTable.Reliable(0, 1, 2, 3),
        LiteNetTable.Fragment(0, 1, 0, 2, 1, 2, 3), LiteNetTable.Ack(0, 3), LiteNetTable.Ping(2), LiteNetTable.Pong(2), [13], [14], [14, 0, .. new byte[8]], [14, 1, .. new byte[8]], [15],
        LiteNetTable.Merged([0, 1], LiteNetTable.Reliable(1, 2), LiteNetTable.Ack(0, 1)), Probe(9, 508), Probe(10, 1_164),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 4)];

    [Fact]
    public void EveryPacketCutAtEveryByteIsHarmlessFromAStrangerAndFromAPlayer()
    {
        using var table = new LiteNetTable();
        ClientProbe other = table.AddConnectedClient();
        int number = 0;
        foreach (byte[] good in s_good)
        {
            RawLiteNetPeer player = table.AddRaw(++number).Connect(connectTime: 5);
            for (int length = 0; length <= good.Length; length++)
            {
                table.Inject(good[..length], LiteNetTable.Stranger(5_000));
                player.Send(good[..length]);
                if (length % 50 == 0) table.Step();
            }
            table.Step();
        }
        AssertOthersPlayOn(table, other);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void MutatedPacketsOfPlayersDisturbNobodyElse(int seed)
    {
        var random = new Random(seed);
        using var table = new LiteNetTable();
        ClientProbe other = table.AddConnectedClient();
        var expected = new List<byte[]>();
        for (int round = 0; round < 50; round++)
        {
            RawLiteNetPeer bad = table.AddRaw(round + 1).Connect(connectTime: 5);
            for (int step = 0; step < 10; step++)
            {
                for (int i = 0; i < 60; i++) bad.Send(Mutated(random));
                expected.Add([(byte)round, (byte)step]);
                Assert.True(other.Client.Send(expected[^1], Channel.Reliable));
                table.Step();
            }
        }
        table.RunMs(12_000);

        Assert.Equal(expected, table.Server.DataFrom(other.ServerId).Select(pulled => pulled.Data));
        AssertOthersPlayOn(table, other);
        Assert.Equal(1, table.Listener.ConnectionCount);
        Assert.Equal(0, table.Endpoint.Pool.Rented);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void MutatedPacketsFromTheServersAddressDoNotHarmAClient(int seed)
    {
        var random = new Random(seed);
        using var table = new LiteNetTable(plain => new LiteNetLibTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxDatagramsPerTick = 1_000 });
        for (int round = 1; round <= 20; round++)
        {
            ClientProbe client = table.AddClient();
            for (int step = 0; step < 20; step++)
            {
                for (int i = 0; i < 60; i++) table.Wire.Inject(Mutated(random), table.ServerAddress, LiteNetTable.AddressOfClient(round));
                table.Step();
            }
            Assert.True(client.Of(TransportEventKind.Disconnected).Count() <= 1);
            client.Client.Disconnect();
            table.RunMs(50);
            Assert.Single(client.Of(TransportEventKind.Disconnected));
            table.Silence(client);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void AHundredThousandRandomDatagramsLeaveNothingBehind(int seed)
    {
        var random = new Random(seed);
        using var table = new LiteNetTable();
        ClientProbe other = table.AddConnectedClient();
        RawLiteNetPeer player = table.AddRaw().Connect(connectTime: 5);
        byte[] bytes = new byte[1_500];
        for (int i = 0; i < 100_000; i++)
        {
            int length = random.Next(random.Next(10) == 0 ? bytes.Length : 30);
            random.NextBytes(bytes.AsSpan(0, length));
            // Half of them get as far as the packet's own reader.
            if (length > 0 && random.Next(2) == 0) bytes[0] = (byte)random.Next(18);
            table.Wire.Inject(bytes.AsSpan(0, length), random.Next(2) == 0 ? player.Address : LiteNetTable.Stranger(random.Next(2, 50)), table.ServerAddress);
            if (i % 1_000 != 999) continue;
            table.Step();
            player.Take();
        }
        table.RunMs(12_000);
        AssertOthersPlayOn(table, other);
        Assert.Equal(0, table.Endpoint.Pool.Rented);
        Assert.Equal(0, table.Listener.HalfOpenCount);
    }

    private static byte[] Mutated(Random random)
    {
        byte[] datagram = [.. s_good[random.Next(s_good.Length)]];
        for (int flips = random.Next(4); flips > 0; flips--) datagram[random.Next(datagram.Length)] = (byte)random.Next(random.Next(2) == 0 ? 8 : 256);
        return random.Next(5) == 0 ? datagram[..random.Next(datagram.Length + 1)] : datagram;
    }

    private static byte[] Probe(byte property, int bytes)
    {
        byte[] datagram = new byte[bytes];
        MtuPacket.Write(datagram, (LiteNetProperty)property, 0);
        return datagram;
    }

    private static void AssertOthersPlayOn(LiteNetTable table, ClientProbe other)
    {
        int before = table.Server.DataFrom(other.ServerId).Count();
        Assert.True(other.Client.Send([42], Channel.Reliable));
        table.RunMs(100);
        Assert.Equal(before + 1, table.Server.DataFrom(other.ServerId).Count());
        Assert.True(other.Client.IsConnected);
    }
}
