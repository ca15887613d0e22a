using System.Text;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>Counts ignored datagrams and logs the sums now and then: one line for a flood, not one per datagram.</summary>
internal sealed class KcpDropCounters(ILogger logger)
{
    private const long LogIntervalMs = 10_000;
    private static readonly KcpDropReason[] Reasons = Enum.GetValues<KcpDropReason>();

    private readonly long[] _totals = new long[Reasons.Length];
    private readonly long[] _logged = new long[Reasons.Length];
    private bool _anyUnlogged;
    private long? _lastLogMs;

    public long this[KcpDropReason reason] => _totals[(int)reason];

    public void Count(KcpDropReason reason)
    {
        _totals[(int)reason]++;
        _anyUnlogged = true;
    }

    /// <summary>Called once per tick.</summary>
    public void LogIfDue(long nowMs)
    {
        if (!_anyUnlogged || nowMs - _lastLogMs < LogIntervalMs) return;
        _anyUnlogged = false;
        _lastLogMs = nowMs;
        if (!logger.IsEnabled(LogLevel.Debug)) return;
        var counts = new StringBuilder();
        foreach (KcpDropReason reason in Reasons)
        {
            long since = this[reason] - _logged[(int)reason];
            if (since > 0) counts.Append(counts.Length == 0 ? "" : ", ").Append(reason).Append(' ').Append(since);
        }
        logger.LogDebug("KCP ignored datagrams: {Counts}", counts);
        _totals.CopyTo(_logged, 0);
    }
}
