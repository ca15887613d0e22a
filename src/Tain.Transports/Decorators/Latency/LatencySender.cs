namespace Tain.Transports;

/// <summary>Mirror's model of a slow line: one queue for all connections of an endpoint, walked from its front in every flush; what is due is sent in the queue's order.</summary>
internal sealed class LatencySender(LatencySimulationTransport settings, Random random)
    : DelayedSender<DelayedLine>(settings.TimeProvider, settings.MaxHeldBackBytes)
{
    // A thousand clients at 100 packets per second and a latency of 2.5 seconds; a runaway sender of tiny packets meets it before memory ends.
    private const int MaxPackets = 1 << 18;

    private readonly List<(DelayedPacket Packet, long Due)> _queue = [];
    private readonly Func<double, double> _noise = settings.Noise ?? new PerlinNoise(random).OnDiagonal;
    private readonly double _latencyTicks = settings.LatencyMs * TimeSpan.TicksPerMillisecond;
    private readonly double _jitterTicks = settings.JitterSeconds * TimeSpan.TicksPerSecond;
    private long _lastReliableDue;
    private long _nextDue = long.MaxValue;

    protected override bool IsFull => _queue.Count >= MaxPackets;

    public override DelayedLine CreateLine(int connectionId) => new(connectionId);

    protected override void Hold(DelayedLine line, ReadOnlySpan<byte> data, Channel channel, long nowTicks)
    {
        long due = DueTime(channel, nowTicks);
        int place = _queue.Count;
        if (channel == Channel.Unreliable)
        {
            if (HappensTo(settings.UnreliableLossPercent)) return;
            if (HappensTo(settings.UnreliableScramblePercent)) place = random.Next(_queue.Count + 1);
        }

        _queue.Insert(place, (Keep(line, data, channel), due));
        _nextDue = Math.Min(_nextDue, due);
    }

    protected override void MoveDue(long nowTicks, Queue<DelayedPacket> due)
    {
        if (nowTicks < _nextDue) return;
        _nextDue = long.MaxValue;
        int kept = 0;
        for (int i = 0; i < _queue.Count; i++)
        {
            (DelayedPacket packet, long packetDue) = _queue[i];
            if (packetDue <= nowTicks)
            {
                due.Enqueue(packet);
                continue;
            }

            _queue[kept++] = (packet, packetDue);
            _nextDue = Math.Min(_nextDue, packetDue);
        }

        _queue.RemoveRange(kept, _queue.Count - kept);
    }

    private long DueTime(Channel channel, long nowTicks)
    {
        if (channel > Channel.Unreliable) return nowTicks;   // Mirror delays its own two channels only
        double seconds = (double)nowTicks / TimeSpan.TicksPerSecond;
        long due = nowTicks + (long)(_latencyTicks + (_noise(seconds * settings.JitterSpeed) * _jitterTicks));
        if (channel == Channel.Unreliable) return due;
        // No reliable packet is due before the one sent before it, however the jitter falls: that is what keeps their order.
        return _lastReliableDue = Math.Max(_lastReliableDue, due);
    }

    private bool HappensTo(double percent) => random.NextDouble() < percent / 100;
}
