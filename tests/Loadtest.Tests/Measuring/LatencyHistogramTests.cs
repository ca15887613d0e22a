using Tain.Kit;

namespace Tain.LoadTest.Measuring;

public class LatencyHistogramTests
{
    [Fact]
    public void AnEmptyOneSaysZero()
    {
        var histogram = new LatencyHistogram();
        Assert.Equal(default, Percentiles.Of(histogram));
        Assert.Empty(histogram.ToPairs());
    }

    [Fact]
    public void SmallValuesAreExact()
    {
        var histogram = new LatencyHistogram();
        for (int microseconds = 1; microseconds <= 100; microseconds++) histogram.Record(microseconds);
        Assert.Equal(0.050, histogram.PercentileMs(50));
        Assert.Equal(0.099, histogram.PercentileMs(99));
        Assert.Equal(0.100, histogram.PercentileMs(100));
        Assert.Equal(0.0505, histogram.MeanMs, 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void PercentilesAreThoseOfTheSortedValuesWithinAStep(int seed)
    {
        var random = new Random(seed);
        var histogram = new LatencyHistogram();
        long[] values = [.. Enumerable.Range(0, 10_000).Select(_ => (long)Math.Exp(random.NextDouble() * 20))];
        foreach (long value in values) histogram.Record(value);
        Array.Sort(values);
        foreach (double percent in (double[])[1, 50, 90, 99, 99.9, 100])
        {
            double exact = values[(int)Math.Ceiling(values.Length * percent / 100) - 1] / 1_000.0;
            Assert.InRange(histogram.PercentileMs(percent), exact, exact * 1.016);
        }
    }

    [Fact]
    public void EachStepBeginsWhereTheOneBeforeEnds()
    {
        // Around each power of two the step's size changes: neighbours must not change places.
        for (int power = 1; power < 33; power++)
        {
            foreach (long value in (long[])[(1L << power) - 1, 1L << power, (1L << power) + 1])
            {
                var histogram = new LatencyHistogram();
                histogram.Record(value);
                histogram.Record(long.MaxValue);
                Assert.InRange(histogram.PercentileMs(50), value / 1_000.0, value / 1_000.0 * 1.016);
            }
        }
    }

    [Fact]
    public void WhatIsOutOfRangeCountsAtTheEnds()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(-5);
        histogram.RecordSeconds(double.NaN);
        histogram.Record(long.MaxValue / 2);
        Assert.Equal(3, histogram.Count);
        Assert.Equal(0, histogram.PercentileMs(60));
        Assert.Equal(long.MaxValue / 2, histogram.MaxMicroseconds);
    }

    [Fact]
    public void OneAddedToAnotherIsBoth()
    {
        var random = new Random(4);
        var whole = new LatencyHistogram();
        var parts = new LatencyHistogram[] { new(), new() };
        for (int i = 0; i < 1_000; i++)
        {
            long value = random.Next(1_000_000);
            whole.Record(value);
            parts[i % 2].Record(value);
        }
        parts[0].Add(parts[1]);
        Assert.Equal(Percentiles.Of(whole), Percentiles.Of(parts[0]));
        Assert.Equal(whole.SumMicroseconds, parts[0].SumMicroseconds);
        parts[0].Clear();
        Assert.Equal(default, Percentiles.Of(parts[0]));
    }

    [Fact]
    public void PairsCarryAHistogramToAnotherProcess()
    {
        var random = new Random(5);
        var sent = new LatencyHistogram();
        for (int i = 0; i < 500; i++) sent.Record(random.Next(100_000));
        var received = new LatencyHistogram();
        received.AddPairs(sent.ToPairs());
        Assert.Equal(Percentiles.Of(sent), Percentiles.Of(received));
        received.AddPairs([7]);
        received.AddPairs([7, -1]);
        Assert.Equal(sent.Count, received.Count);
    }

    [Fact]
    public void RecordingAllocatesNothing()
    {
        var histogram = new LatencyHistogram();
        histogram.RecordSeconds(0.001);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 1_000; i++) histogram.RecordSeconds(i);
        }));
    }
}
