namespace Tain.Messages;

/// <summary>A client as the server sees it.</summary>
/// <param name="connectionId">The transport's id of it.</param>
/// <param name="address">Where it comes from, as text.</param>
public class ClientConnection(int connectionId, string address = "localhost") : NetworkConnection
{
    // Mirror's: the buffer of a client's time snapshots takes no more than this, whatever the general limit is.
    private const int DefaultSnapshotBufferSizeLimit = 64;

    private ExponentialMovingAverage _rtt = new(NetworkTime.PingWindowSize);
    private TimeInterpolation? _timeline;
    private RemoteClock _remoteClock;
    private double _lastPingTime;

    /// <summary>The transport's id; unique among living connections.</summary>
    public int connectionId { get; } = connectionId;

    /// <summary>Where the client comes from, as text.</summary>
    public virtual string address { get; } = address;

    /// <summary>The average round-trip time in seconds; 0 before the first pong.</summary>
    public double rtt => _rtt.Value;

    /// <summary>The variance of the round-trip time.</summary>
    public double rttVariance => _rtt.Variance;

    /// <summary>The client's clock as it is shown here: interpolated and a little behind, in seconds.</summary>
    public double remoteTimeline => _timeline?.Timeline ?? 0;

    /// <summary>How fast <see cref="remoteTimeline"/> runs; near 1.</summary>
    public double remoteTimescale => _timeline?.Timescale ?? 1;

    /// <summary>The client's game time as it is shown here, in seconds.</summary>
    public double remoteTimelineScaled => _timeline?.ScaledTimeline ?? 0;

    /// <summary>The most time snapshots of this client that are held.</summary>
    public int snapshotBufferSizeLimit { get; set; } = DefaultSnapshotBufferSizeLimit;

    internal override int TransportId => connectionId;

    /// <summary>Since when the server waits for its authentication, in seconds of the server's clock; infinite when it does not.</summary>
    internal double AwaitsAuthenticationSince { get; set; } = double.PositiveInfinity;

    internal override string AddressText => address;

    // Longer than a client's, and by more than a frame or two: where both wait for each other, the client pings first. Both at once would cost four packets, not three.
    private protected override double LatePing => 2.5;

    /// <summary>Takes a time snapshot of this client.</summary>
    /// <param name="snapshot">The snapshot with all its times.</param>
    public void OnTimeSnapshot(TimeSnapshot snapshot)
    {
        if (_timeline is null || _timeline.SnapshotCount >= snapshotBufferSizeLimit) return;
        _timeline.OnSnapshot(snapshot);
    }

    /// <summary>Moves the client's timeline by a frame. The server calls it once per Receive.</summary>
    public void UpdateTimeInterpolation() => _timeline?.Step(Time.unscaledDeltaTime);

    /// <inheritdoc/>
    public override string ToString() => $"connection({connectionId})";

    /// <summary>Sends a ping when it is due; the server calls it before each flush. A connection within one process overrides it.</summary>
    protected internal virtual void UpdatePing()
    {
        double now = Time.localTime;
        if (now < _lastPingTime + (PingWait * Time.PingInterval)) return;
        _lastPingTime = now;
        SendPing(new NetworkPingMessage(now, 0));
    }

    /// <summary>True while messages keep coming; a connection within one process overrides it.</summary>
    /// <param name="timeoutSeconds">How long a peer may be silent.</param>
    /// <returns>False when it was silent for longer.</returns>
    protected internal virtual bool IsAlive(double timeoutSeconds) => Time.localTime - lastMessageTime < timeoutSeconds;

    /// <inheritdoc/>
    protected override void OnAttached() => _timeline = new TimeInterpolation(Carrier.SendRate, Carrier.SnapshotSettings);

    // A client's word on the time must not carry its lag compensation away. A server's is believed: its clients have nothing else to go by.
    internal override double JudgeTimestamp(double timestamp) => _remoteClock.Clamp(timestamp, Time.localTime);

    internal void ConfigureTimeline() => _timeline?.Configure(Carrier.SendRate, Carrier.SnapshotSettings);

    internal void OnPong(NetworkPongMessage pong)
    {
        if (Time.TryMeasureRoundTrip(pong.localTime, out double roundTrip)) _rtt.Add(roundTrip);
    }
}
