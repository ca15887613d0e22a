namespace Tain.Discovery;

/// <summary>Counts what was ignored, and says the sums now and then: one line for a flood, not one per datagram.</summary>
internal sealed class DiscoveryDrops(DiscoveryLog log)
{
    private const double LogIntervalSeconds = 60;
    private static readonly DiscoveryDropReason[] s_reasons = Enum.GetValues<DiscoveryDropReason>();

    private readonly long[] _totals = new long[s_reasons.Length];
    private readonly long[] _told = new long[s_reasons.Length];
    private double _toldAt = double.NegativeInfinity;
    private bool _isUntold;

    public long this[DiscoveryDropReason reason] => _totals[(int)reason];

    public void Count(DiscoveryDropReason reason)
    {
        _totals[(int)reason]++;
        // Other games in the same network are nothing to talk about.
        _isUntold |= reason != DiscoveryDropReason.OtherHandshake;
    }

    /// <summary>Called once per tick.</summary>
    public void LogIfDue(double now)
    {
        if (!_isUntold || now - _toldAt < LogIntervalSeconds) return;
        _isUntold = false;
        _toldAt = now;
        log.Ignored(string.Join(", ", s_reasons.Where(reason => this[reason] > _told[(int)reason]).Select(reason => $"{reason} {this[reason] - _told[(int)reason]}")));
        _totals.CopyTo(_told, 0);
    }
}
