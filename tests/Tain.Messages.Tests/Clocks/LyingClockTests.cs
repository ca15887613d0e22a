using Tain.Messages;
using Tain.Transports;

namespace Tain.Tests.Clocks;

/// <summary>A peer that lies about its clock or about ours harms nothing but its own timeline, and that within limits.</summary>
public class LyingClockTests
{
    [Trait("Attack", "B-10")]
    [Theory]
    [InlineData(1e300)]
    [InlineData(-1e300)]
    [InlineData(double.MaxValue)]
    [InlineData(86_400)]
    public void ATimestampFarOffIsKeptNearAndMovesNobodyElse(double offset)
    {
        using var stage = new Stage();
        MessageClient bystander = stage.Join();
        TransportClient enemy = stage.JoinEnemy();
        List<double> believed = [];
        stage.Server.RegisterHandler<Move>((connection, _) => believed.Add(connection.remoteTimeStamp));
        byte[] move = TestMessages.Packed(new Move());
        byte[] snapshot = TestMessages.Packed(new TimeSnapshotMessage(0));
        for (int i = 0; i < 200; i++)
        {
            double now = stage.Server.Time.localTime;
            bystander.Send(new TimeSnapshotMessage(bystander.Time.localScaledTime), Channels.Unreliable);
            stage.Attack(enemy, TestMessages.Packet(i < 100 || i % 2 == 0 ? now : now + offset, move, snapshot), Channel.Unreliable);
        }

        double serverTime = stage.Server.Time.localTime;
        Assert.Equal(200, believed.Count);
        Assert.All(believed, time => Assert.InRange(time, -RemoteClock.ToleranceSeconds - 1, serverTime + RemoteClock.ToleranceSeconds + 1));
        Assert.True(double.IsFinite(stage.Server.Connections[2].remoteTimeline));
        Assert.InRange(bystander.Time.localTime - stage.Server.Connections[1].remoteTimeline, 0, 0.2);
        Assert.Empty(stage.Log.Lines);
    }

    [Fact]
    public void AnHonestClockIsBelievedToTheLastDigit()
    {
        // Begun an hour before ours, running a thousandth too fast for a day, and late by up to twenty seconds now and then.
        var clock = new RemoteClock();
        var random = new Random(5);
        for (double now = 0; now < 86_400; now += 7)
        {
            double timestamp = 3600 + (now * 1.001) - (random.Next(10) == 0 ? random.NextDouble() * 20 : 0);
            Assert.Equal(timestamp, clock.Clamp(timestamp, now));
        }
    }

    [Fact]
    public void AClockThatLeapsGoesOnFromTheLimit()
    {
        var clock = new RemoteClock();
        Assert.Equal(5, clock.Clamp(5, 0));
        Assert.Equal(36, clock.Clamp(1000, 1));
        Assert.Equal(37, clock.Clamp(1001, 2), 0.1);
        Assert.Equal(-22, clock.Clamp(-1000, 3), 0.1);
        Assert.Equal(9, clock.Clamp(9, 4));
    }

    [Trait("Attack", "A-01")]
    [Fact]
    public void APongForATimeThatWasNeverSentIsIgnored()
    {
        using var stage = new Stage();
        TransportClient enemy = stage.JoinEnemy();
        stage.Run(frames: 50);
        double now = stage.Server.Time.localTime;
        foreach (double echoed in (double[])[now, now - 0.001, now - 0.25, 0.123, 0, -1, now + 10, double.NaN, double.NegativeInfinity])
        {
            stage.Attack(enemy, TestMessages.Packet(1, TestMessages.Packed(new NetworkPongMessage(echoed, 0, 0))), Channel.Unreliable);
        }
        ClientConnection connection = stage.Server.Connections[1];
        Assert.Equal((0, 0), (connection.rtt, connection.rttVariance));
        Assert.Equal(9, stage.Server.Rejections[RejectReason.UnknownPong]);
        Assert.Empty(stage.Log.Lines);
    }

    [Trait("Attack", "A-01")]
    [Fact]
    public void AClientIgnoresPongsThatItDidNotAskForToo()
    {
        using var stage = new Stage();
        MessageClient client = stage.Join();
        stage.Run(frames: 100);
        (double, double, double) before = (client.Time.rtt, client.Time.predictionErrorUnadjusted, client.Time.predictionErrorAdjusted);
        stage.Run(frames: 1);
        stage.Server.Connections[1].Send(new NetworkPongMessage(client.Time.localTime - 0.0005, 500, 500), Channels.Unreliable);
        stage.Run(frames: 1);
        stage.Run(frames: 2);
        Assert.Equal(1, client.Rejections[RejectReason.UnknownPong]);
        Assert.Equal(before.Item1, client.Time.rtt, 9);
        Assert.InRange(client.Time.predictionErrorUnadjusted, -1, 1);
    }

    [Trait("Attack", "A-01")]
    [Fact]
    public void AnAnswerCountsOnceAndOnlyWhileItIsRemembered()
    {
        var pings = new SentPings();
        Assert.False(pings.TryAnswer(0));
        for (int i = 0; i < 100; i++) pings.Add(i);
        Assert.False(pings.TryAnswer(35));
        Assert.True(pings.TryAnswer(36));
        Assert.False(pings.TryAnswer(36));
        Assert.True(pings.TryAnswer(99));
        Assert.False(pings.TryAnswer(double.NaN));
    }
}
