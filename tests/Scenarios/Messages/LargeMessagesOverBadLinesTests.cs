using Tain.Messages;
using Tain.Simulation;

namespace Tain.Scenarios.Messages;

/// <summary>A map, a replay, a screenshot: bytes that no packet holds.</summary>
public struct Map : NetworkMessage
{
    public byte[] tiles;
}

/// <summary>Four megabytes over KCP, whose largest packet is under 300 kB, on lines that lose, delay, repeat and reorder, while the game goes on.</summary>
public class LargeMessagesOverBadLinesTests
{
    private const int Bytes = 4 * 1024 * 1024;
    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(20);

    public static TheoryData<ulong, string> Lines => new()
    {
        { 1, "loss" },
        { 2, "loss" },
        { 3, "loss" },
        { 1, "mobile" },
        { 2, "mobile" },
    };

    [Theory, MemberData(nameof(Lines))]
    public void FourMegabytesArriveWholeWhileCountedMessagesKeepTheirOrder(ulong seed, string line)
    {
        var net = new SimulatedNetwork(seed, line == "loss" ? LinkProfile.Lan with { Loss = 0.05, Delay = TimeSpan.FromMilliseconds(30) } : LinkProfile.BadMobile);
        byte[] tiles = new byte[Bytes];
        new Random((int)seed).NextBytes(tiles);
        byte[]? received = null;
        List<int> counted = [];
        using var server = new MessageServer(net.CreateKcpTransport().CreateServer(), new MessageServerOptions { TimeProvider = net.Clock });
        using var client = new MessageClient(net.CreateKcpTransport(net.Host("player")).CreateClient(), new MessageClientOptions { TimeProvider = net.Clock });
        List<float> shown = [];
        LargeTransfer? transfer = null;
        long mostUnconfirmed = 0;
        MapDownload.Await(client, map => received = map, shown.Add);
        MapDownload.Offer(server, tiles, told =>
        {
            transfer = told;
            mostUnconfirmed = Math.Max(mostUnconfirmed, told.SentBytes - told.ConfirmedBytes);
        });
        client.RegisterHandler<Counted>(message => counted.Add(message.number));
        server.Start();
        client.Connect("localhost");
        int sent = 0;
        net.Every(s_frame, () =>
        {
            server.Receive();
            server.SendToAll(new Counted { number = sent++ });
            server.Flush();
            client.Receive();
            client.Flush();
        });

        net.RunUntil(() => transfer is { IsFinished: true }, limit: TimeSpan.FromMinutes(20));

        Assert.Equal(LargeTransferState.Completed, transfer!.State);
        Assert.Equal(shown.Order(), shown);
        Assert.Equal(1, shown[^1]);
        Assert.True(tiles.AsSpan().SequenceEqual(received), "The map arrived as it was sent.");
        Assert.InRange(mostUnconfirmed, 1, new LargeMessageOptions().WindowBytes);
        Assert.Equal(Enumerable.Range(counted[0], counted.Count), counted);
        Assert.Equal((0L, 0L), (server.Rejections.Total, client.Rejections.Total));
    }
}
