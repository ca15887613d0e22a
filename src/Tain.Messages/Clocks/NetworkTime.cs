namespace Tain;

/// <summary>
/// The clocks of one process: its own, and on a client what it knows of the server's. All values are constant within a frame.
/// One endpoint has one; a host's server and client share it.
/// </summary>
public sealed class NetworkTime
{
    /// <summary>Over about how many pongs the round-trip time is averaged.</summary>
    public const int PingWindowSize = 50;

    /// <summary>Over about how many pongs the prediction error is averaged.</summary>
    public const int PredictionErrorWindowSize = 20;

    private readonly TimeProvider _timeProvider;
    private readonly long _startTimestamp;
    private ExponentialMovingAverage _rtt = new(PingWindowSize);
    private ExponentialMovingAverage _predictionErrorUnadjusted = new(PredictionErrorWindowSize);
    private double _lastPingTime;

    /// <summary>Makes the clocks; they begin at 0 now, unless another origin is given.</summary>
    /// <param name="timeProvider">The only source of time.</param>
    /// <param name="sendRate">How many time snapshots the server sends per second; the same setting on both sides.</param>
    /// <param name="interpolation">How far behind the server a client stays.</param>
    /// <param name="origin">The timestamp at which they show 0; null: now.</param>
    public NetworkTime(TimeProvider timeProvider, int sendRate = 60, SnapshotInterpolationSettings? interpolation = null, long? origin = null)
    {
        _timeProvider = timeProvider;
        _startTimestamp = origin ?? timeProvider.GetTimestamp();
        ServerTimeline = new TimeInterpolation(sendRate, interpolation ?? new SnapshotInterpolationSettings());
    }

    /// <summary>How often each side pings the other, in seconds.</summary>
    public float PingInterval { get; set; } = 0.1f;

    /// <summary>True on a client of a remote server: <see cref="time"/> and <see cref="unscaledTime"/> are the server's. False on a server and a host.</summary>
    public bool followsServer { get; set; }

    /// <summary>How fast game time runs; 1 unless the game slows, stops or hastens it.</summary>
    public double timeScale { get; set; } = 1;

    /// <summary>Seconds since these clocks were made (or since their origin), at the beginning of this frame. It is the timestamp of what is sent.</summary>
    public double localTime { get; private set; }

    /// <summary>As <see cref="localTime"/>, but running at <see cref="timeScale"/>.</summary>
    public double localScaledTime { get; private set; }

    /// <summary>The unscaled time of the last frame in seconds.</summary>
    public double unscaledDeltaTime { get; private set; }

    /// <summary>Game time that all agree on: on a server its own, on a client the server's, a little behind and smooth.</summary>
    public double time => followsServer ? ServerTimeline.ScaledTimeline : localScaledTime;

    /// <summary>As <see cref="time"/>, but not affected by time scale.</summary>
    public double unscaledTime => followsServer ? ServerTimeline.Timeline : localTime;

    /// <summary>How far <see cref="localTime"/> is ahead of <see cref="unscaledTime"/>.</summary>
    public double offset => localTime - unscaledTime;

    /// <summary>On a client, what the server's clock will show when it handles a message that is sent now: input for this time is just in time. On a server, now.</summary>
    public double predictedTime => followsServer ? localTime + predictionErrorUnadjusted : localTime;

    /// <summary>The average distance from the client's clock to the server's when a message arrives there, in seconds: the offset of the clocks and the way there.</summary>
    public double predictionErrorUnadjusted => _predictionErrorUnadjusted.Value;

    /// <summary>How far the last prediction was off, in seconds.</summary>
    public double predictionErrorAdjusted { get; private set; }

    /// <summary>The average round-trip time in seconds.</summary>
    public double rtt => _rtt.Value;

    /// <summary>The variance of the round-trip time.</summary>
    public double rttVariance => _rtt.Variance;

    /// <summary>The server's clock as this client shows it.</summary>
    public TimeInterpolation ServerTimeline { get; }

    /// <summary>Begins a frame: reads the clock once. Endpoints that made their own clocks call it in Receive; whoever passed clocks in calls it himself.</summary>
    public void BeginFrame() => BeginFrame((_timeProvider.GetTimestamp() - _startTimestamp) / (double)_timeProvider.TimestampFrequency);

    internal void BeginFrame(double now)
    {
        unscaledDeltaTime = now - localTime;
        localTime = now;
        localScaledTime += unscaledDeltaTime * timeScale;
    }

    /// <summary>For a new connection: forgets round-trip times and the server's timeline. The prediction error stays, as in Mirror.</summary>
    internal void OnConnected()
    {
        _rtt.Reset();
        ServerTimeline.Reset();
    }

    /// <summary>Makes the ping to send now, whether due or not.</summary>
    internal NetworkPingMessage MakePing()
    {
        _lastPingTime = localTime;
        return new NetworkPingMessage(localTime, predictedTime);
    }

    /// <summary>Whether so many ping intervals have passed since the last ping.</summary>
    internal bool IsPingDue(double intervals) => localTime >= _lastPingTime + (intervals * PingInterval);

    /// <summary>A server's answer to a ping.</summary>
    internal NetworkPongMessage Answer(NetworkPingMessage ping) => new(ping.localTime, localTime - ping.localTime, localTime - ping.predictedTimeAdjusted);

    /// <summary>What a client learns from the answer to its ping.</summary>
    internal void OnPong(NetworkPongMessage pong)
    {
        if (!TryMeasureRoundTrip(pong.localTime, out double roundTrip)) return;
        _rtt.Add(roundTrip);

        if (!double.IsFinite(pong.predictionErrorUnadjusted) || !double.IsFinite(pong.predictionErrorAdjusted)) return;
        _predictionErrorUnadjusted.Add(pong.predictionErrorUnadjusted);
        predictionErrorAdjusted = pong.predictionErrorAdjusted;
    }

    /// <summary>The time since an echoed ping was sent; false when the echo is from the future or no time at all, which only a broken or hostile peer sends.</summary>
    internal bool TryMeasureRoundTrip(double echoedTime, out double roundTrip)
    {
        roundTrip = localTime - echoedTime;
        return double.IsFinite(roundTrip) && roundTrip >= 0;
    }
}
