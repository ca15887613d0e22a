using Tain.Messages;

namespace Tain.Tests.Clocks;

/// <summary>Server and client agree on the time through pings and time snapshots.</summary>
public class NetworkTimeTests
{
    [Fact]
    [Trait("Behaviour", "18.2")]
    public void BothSidesMeasureTheRoundTrip()
    {
        using var stage = new Stage();
        MessageClient client = stage.Join();
        stage.Run(frames: 200);

        // A packet waits for the next frame of the receiver, and so does the answer.
        double twoFrames = 2 * Stage.Frame.TotalSeconds;
        Assert.Equal(twoFrames, client.Time.rtt, 6);
        Assert.Equal(twoFrames, stage.Server.Connections[1].rtt, 6);
    }

    [Fact]
    [Trait("Behaviour", "18.1")]
    public void AClientPredictsTheServersClock()
    {
        using var stage = new Stage();
        stage.Run(frames: 500);
        MessageClient client = stage.Join();
        stage.Run(frames: 200);
        Assert.InRange(client.Time.predictedTime - stage.Server.Time.localTime, 0, Stage.Frame.TotalSeconds * 1.5);
    }

    [Fact]
    [Trait("Behaviour", "18.4")]
    public void TimeSnapshotsBuildATimelineOnBothSides()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, SendRate = 100 });
        stage.Run(frames: 300);
        MessageClient client = stage.Join();
        for (int i = 0; i < 200; i++)
        {
            stage.Server.SendToAll(new TimeSnapshotMessage(stage.Server.Time.localScaledTime), Channels.Unreliable);
            client.Send(new TimeSnapshotMessage(client.Time.localScaledTime), Channels.Unreliable);
            stage.Run(1);
        }

        // The client takes 60 snapshots per second for granted and stays two intervals of those behind.
        Assert.InRange(stage.Server.Time.localTime - client.Time.unscaledTime, 0, 0.1);
        Assert.InRange(stage.Server.Time.localTime - client.Time.time, 0, 0.1);
        Assert.Equal(client.Time.localTime - client.Time.unscaledTime, client.Time.offset, 9);
        ClientConnection connection = stage.Server.Connections[1];
        Assert.InRange(client.Time.localTime - connection.remoteTimeline, 0, 0.1);
        Assert.InRange(client.Time.localTime - connection.remoteTimelineScaled, 0, 0.1);
        Assert.InRange(connection.remoteTimescale, 0.9, 1.1);
    }

    [Trait("Attack", "S-10")]
    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.NaN)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(1, double.NegativeInfinity)]
    public void ASnapshotOfNoTimeIsDropped(double remoteTime, double scaledTime)
    {
        var timeline = new TimeInterpolation(60, new SnapshotInterpolationSettings());
        timeline.OnSnapshot(new TimeSnapshot(remoteTime, 1, scaledTime));
        timeline.Step(1);
        Assert.Equal((0, 0, 0), (timeline.SnapshotCount, timeline.Timeline, timeline.ScaledTimeline));
    }

    [Fact]
    [Trait("Behaviour", "20")]
    public void TheQualityOfAConnectionIsToldWhenItChanges()
    {
        using var stage = new Stage();
        List<(ConnectionQuality, ConnectionQuality)> changes = [];
        MessageClient client = stage.Join(c => c.ConnectionQualityChanged += (before, now) => changes.Add((before, now)));
        for (int i = 0; i < 1000; i++)
        {
            stage.Server.SendToAll(new TimeSnapshotMessage(stage.Server.Time.localScaledTime), Channels.Unreliable);
            stage.Run(1);
        }

        Assert.Equal((ConnectionQuality.ESTIMATING, ConnectionQuality.EXCELLENT), Assert.Single(changes));
        Assert.Equal(ConnectionQuality.EXCELLENT, client.ConnectionQuality);
    }
}
