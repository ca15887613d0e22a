using System.Text;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>Counts refused connections and logs the sums now and then: one line for a flood, not one per connection. Any thread counts, the pulling thread logs.</summary>
internal sealed class TcpRefusalCounters(ILogger logger)
{
    private const long LogIntervalMs = 10_000;
    private static readonly TcpRefusal[] Reasons = Enum.GetValues<TcpRefusal>();

    private readonly long[] _totals = new long[Reasons.Length];
    private readonly long[] _logged = new long[Reasons.Length];
    private bool _anyUnlogged;
    private long? _lastLogMs;

    public long this[TcpRefusal reason] => Interlocked.Read(ref _totals[(int)reason]);

    public void Count(TcpRefusal reason)
    {
        Interlocked.Increment(ref _totals[(int)reason]);
        Volatile.Write(ref _anyUnlogged, true);
    }

    /// <summary>Called once per tick.</summary>
    public void LogIfDue(long nowMs)
    {
        if (!Volatile.Read(ref _anyUnlogged) || nowMs - _lastLogMs < LogIntervalMs) return;
        Volatile.Write(ref _anyUnlogged, false);
        _lastLogMs = nowMs;
        if (!logger.IsEnabled(LogLevel.Information)) return;
        var counts = new StringBuilder();
        foreach (TcpRefusal reason in Reasons)
        {
            long total = this[reason];
            long since = total - _logged[(int)reason];
            if (since > 0) counts.Append(counts.Length == 0 ? "" : ", ").Append(reason).Append(' ').Append(since);
            _logged[(int)reason] = total;
        }
        logger.LogInformation("TCP refused connections: {Counts}", counts);
    }
}
