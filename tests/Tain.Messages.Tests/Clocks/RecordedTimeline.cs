using System.Text.Json;

namespace Tain.Tests.Clocks;

/// <summary>Everything a recorded run keeps between frames, driven as Mirror's client drives it.</summary>
internal sealed class RecordedTimeline
{
    private readonly SnapshotInterpolationSettings _settings = new();
    private readonly SnapshotBuffer<TimeSnapshot> _buffer = new();

    // The interval is a float in Mirror; the file has its shortest form.
    private readonly double _sendInterval;
    private readonly bool _dynamicAdjustment;
    private readonly int _bufferLimit;
    private double _multiplier;
    private double _timeline;
    private double _timescale = 1;
    private ExponentialMovingAverage _drift;
    private ExponentialMovingAverage _delivery;

    public RecordedTimeline(JsonElement run)
    {
        int sendRate = run.GetProperty("sendRate").GetInt32();
        _sendInterval = run.GetProperty("sendInterval").GetSingle();
        _dynamicAdjustment = run.GetProperty("dynamicAdjustment").GetBoolean();
        _bufferLimit = run.GetProperty("bufferLimit").GetInt32();
        _multiplier = _settings.bufferTimeMultiplier;
        _drift = new ExponentialMovingAverage(sendRate * _settings.driftEmaDuration);
        _delivery = new ExponentialMovingAverage(sendRate * _settings.deliveryTimeEmaDuration);
    }

    public void InsertAndCompare(JsonElement recorded)
    {
        if (_dynamicAdjustment)
            _multiplier = SnapshotInterpolation.DynamicAdjustment(_sendInterval, _delivery.StandardDeviation, _settings.dynamicAdjustmentTolerance);
        Assert.Equal(recorded.Number("bufferTimeMultiplier"), _multiplier);

        double remoteTime = recorded.Number("remoteTime");
        SnapshotInterpolation.InsertAndAdjust(
            _buffer, _bufferLimit, new TimeSnapshot(remoteTime, recorded.Number("localTime"), remoteTime), ref _timeline, ref _timescale,
            _sendInterval, _sendInterval * _multiplier, _settings.catchupSpeed, _settings.slowdownSpeed, ref _drift,
            _settings.catchupNegativeThreshold, _settings.catchupPositiveThreshold, ref _delivery);

        Assert.Equal(recorded.Number("timeline"), _timeline);
        Assert.Equal(recorded.Number("timescale"), _timescale);
        Assert.Equal(recorded.Number("drift"), _drift.Value);
        Assert.Equal(recorded.Number("driftDeviation"), _drift.StandardDeviation);
        Assert.Equal(recorded.Number("delivery"), _delivery.Value);
        Assert.Equal(recorded.Number("deliveryDeviation"), _delivery.StandardDeviation);
        Assert.Equal(recorded.GetProperty("count").GetInt32(), _buffer.Count);
    }

    public void StepAndCompare(JsonElement recorded)
    {
        if (recorded.ValueKind == JsonValueKind.Null)
        {
            Assert.Equal(0, _buffer.Count);
            return;
        }

        SnapshotInterpolation.Step(
            _buffer, recorded.Number("deltaTime"), ref _timeline, _timescale, out TimeSnapshot from, out TimeSnapshot to, out double t);
        Assert.Equal(recorded.Number("timeline"), _timeline);
        Assert.Equal(recorded.Number("from"), from.remoteTime);
        Assert.Equal(recorded.Number("to"), to.remoteTime);
        Assert.Equal(recorded.Number("t"), t);
        Assert.Equal(recorded.Number("scaledTimeline"), Mathd.LerpUnclamped(from.remoteScaledTime, to.remoteScaledTime, t));
        Assert.Equal(recorded.GetProperty("count").GetInt32(), _buffer.Count);
    }
}
