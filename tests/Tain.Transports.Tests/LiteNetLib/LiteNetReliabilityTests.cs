using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.LiteNetLib;

/// <summary>Both ends against each other over a line that loses, repeats and reorders.</summary>
public class LiteNetReliabilityTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ReliablePacketsOfAllSizesArriveOnceAndInOrderBothWays(int seed)
    {
        var random = new Random(seed);
        using var table = new LiteNetTable(plain => new LiteNetLibTransport
        {
            Sockets = plain.Sockets,
            TimeProvider = plain.TimeProvider,
            Mtu = seed % 2 == 0 ? 508 : 1_024,
            DisconnectTimeoutMs = 20_000,
        });
        int lossPercent = random.Next(31);
        table.Wire.Script = _ => random.Next(100) < lossPercent ? Fate.Lost : new Fate(random.Next(10) == 0 ? 2 : 1, ExtraDelayMs: random.Next(60));
        ClientProbe client = table.AddConnectedClient();

        List<byte[]> up = [], down = [];
        for (int i = 0; i < 200; i++)
        {
            up.Add(Packet(random, i));
            down.Add(Packet(random, i));
            Assert.True(client.Client.Send(up[^1], Channel.Reliable));
            Assert.True(table.Server.Server.Send(client.ServerId, down[^1], Channel.Reliable));
            client.Client.Send([1], Channel.Unreliable);
            if (i % 5 == 0) table.Step();
        }
        bool IsDone() => Count(client.Data) == up.Count && Count(table.Server.DataFrom(client.ServerId)) == down.Count;
        table.RunUntil(IsDone, 120_000);

        Assert.Equal(up, Reliable(table.Server.DataFrom(client.ServerId)));
        Assert.Equal(down, Reliable(client.Data));
        client.Client.Disconnect();
        table.RunMs(500);
        Assert.Equal(0, table.Endpoint.Pool.Rented);
    }

    // The numbers of a connection wrap after 32768 packets.
    [Fact]
    [Trait("Attack", "L-17")]
    public void ALongConnectionCrossesTheWrap()
    {
        using var table = new LiteNetTable(delayMs: 0);
        ClientProbe client = table.AddConnectedClient();
        const int Packets = 40_000;
        int sent = 0;
        while (sent < Packets)
        {
            for (int i = 0; i < 60 && sent < Packets; i++) Assert.True(client.Client.Send(BitConverter.GetBytes(sent++), Channel.Reliable));
            table.Step();
        }
        table.RunUntil(() => table.Server.Events.Count >= Packets + 1, 20_000);
        Assert.Equal(Enumerable.Range(0, Packets), table.Server.DataFrom(client.ServerId).Select(pulled => BitConverter.ToInt32(pulled.Data)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TheLargestPacketPassesABadLine(int seed)
    {
        var random = new Random(seed);
        using var table = new LiteNetTable();
        table.Wire.Script = _ => random.Next(100) < 10 ? Fate.Lost : new Fate(1, ExtraDelayMs: random.Next(30));
        ClientProbe client = table.AddConnectedClient();
        byte[] packet = new byte[client.Client.GetMaxPacketBytes(Channel.Reliable)];
        random.NextBytes(packet);
        Assert.True(client.Client.Send(packet, Channel.Reliable));
        table.RunUntil(() => table.Server.DataFrom(client.ServerId).Any(), 60_000);
        Assert.Equal(packet, table.Server.DataFrom(client.ServerId).Single().Data);
    }

    [Fact]
    public void AConnectionOnALongLineSurvives()
    {
        using var table = new LiteNetTable(delayMs: 700);
        ClientProbe client = table.AddClient();
        table.RunUntil(() => client.Client.IsConnected && table.Server.Connected.Any(), 8_000);
        client.ServerId = table.Server.Connected.Single();
        table.RunMs(3_000);
        for (int i = 0; i < 100; i++)
        {
            client.Client.Send([(byte)i], Channel.Reliable);
            table.RunMs(50);
        }
        table.RunMs(5_000);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (byte)i), table.Server.DataFrom(client.ServerId).Select(pulled => pulled.Data[0]));
        Assert.True(client.Client.IsConnected);
    }

    private static byte[] Packet(Random random, int number)
    {
        byte[] packet = new byte[sizeof(int) + random.Next(random.Next(10) == 0 ? 6_000 : 300)];
        random.NextBytes(packet);
        BitConverter.TryWriteBytes(packet, number);
        return packet;
    }

    private static IEnumerable<byte[]> Reliable(IEnumerable<PulledEvent> data) => data.Where(pulled => pulled.Channel == Channel.Reliable).Select(pulled => pulled.Data);

    private static int Count(IEnumerable<PulledEvent> data) => data.Count(pulled => pulled.Channel == Channel.Reliable);
}
