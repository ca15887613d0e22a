using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>Counts ignored datagrams and logs the sums now and then: one line for a flood, not one per datagram.</summary>
/// <typeparam name="TReason">Why they were ignored: an enumeration of bytes that counts from 0.</typeparam>
/// <param name="logger">Where the sums are logged.</param>
/// <param name="protocol">Whose datagrams they are, for the log.</param>
internal sealed class DropCounters<TReason>(ILogger logger, string protocol)
    where TReason : unmanaged, Enum
{
    private const long LogIntervalMs = 10_000;
    private static readonly TReason[] Reasons = Enum.GetValues<TReason>();

    private readonly long[] _totals = new long[Reasons.Length];
    private readonly long[] _logged = new long[Reasons.Length];
    private bool _anyUnlogged;
    private long? _lastLogMs;

    public long this[TReason reason] => _totals[Index(reason)];

    public void Count(TReason reason)
    {
        _totals[Index(reason)]++;
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
        foreach (TReason reason in Reasons)
        {
            long since = this[reason] - _logged[Index(reason)];
            if (since > 0) counts.Append(counts.Length == 0 ? "" : ", ").Append(reason).Append(' ').Append(since);
        }
        logger.LogDebug("{Protocol} ignored datagrams: {Counts}", protocol, counts);
        _totals.CopyTo(_logged, 0);
    }

    private static int Index(TReason reason) => Unsafe.BitCast<TReason, byte>(reason);
}
