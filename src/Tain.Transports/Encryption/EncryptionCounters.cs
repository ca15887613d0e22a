using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// Counts handshakes, what ended connections and what was dropped, and tells the sums once per tick to the instruments, now and then to the log: one line for a flood,
/// not one per packet.
/// </summary>
internal sealed class EncryptionCounters
{
    private const long LogIntervalMs = 10_000;
    private static readonly EncryptionRefusal[] Reasons = Enum.GetValues<EncryptionRefusal>();

    private readonly long[] _totals = new long[Reasons.Length];
    private readonly long[] _logged = new long[Reasons.Length];
    private readonly ReportedTotal[] _reports;
    private readonly ReportedTotal _handshakes;
    private readonly ReportedTotal _keyExchanges;
    private readonly ILogger _logger;
    private bool _anyNew;
    private bool _anyUnlogged;
    private long? _lastLogMs;

    public EncryptionCounters(ILogger logger, IMeterFactory? meters)
    {
        _logger = logger;
        var meter = new TransportMeter(meters);
        _handshakes = meter.Total("tain.encryption.handshakes", "{handshake}", "Encrypted connections whose handshake came to its end.");
        _keyExchanges = meter.Total("tain.encryption.key_exchanges", "{exchange}", "Keys that a server worked out for clients.");
        _reports = [.. Reasons.Select(reason => Report(meter, reason))];
    }

    /// <summary>Handshakes that came to their end.</summary>
    public long Handshakes { get; private set; }

    /// <summary>Key exchanges done, whether or not the handshake came to its end.</summary>
    public long KeyExchanges { get; private set; }

    public long this[EncryptionRefusal reason] => _totals[(int)reason];

    public void CountHandshake()
    {
        Handshakes++;
        _anyNew = true;
    }

    public void CountKeyExchange()
    {
        KeyExchanges++;
        _anyNew = true;
    }

    public void Count(EncryptionRefusal reason, long times = 1)
    {
        if (times == 0) return;
        _totals[(int)reason] += times;
        _anyNew = _anyUnlogged = true;
    }

    /// <summary>Called once per tick.</summary>
    public void Tell(long nowMs)
    {
        if (_anyNew) TellInstruments();
        if (!_anyUnlogged || nowMs - _lastLogMs < LogIntervalMs) return;
        _anyUnlogged = false;
        _lastLogMs = nowMs;
        if (!_logger.IsEnabled(LogLevel.Information)) return;
        var counts = new StringBuilder();
        foreach (EncryptionRefusal reason in Reasons)
        {
            long since = this[reason] - _logged[(int)reason];
            if (since > 0) counts.Append(counts.Length == 0 ? "" : ", ").Append(reason).Append(' ').Append(since);
            _logged[(int)reason] = this[reason];
        }
        _logger.LogInformation("Encryption refused: {Counts}", counts);
    }

    private static ReportedTotal Report(TransportMeter meter, EncryptionRefusal reason)
    {
        KeyValuePair<string, object?> tag = new("reason", reason.ToString());
        return reason < EncryptionRefusal.KeyExchangeLimit
            ? meter.Total("tain.encryption.refused", "{connection}", "Connections that the encryption ended.", tag)
            : meter.Total("tain.encryption.drops", "{packet}", "Packets that the encryption ignored.", tag);
    }

    private void TellInstruments()
    {
        _anyNew = false;
        _handshakes.Report(Handshakes);
        _keyExchanges.Report(KeyExchanges);
        foreach (EncryptionRefusal reason in Reasons) _reports[(int)reason].Report(this[reason]);
    }
}
