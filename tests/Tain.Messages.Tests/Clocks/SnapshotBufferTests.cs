using Tain.Kit;

namespace Tain.Tests.Clocks;

public class SnapshotBufferTests
{
    [Trait("Attack", "S-10")]
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void ATimeThatIsNoNumberIsDropped(double time)
    {
        var buffer = new SnapshotBuffer<TimeSnapshot>();
        Assert.False(buffer.InsertIfNotExists(4, new TimeSnapshot(time, 0)));
        Assert.Equal(0, buffer.Count);
    }

    [Trait("Attack", "C-06")]
    [Fact]
    public void AFullBufferDropsAlsoAReplacement()
    {
        var buffer = new SnapshotBuffer<TimeSnapshot>();
        buffer.InsertIfNotExists(2, new TimeSnapshot(1, 10));
        buffer.InsertIfNotExists(2, new TimeSnapshot(2, 20));
        Assert.False(buffer.InsertIfNotExists(2, new TimeSnapshot(1, 99)));
        Assert.Equal(10, buffer[0].localTime);
    }

    [Fact]
    public void TheSameRemoteTimeReplaces()
    {
        var buffer = new SnapshotBuffer<TimeSnapshot>();
        buffer.InsertIfNotExists(4, new TimeSnapshot(1, 10));
        buffer.InsertIfNotExists(4, new TimeSnapshot(2, 20));
        Assert.False(buffer.InsertIfNotExists(4, new TimeSnapshot(1, 99)));
        Assert.Equal(2, buffer.Count);
        Assert.Equal(99, buffer[0].localTime);
    }

    [Fact]
    public void ItEqualsASortedListUnderRandomUse()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var buffer = new SnapshotBuffer<TimeSnapshot>(random.Next(1, 5));
            var model = new SortedList<double, double>();
            int limit = random.Next(1, 40);
            for (int step = 0; step < 200; step++)
            {
                if (random.Next(4) == 0)
                {
                    int amount = random.Next(4);
                    buffer.RemoveRange(amount);
                    for (int i = 0; i < amount && model.Count > 0; i++) model.RemoveAt(0);
                }
                else
                {
                    var snapshot = new TimeSnapshot(random.Next(60), step);
                    bool isNew = model.Count < limit && !model.ContainsKey(snapshot.remoteTime);
                    if (model.Count < limit) model[snapshot.remoteTime] = snapshot.localTime;
                    Assert.Equal(isNew, buffer.InsertIfNotExists(limit, snapshot));
                }

                Assert.Equal(model.Select(p => (p.Key, p.Value)), Enumerable.Range(0, buffer.Count).Select(i => (buffer[i].remoteTime, buffer[i].localTime)));
            }
        }
    }

    [Fact]
    public void AnIndexOutsideThrows()
    {
        var buffer = new SnapshotBuffer<TimeSnapshot>();
        buffer.InsertIfNotExists(4, new TimeSnapshot(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer[1].remoteTime);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer[-1].remoteTime);
    }

    [Fact]
    public void AWarmBufferAllocatesNothing()
    {
        var buffer = new SnapshotBuffer<TimeSnapshot>(32);
        double timeline = 0, timescale = 1;
        var drift = new ExponentialMovingAverage(60);
        var delivery = new ExponentialMovingAverage(120);
        var settings = new SnapshotInterpolationSettings();

        void Run(int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                double time = i / 60.0;
                SnapshotInterpolation.InsertAndAdjust(
                    buffer, settings.bufferLimit, new TimeSnapshot(time, time), ref timeline, ref timescale, 1 / 60.0, 2 / 60.0,
                    settings.catchupSpeed, settings.slowdownSpeed, ref drift, -1, 1, ref delivery);
                SnapshotInterpolation.Step(buffer, 1 / 60.0, ref timeline, timescale, out _, out _, out _);
            }
        }

        Run(0, 200);
        Assert.Equal(0, Allocations.Of(() => Run(200, 1200)));
        Assert.InRange(timeline, 19.8, 20.0);
    }
}
