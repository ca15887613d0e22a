namespace Tain;

/// <summary>
/// The clock of the other side as it is shown here: a little behind, and running evenly although its snapshots do not arrive so. A client keeps one for its
/// server, a server one for each client. Sans-IO: snapshots and frame times come in, the timeline comes out (docs/mirror/behaviour.md 18.4).
/// </summary>
public sealed class TimeInterpolation
{
    private readonly SnapshotBuffer<TimeSnapshot> _snapshots = new();
    private SnapshotInterpolationSettings _settings;
    private int _sendRate;
    private ExponentialMovingAverage _drift;
    private ExponentialMovingAverage _deliveryTime;
    private double _timeline;
    private double _timescale = 1;

    /// <summary>Makes a clock that waits for its first snapshot.</summary>
    /// <param name="sendRate">How many snapshots the other side sends per second.</param>
    /// <param name="settings">How far behind to stay. Only read here.</param>
    public TimeInterpolation(int sendRate, SnapshotInterpolationSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sendRate);
        _sendRate = sendRate;
        _settings = settings;
        Reset();
    }

    /// <summary>The other side's clock as it is shown, in seconds; 0 before the first snapshot.</summary>
    public double Timeline => _timeline;

    /// <summary>The other side's game time as it is shown, in seconds.</summary>
    public double ScaledTimeline { get; private set; }

    /// <summary>How fast <see cref="Timeline"/> runs; near 1.</summary>
    public double Timescale => _timescale;

    /// <summary>How many send intervals the timeline stays behind.</summary>
    public double BufferTimeMultiplier { get; private set; }

    /// <summary>How far behind the timeline stays, in seconds.</summary>
    public double BufferTime => SendInterval * BufferTimeMultiplier;

    /// <summary>How far behind it would stay on a perfect connection, in seconds.</summary>
    public double InitialBufferTime => SendInterval * _settings.bufferTimeMultiplier;

    /// <summary>How many snapshots are held.</summary>
    public int SnapshotCount => _snapshots.Count;

    // A float, because Mirror's is: the same rounding gives the same timeline.
    private double SendInterval => _sendRate < int.MaxValue ? 1f / _sendRate : 0;

    /// <summary>Changes the settings. The averages keep their old windows until the next <see cref="Reset"/>.</summary>
    /// <param name="sendRate">How many snapshots the other side sends per second.</param>
    /// <param name="settings">How far behind to stay. Only read here.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above 0.</exception>
    public void Configure(int sendRate, SnapshotInterpolationSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sendRate);
        ArgumentNullException.ThrowIfNull(settings);
        _sendRate = sendRate;
        _settings = settings;
    }

    /// <summary>Forgets everything; for a new connection.</summary>
    public void Reset()
    {
        _snapshots.Clear();
        _drift = new ExponentialMovingAverage(Samples(_settings.driftEmaDuration));
        _deliveryTime = new ExponentialMovingAverage(Samples(_settings.deliveryTimeEmaDuration));
        BufferTimeMultiplier = _settings.bufferTimeMultiplier;
        _timeline = 0;
        _timescale = 1;
        ScaledTimeline = 0;
    }

    /// <summary>Takes a snapshot that has arrived. One with a time that is not finite comes from a broken or hostile peer and is dropped.</summary>
    /// <param name="snapshot">The snapshot with all its times.</param>
    public void OnSnapshot(TimeSnapshot snapshot)
    {
        if (!double.IsFinite(snapshot.remoteTime) || !double.IsFinite(snapshot.remoteScaledTime)) return;
        if (_settings.dynamicAdjustment)
        {
            BufferTimeMultiplier = SnapshotInterpolation.DynamicAdjustment(
                SendInterval, _deliveryTime.StandardDeviation, _settings.dynamicAdjustmentTolerance);
        }

        SnapshotInterpolation.InsertAndAdjust(
            _snapshots, _settings.bufferLimit, snapshot, ref _timeline, ref _timescale, SendInterval, BufferTime, _settings.catchupSpeed, _settings.slowdownSpeed,
            ref _drift, _settings.catchupNegativeThreshold, _settings.catchupPositiveThreshold, ref _deliveryTime);
    }

    /// <summary>Goes on by a frame.</summary>
    /// <param name="deltaTime">The unscaled time of the frame in seconds.</param>
    public void Step(double deltaTime)
    {
        if (_snapshots.Count == 0) return;
        SnapshotInterpolation.Step(_snapshots, deltaTime, ref _timeline, _timescale, out TimeSnapshot from, out TimeSnapshot to, out double t);
        ScaledTimeline = Mathd.LerpUnclamped(from.remoteScaledTime, to.remoteScaledTime, t);
    }

    private int Samples(int seconds) => (int)Math.Min(int.MaxValue - 1L, (long)_sendRate * seconds);
}
