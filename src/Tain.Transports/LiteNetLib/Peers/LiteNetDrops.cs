using System.Text;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>Counts ignored packets and logs the sums now and then: one line for a flood, not one per datagram.</summary>
internal sealed class LiteNetDrops(ILogger logger)
{
    private const long LogIntervalMs = 10_000;
    public static readonly LiteNetDropReason[] Reasons = Enum.GetValues<LiteNetDropReason>();

    private readonly long[] _totals = new long[Reasons.Length];
    private readonly long[] _logged = new long[Reasons.Length];
    private bool _anyUnlogged;
    private long? _lastLogMs;

    public long this[LiteNetDropReason reason] => _totals[(int)reason];

    public void Count(LiteNetDropReason reason)
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
        foreach (LiteNetDropReason reason in Reasons)
        {
            long since = this[reason] - _logged[(int)reason];
            if (since > 0) counts.Append(counts.Length == 0 ? "" : ", ").Append(reason).Append(' ').Append(since);
        }
        logger.LogDebug("LiteNetLib ignored packets: {Counts}", counts);
        _totals.CopyTo(_logged, 0);
    }
}
