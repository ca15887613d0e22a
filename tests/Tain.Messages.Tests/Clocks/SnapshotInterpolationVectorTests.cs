using System.Text.Json;

namespace Tain.Tests.Clocks;

/// <summary>Snapshot interpolation does what Mirror's does, frame by frame and bit for bit.</summary>
public class SnapshotInterpolationVectorTests
{
    public static TheoryData<int> Functions => ClockVectors.IndicesOf(ClockVectors.Interpolation.GetProperty("functions"));

    public static TheoryData<string> Runs => [.. ClockVectors.Interpolation.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("name").GetString()!)];

    [Fact]
    [Trait("Behaviour", "19.1")]
    public void TheDefaultSettingsAreMirrors()
    {
        var settings = new SnapshotInterpolationSettings();
        foreach (JsonProperty recorded in ClockVectors.Interpolation.GetProperty("settings").EnumerateObject())
        {
            object? ours = typeof(SnapshotInterpolationSettings).GetField(recorded.Name)?.GetValue(settings);
            Assert.True(ours is not null, $"The recording has a setting '{recorded.Name}' that we lack.");
            if (ours is bool flag) Assert.Equal(recorded.Value.GetBoolean(), flag);
            else Assert.Equal(recorded.Value.GetDouble(), Convert.ToDouble(ours, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Theory, MemberData(nameof(Functions))]
    public void EachFunctionIsMirrors(int index)
    {
        JsonElement f = ClockVectors.Interpolation.GetProperty("functions")[index];
        switch (f.GetProperty("function").GetString())
        {
            case "Timescale":
                Assert.Equal(f.Number("result"), SnapshotInterpolation.Timescale(
                    f.Number("drift"), f.Number("catchupSpeed"), f.Number("slowdownSpeed"),
                    f.Number("absoluteCatchupNegativeThreshold"), f.Number("absoluteCatchupPositiveThreshold")));
                break;
            case "DynamicAdjustment":
                Assert.Equal(f.Number("result"), SnapshotInterpolation.DynamicAdjustment(
                    f.Number("sendInterval"), f.Number("jitterStandardDeviation"), f.Number("dynamicAdjustmentTolerance")));
                break;
            case "TimelineClamp":
                Assert.Equal(f.Number("result"), SnapshotInterpolation.TimelineClamp(f.Number("localTimeline"), f.Number("bufferTime"), f.Number("latestRemoteTime")));
                break;
            case "LerpUnclamped":
                Assert.Equal(f.Number("result"), Mathd.LerpUnclamped(f.Number("a"), f.Number("b"), f.Number("t")));
                break;
            case "InverseLerp":
                Assert.Equal(f.Number("result"), Mathd.InverseLerp(f.Number("a"), f.Number("b"), f.Number("value")));
                break;
            case "StepInterpolation":
                StepsLikeTheRecording(f);
                break;
            case "InsertIfNotExists":
                InsertsLikeTheRecording(f);
                break;
            default:
                Assert.Fail($"The recording holds a function '{f.GetProperty("function")}' that this test does not know. Teach it.");
                break;
        }
    }

    [Theory, MemberData(nameof(Runs))]
    [Trait("Behaviour", "19.2")]
    [Trait("Behaviour", "19.3")]
    public void EachFrameIsMirrors(string name)
    {
        JsonElement run = ClockVectors.Interpolation.GetProperty("runs").EnumerateArray().Single(r => r.GetProperty("name").GetString() == name);
        var timeline = new RecordedTimeline(run);
        foreach (JsonElement frame in run.GetProperty("steps").EnumerateArray())
        {
            foreach (JsonElement inserted in frame.GetProperty("inserted").EnumerateArray()) timeline.InsertAndCompare(inserted);
            timeline.StepAndCompare(frame.GetProperty("step"));
        }
    }

    private static void StepsLikeTheRecording(JsonElement f)
    {
        SnapshotBuffer<TimeSnapshot> buffer = BufferOf(f.Numbers("remoteTimes"));
        SnapshotInterpolation.Sample(buffer, f.Number("localTimeline"), out int fromIndex, out int toIndex, out double sampled);
        SnapshotInterpolation.StepInterpolation(buffer, f.Number("localTimeline"), out TimeSnapshot from, out TimeSnapshot to, out double t);
        Assert.Equal(f.Number("fromIndex"), fromIndex);
        Assert.Equal(f.Number("toIndex"), toIndex);
        Assert.Equal(f.Number("t"), t);
        Assert.Equal(t, sampled);
        Assert.Equal(f.Number("from"), from.remoteTime);
        Assert.Equal(f.Number("to"), to.remoteTime);
        Assert.Equal(f.Numbers("left"), TimesOf(buffer));
    }

    private static void InsertsLikeTheRecording(JsonElement f)
    {
        double[] after = f.Numbers("buffer");
        double time = f.Number("remoteTime");
        bool inserted = f.GetProperty("inserted").GetBoolean();
        SnapshotBuffer<TimeSnapshot> buffer = BufferOf([.. after.Where(t => !inserted || t != time)]);
        Assert.Equal(inserted, SnapshotInterpolation.InsertIfNotExists(buffer, f.GetProperty("bufferLimit").GetInt32(), new TimeSnapshot(time, 0)));
        Assert.Equal(after, TimesOf(buffer));
    }

    private static SnapshotBuffer<TimeSnapshot> BufferOf(double[] times)
    {
        var buffer = new SnapshotBuffer<TimeSnapshot>();
        foreach (double time in times) buffer.InsertIfNotExists(times.Length, new TimeSnapshot(time, time));
        return buffer;
    }

    private static double[] TimesOf(SnapshotBuffer<TimeSnapshot> buffer) => [.. Enumerable.Range(0, buffer.Count).Select(i => buffer[i].remoteTime)];
}
