namespace Tain.Simulation;

/// <summary>
/// Decides the fate of each datagram on one direction of a line: sizes and `now` in, arrival times out. It holds no datagrams, so that the same model
/// serves the simulated network and the decorator for real transports.
/// </summary>
internal sealed class LinkModel
{
    // IPv4 and UDP headers, which share the bandwidth.
    private const int HeaderBytes = 28;

    // A reliable packet gives up being unlucky after so many repeats; a run of eight is one in a trillion at 3 % loss.
    private const int MaxRepeats = 8;

    private readonly SimulatedRandom _random;
    private readonly BurstModel _bursts;
    private long _lineFreeAt;
    private long _lastArrival;
    private long _lastReliableArrival;

    public LinkModel(SimulatedRandom random)
    {
        _random = random;
        _bursts = new BurstModel(random.Fork(1));
    }

    public LinkVerdict SendDatagram(long now, int bytes, LinkProfile profile)
    {
        if (bytes > profile.MaxDatagramBytes) return LinkVerdict.Gone(LinkFate.TooLarge);
        if (WaitingBytes(now, profile) > profile.QueueBytes) return LinkVerdict.Gone(LinkFate.QueueFull);
        long departure = Occupy(now, bytes, profile);

        LinkFate fate = DrawFate(now, profile);
        if (fate != LinkFate.Delivered) return LinkVerdict.Gone(fate);

        bool isHeldBack = _random.Chance(profile.Reorder);
        bool isDoubled = _random.Chance(profile.Duplicate);
        long arrival = Math.Max(departure + DrawDelay(profile), _lastArrival);
        if (isHeldBack) arrival += DrawTime(profile.ReorderDelay);
        else _lastArrival = arrival;
        return new LinkVerdict(LinkFate.Delivered, arrival, isDoubled ? arrival + 1 + DrawTime(profile.Delay) : 0, isHeldBack);
    }

    // A reliable packet is never lost: each loss costs it a round trip, and those behind it wait for it (head-of-line blocking), as on TCP.
    public long SendReliable(long now, int bytes, LinkProfile profile)
    {
        long arrival = Occupy(now, bytes, profile) + DrawDelay(profile);
        for (int repeats = 0; repeats < MaxRepeats && DrawFate(arrival, profile) != LinkFate.Delivered; repeats++)
            arrival += (2 * profile.Delay.Ticks) + DrawDelay(profile);
        return _lastReliableArrival = Math.Max(arrival, _lastReliableArrival);
    }

    private LinkFate DrawFate(long now, LinkProfile profile)
    {
        bool isLost = _random.Chance(profile.Loss);
        if (_bursts.IsBad(now, profile) && _random.Chance(profile.BurstLoss)) return LinkFate.LostInBurst;
        return isLost ? LinkFate.Lost : LinkFate.Delivered;
    }

    private long DrawDelay(LinkProfile profile) => profile.Delay.Ticks + DrawTime(profile.Jitter);

    private long DrawTime(TimeSpan mean) => mean == TimeSpan.Zero ? 0 : (long)_random.NextExponential(mean.Ticks);

    // The queue is only a number: when the line will be free tells how many bytes wait.
    private double WaitingBytes(long now, LinkProfile profile) =>
        profile.BytesPerSecond == 0 || _lineFreeAt <= now ? 0 : (_lineFreeAt - now) * (double)profile.BytesPerSecond / TimeSpan.TicksPerSecond;

    private long Occupy(long now, int bytes, LinkProfile profile)
    {
        if (profile.BytesPerSecond == 0) return now;
        return _lineFreeAt = Math.Max(now, _lineFreeAt) + ((bytes + HeaderBytes) * TimeSpan.TicksPerSecond / profile.BytesPerSecond);
    }
}
