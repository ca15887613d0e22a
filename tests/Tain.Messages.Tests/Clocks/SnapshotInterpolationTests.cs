namespace Tain.Tests.Clocks;

public class SnapshotInterpolationTests
{
    [Fact]
    public void AnEmptyBufferCannotBeSampled() =>
        Assert.Throws<InvalidOperationException>(() => SnapshotInterpolation.Sample(new SnapshotBuffer<TimeSnapshot>(), 1, out _, out _, out _));

    [Fact]
    public void ASnapshotWithoutATimeChangesNothing()
    {
        var buffer = new SnapshotBuffer<TimeSnapshot>();
        double timeline = 5, timescale = 1;
        var drift = new ExponentialMovingAverage(10);
        var delivery = new ExponentialMovingAverage(10);
        SnapshotInterpolation.InsertAndAdjust(
            buffer, 32, new TimeSnapshot(double.NaN, 1), ref timeline, ref timescale, 0.1, 0.2, 0.02, 0.04, ref drift, -1, 1, ref delivery);
        Assert.Equal((5, 1, 0, 0), (timeline, timescale, drift.Value, buffer.Count));
    }

    [Fact]
    public void AnIntervalOfZeroIsAlwaysElapsed()
    {
        double last = 0;
        Assert.True(AccurateInterval.Elapsed(0, 0, ref last));
        Assert.True(AccurateInterval.Elapsed(3, 0, ref last));
        Assert.True(AccurateInterval.Elapsed(3, 0, ref last));
        Assert.Equal(3, last);
    }
}
