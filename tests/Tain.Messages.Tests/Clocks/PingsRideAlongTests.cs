using Tain.Messages;
using Tain.Transports;

namespace Tain.Tests.Clocks;

/// <summary>With <see cref="EndpointOptions.PingsRideAlong"/> the server's pings share the packets of its answers to the client's.</summary>
public class PingsRideAlongTests
{
    private const int Seconds = 10;

    [Theory]
    [InlineData(0, 10)]
    [InlineData(3, 10)]
    [InlineData(9, 10)]
    [InlineData(0, 13)]
    [InlineData(5, 9)]
    public void APingAndAnAnswerAreOnePacket(int phase, int framesPerPing)
    {
        Traffic traffic = Talk(ridesAlong: true, frame => frame % framesPerPing == phase);
        int clientsPings = Seconds * 100 / framesPerPing;
        Assert.InRange(traffic.Packets, clientsPings - 1, clientsPings + 2);
        Assert.InRange(traffic.Pings, clientsPings - 3, clientsPings + 1);
    }

    [Fact]
    public void WithoutItTheyAreTwoUnlessTheyFallTogether()
    {
        Traffic traffic = Talk(ridesAlong: false, static frame => frame % 10 == 5);
        Assert.InRange(traffic.Pings, Seconds * 9, Seconds * 10);
        Assert.InRange(traffic.Packets, (Seconds * 10) + traffic.Pings - 20, (Seconds * 10) + traffic.Pings);
    }

    [Fact]
    public void ASilentClientIsPingedLessThanHalfAsOften()
    {
        Traffic traffic = Talk(ridesAlong: true, static _ => false);
        Assert.InRange(traffic.Pings, (Seconds * 4) - 2, Seconds * 4);
        Assert.Equal(traffic.Pings, traffic.Packets);
    }

    [Fact]
    public void AClientThatPingsTooOftenIsNotPingedMoreOften()
    {
        Traffic traffic = Talk(ridesAlong: true, static frame => frame % 2 == 0);
        Assert.InRange(traffic.Pings, Seconds * 10, Seconds * 100 / 8);
    }

    // A server may tick more often than it sends. A packet holds one time: what was answered in a frame before is a packet already, and the ping of this frame would be another.
    [Fact]
    public void AnAnswerOfAnEarlierFrameCarriesNoPing()
    {
        Traffic traffic = Talk(ridesAlong: true, static frame => frame % 10 == 2, static frame => frame % 2 == 1);
        Assert.InRange(traffic.Pings, (Seconds * 4) - 7, Seconds * 4);
        Assert.InRange(traffic.Packets, (Seconds * 10) + traffic.Pings - 2, (Seconds * 10) + traffic.Pings);
    }

    [Fact]
    public void AnAnswerOfTheFrameThatSendsCarriesOne()
    {
        Traffic traffic = Talk(ridesAlong: true, static frame => frame % 10 == 3, static frame => frame % 2 == 1);
        Assert.InRange(traffic.Pings, Seconds * 9, Seconds * 10);
        Assert.InRange(traffic.Packets, Seconds * 10 - 1, (Seconds * 10) + 2);
    }

    private static Traffic Talk(bool ridesAlong, Func<int, bool> pingsInFrame, Func<int, bool>? sendsInFrame = null)
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, PingsRideAlong = ridesAlong });
        using TransportClient client = stage.JoinReader();
        byte[] ping = TestMessages.Packet(1, TestMessages.Packed(new NetworkPingMessage(1, 1)));
        int packets = 0, pings = 0;
        for (int frame = 0; frame < Seconds * 100; frame++)
        {
            if (pingsInFrame(frame)) client.Send(ping, Channel.Unreliable);
            client.Flush();
            stage.Run(1, sends: sendsInFrame?.Invoke(frame) ?? true);
            while (client.TryReceive(out TransportEvent received))
            {
                if (received.Kind != TransportEventKind.Data) continue;
                packets++;
                if (TestMessages.Contains<NetworkPingMessage>(received.Data)) pings++;
            }
        }
        Assert.Empty(stage.Log.Lines);
        return new Traffic(packets, pings);
    }

    private readonly record struct Traffic(int Packets, int Pings);
}
