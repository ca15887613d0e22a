namespace Tain;

/// <summary>
/// Keeps the timestamps of one peer near a clock that goes as ours does. Its clock may show what it likes, but a peer whose time leaps by hours is broken or lies, and what
/// reckons with its timestamps must not follow. Sans-IO; a mutable struct, kept in a field.
/// </summary>
internal struct RemoteClock
{
    /// <summary>How far a timestamp may be off, in seconds. A packet that was on its way for longer than this belongs to a line that transports have given up.</summary>
    public const double ToleranceSeconds = 30;

    // Quartz drifts by a ten-thousandth at worst, and the first packet may have been slow. At this rate a wrong beginning is put right within the hour.
    private const double MaxDrift = 0.01;

    // Thirty thousand years. Beyond, a double has no tenths of a millisecond left, and squares in averages overflow.
    private const double MaxTimestamp = 1e12;

    private double _offset;
    private double _lastNow;
    private bool _isSet;

    /// <summary>The timestamp itself, or the nearest one that can be true.</summary>
    /// <param name="timestamp">The peer's clock in seconds; finite.</param>
    /// <param name="now">This side's clock in seconds; never goes back.</param>
    public double Clamp(double timestamp, double now)
    {
        timestamp = Math.Clamp(timestamp, -MaxTimestamp, MaxTimestamp);
        double offset = timestamp - now;
        if (!_isSet)
        {
            _isSet = true;
            _offset = offset;
            _lastNow = now;
            return timestamp;
        }

        double drift = MaxDrift * (now - _lastNow);
        _lastNow = now;
        double difference = offset - _offset;
        double expected = now + _offset;
        _offset += Math.Clamp(difference, -drift, drift);
        return Math.Abs(difference) <= ToleranceSeconds ? timestamp : expected + Math.CopySign(ToleranceSeconds, difference);
    }
}
