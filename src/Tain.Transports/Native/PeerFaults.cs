using System.Text;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>Counts the connections that were ended or refused, and what the library below broke off at, by reason, and logs the sums now and then: one line for a flood, not one for each. The pulling thread counts.</summary>
internal sealed class PeerFaults
{
    private const long LogIntervalMs = 10_000;
    private static readonly PeerFault[] Reasons = Enum.GetValues<PeerFault>();

    private readonly long[] _totals = new long[Reasons.Length];
    private readonly long[] _logged = new long[Reasons.Length];
    private readonly ReportedTotal[] _reported;
    private readonly string _transport;
    private readonly ILogger _logger;
    private string _last = "";
    private bool _anyUnlogged;
    private long? _lastLogMs;

    /// <param name="transport">The transport's name, for the log and for the instrument <c>tain.(name).faults</c>.</param>
    /// <param name="logger">Where the sums go.</param>
    /// <param name="meter">What makes the instrument.</param>
    public PeerFaults(string transport, ILogger logger, TransportMeter meter)
    {
        _transport = transport;
        _logger = logger;
        string instrument = $"tain.{transport.ToLowerInvariant()}.faults";
        _reported = Array.ConvertAll(Reasons, reason =>
            meter.Total(instrument, "{fault}", "Connections that this side ended or refused, and what the library below broke off at.", new KeyValuePair<string, object?>("reason", reason.ToString())));
    }

    public long this[PeerFault reason] => Volatile.Read(ref _totals[(int)reason]);

    /// <summary>Counts one, or several of a kind.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="detail">A sentence on this one; the last before a line is logged stands in it.</param>
    /// <param name="times">How many at once.</param>
    public void Count(PeerFault reason, string detail, int times = 1)
    {
        Volatile.Write(ref _totals[(int)reason], _totals[(int)reason] + times);
        _last = detail;
        _anyUnlogged = true;
    }

    /// <summary>Called once per tick.</summary>
    public void EndTick(long nowMs)
    {
        for (int i = 0; i < _reported.Length; i++) _reported[i].Report(_totals[i]);
        if (!_anyUnlogged || nowMs - _lastLogMs < LogIntervalMs) return;
        _anyUnlogged = false;
        _lastLogMs = nowMs;
        if (!_logger.IsEnabled(LogLevel.Information)) return;
        var counts = new StringBuilder();
        foreach (PeerFault reason in Reasons)
        {
            long total = this[reason];
            long since = total - _logged[(int)reason];
            if (since > 0) counts.Append(counts.Length == 0 ? "" : ", ").Append(reason).Append(' ').Append(since);
            _logged[(int)reason] = total;
        }
        _logger.LogInformation("{Transport} faults of peers: {Counts}. The last: {Last}", _transport, counts, _last);
    }
}
