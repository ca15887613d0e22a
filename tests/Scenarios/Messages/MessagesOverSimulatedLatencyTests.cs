using Tain.Messages;
using Tain.Simulation;
using Tain.Transports;

namespace Tain.Scenarios.Messages;

/// <summary>Mirror's latency simulation under a whole conversation over KCP: it costs what its settings say, counted once per wrapped side, and nothing that is reliable.</summary>
public class MessagesOverSimulatedLatencyTests
{
    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(10);

    [Theory]
    [InlineData(false, false, 0)]
    [InlineData(true, false, 1)]
    [InlineData(false, true, 1)]
    [InlineData(true, true, 2)]
    public void TheRoundTripGrowsByTheLatencyOfEachWrappedSide(bool wrapsServer, bool wrapsClient, int wrapped)
    {
        var net = new SimulatedNetwork(seed: 1, LinkProfile.Perfect);
        using var server = new MessageServer(Describe(net.CreateKcpTransport(), wrapsServer).CreateServer(), new MessageServerOptions { TimeProvider = net.Clock, SendRate = 100 });
        using var client = new MessageClient(
            Describe(net.CreateKcpTransport(net.Host("ada")), wrapsClient).CreateClient(), new MessageClientOptions { TimeProvider = net.Clock, SendRate = 100 });
        List<int> heard = [];
        server.RegisterHandler<Counted>((_, message) => heard.Add(message.number));
        server.Start();
        client.Connect("localhost");
        int sent = 0;
        net.Every(s_frame, () =>
        {
            server.Receive();
            server.Flush();
            client.Receive();
            if (client.IsConnected && sent < 500) client.Send(new Counted { number = sent++, text = "in order" });
            client.Flush();
        });
        net.RunFor(TimeSpan.FromSeconds(20));

        Assert.Equal(Enumerable.Range(0, 500), heard);
        // 80 ms and up to 20 ms of jitter for each, and a frame or two for the turn at either end.
        Assert.InRange(client.Time.rtt, wrapped * 0.080, (wrapped * (0.100 + s_frame.TotalSeconds)) + (3 * s_frame.TotalSeconds));
    }

    private static Transport Describe(Transport kcp, bool isWrapped) =>
        isWrapped ? new LatencySimulationTransport(kcp) { LatencyMs = 80, Seed = 1 } : kcp;
}
