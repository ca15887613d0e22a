using Tain.Transports.Kit;

namespace Tain.Transports.LiteNetLib;

/// <summary>Our server against the model of a 0.9.x client, over a line that loses, repeats and reorders: nothing we send is thrown away by its rules.</summary>
public class OriginalPeerTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void PacketsPassBothWaysAndNothingBreaksItsRules(int seed)
    {
        var random = new Random(seed);
        using var table = new LiteNetTable(plain => new LiteNetLibTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, DisconnectTimeoutMs = 20_000 });
        RawLiteNetPeer raw = table.AddRaw().Connect();
        int lossPercent = random.Next(26);
        Fate Draw() => random.Next(100) < lossPercent ? Fate.Lost : new Fate(random.Next(10) == 0 ? 2 : 1, ExtraDelayMs: random.Next(60));
        table.Wire.Script = _ => Draw();
        var peer = new OriginalPeer(raw, raw.SendOverTheLine);

        List<byte[]> up = [], down = [];
        void Step()
        {
            peer.Tick(table.Wire.Clock.NowMs);
            table.Step();
        }
        for (int i = 0; i < 300; i++)
        {
            up.Add(Packet(random));
            down.Add(Packet(random));
            peer.SendReliable(up[^1]);
            Assert.True(table.Server.Server.Send(raw.ServerId, down[^1], Channel.Reliable));
            table.Server.Server.Send(raw.ServerId, [(byte)i], Channel.Unreliable);
            if (i % 4 == 0) Step();
        }
        for (int ms = 0; ms < 120_000 && (!peer.Channel.IsIdle || table.Server.DataFrom(raw.ServerId).Count() < up.Count || peer.Reliable().Count < down.Count); ms += LiteNetTable.StepMs) Step();

        Assert.Equal(up, table.Server.DataFrom(raw.ServerId).Select(pulled => pulled.Data));
        Assert.Equal(down, peer.Reliable());
        Assert.NotEmpty(peer.Unreliable);
        Assert.Equal((0, 0), (peer.Channel.BadAcks, peer.Channel.BadPackets));
        Assert.InRange(peer.LongestDatagram, 1, 1_432);
        Assert.Empty(table.Server.Of(TransportEventKind.Error));
    }

    private static byte[] Packet(Random random)
    {
        byte[] packet = new byte[1 + random.Next(random.Next(8) == 0 ? 5_000 : 200)];
        random.NextBytes(packet);
        return packet;
    }
}
