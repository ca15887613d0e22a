using System.Globalization;
using System.Text.Json;

namespace Tain.Tests.Clocks;

/// <summary>The small clocks do what Mirror's do, bit for bit.</summary>
public class ClockVectorTests
{
    public static TheoryData<int> Averages => ClockVectors.IndicesOf(ClockVectors.Time.GetProperty("ema"));

    public static TheoryData<int> Intervals => ClockVectors.IndicesOf(ClockVectors.Time.GetProperty("accurateInterval"));

    public static TheoryData<int> Qualities => ClockVectors.IndicesOf(ClockVectors.Time.GetProperty("connectionQuality"));

    [Theory, MemberData(nameof(Averages))]
    [Trait("Behaviour", "18.3")]
    public void TheMovingAverageIsMirrors(int index)
    {
        JsonElement recorded = ClockVectors.Time.GetProperty("ema")[index];
        var average = new ExponentialMovingAverage(recorded.GetProperty("n").GetInt32());
        foreach (JsonElement step in recorded.GetProperty("steps").EnumerateArray())
        {
            bool forgets = step.TryGetProperty("resetThenAdd", out JsonElement sample);
            if (forgets) average.Reset();
            average.Add((forgets ? sample : step.GetProperty("add")).GetDouble());
            Assert.Equal(step.Number("value"), average.Value);
            Assert.Equal(step.Number("variance"), average.Variance);
            Assert.Equal(step.Number("standardDeviation"), average.StandardDeviation);
        }
    }

    [Theory, MemberData(nameof(Intervals))]
    [Trait("Behaviour", "1.2")]
    public void TheIntervalIsMirrors(int index)
    {
        JsonElement recorded = ClockVectors.Time.GetProperty("accurateInterval")[index];
        double interval = recorded.Number("interval");
        double last = recorded.Number("startLastTime");
        foreach (JsonElement step in recorded.GetProperty("steps").EnumerateArray())
        {
            Assert.Equal(step.GetProperty("elapsed").GetBoolean(), AccurateInterval.Elapsed(step.Number("time"), interval, ref last));
            Assert.Equal(step.Number("lastTime"), last);
        }
    }

    [Theory, MemberData(nameof(Qualities))]
    [Trait("Behaviour", "20")]
    public void TheQualityIsMirrors(int index)
    {
        JsonElement recorded = ClockVectors.Time.GetProperty("connectionQuality")[index];
        ConnectionQuality quality = recorded.GetProperty("method").GetString() switch
        {
            "Simple" => ConnectionQualityHeuristics.Simple(recorded.Number("rtt"), recorded.Number("jitter")),
            "Pragmatic" => ConnectionQualityHeuristics.Pragmatic(recorded.Number("targetBufferTime"), recorded.Number("currentBufferTime")),
            string other => throw new InvalidOperationException($"The recording holds a method '{other}' that this test does not know. Teach it."),
            null => throw new InvalidOperationException("The recording names no method."),
        };
        Assert.Equal(recorded.GetProperty("quality").GetProperty("name").GetString(), quality.ToString());
        Assert.Equal(recorded.GetProperty("quality").GetProperty("number").GetString(), ((byte)quality).ToString(CultureInfo.InvariantCulture));
    }
}
