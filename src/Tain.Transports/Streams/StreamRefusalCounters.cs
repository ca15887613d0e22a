using System.Text;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>Counts refused connections and logs the sums now and then: one line for a flood, not one per connection. Any thread counts, the pulling thread logs.</summary>
/// <param name="protocol">What the log calls the protocol.</param>
/// <param name="logger">Where the sums go.</param>
internal sealed class StreamRefusalCounters(string protocol, ILogger logger)
{
    private const long LogIntervalMs = 10_000;
    private static readonly StreamRefusal[] Reasons = Enum.GetValues<StreamRefusal>();

    private readonly long[] _totals = new long[Reasons.Length];
    private readonly long[] _logged = new long[Reasons.Length];
    private bool _anyUnlogged;
    private long? _lastLogMs;

    public long this[StreamRefusal reason] => Interlocked.Read(ref _totals[(int)reason]);

    public void Count(StreamRefusal reason)
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
        foreach (StreamRefusal reason in Reasons)
        {
            long total = this[reason];
            long since = total - _logged[(int)reason];
            if (since > 0) counts.Append(counts.Length == 0 ? "" : ", ").Append(reason).Append(' ').Append(since);
            _logged[(int)reason] = total;
        }
        logger.LogInformation("{Protocol} refused connections: {Counts}", protocol, counts);
    }
}
