namespace Tain.Transports;

/// <summary>
/// Turns measured round trips into the wait before a resend. Integer arithmetic in KCP's order, so that resends happen in the same millisecond as the reference's.
/// </summary>
internal sealed class RoundTripEstimator(bool noDelay, int intervalMs, int maxSampleMs)
{
    private const int InitialTimeoutMs = 200;
    private const int MinTimeoutMs = 100;
    private const int MinTimeoutNoDelayMs = 30;
    private const int MaxTimeoutMs = 60_000;

    private int _deviationMs;

    /// <summary>The smoothed round trip; 0 before the first sample.</summary>
    public int SmoothedMs { get; private set; }

    public int ResendTimeoutMs { get; private set; } = InitialTimeoutMs;

    public void Sample(int roundTripMs)
    {
        // Only a clock value that we never sent gives a round trip in the future or one longer than the connection survives silence.
        // Without the upper bound, a peer could talk our resend timeout up to a minute by echoing old clocks.
        if (roundTripMs < 0 || roundTripMs > maxSampleMs) return;
        if (SmoothedMs == 0)
        {
            SmoothedMs = roundTripMs;
            _deviationMs = roundTripMs / 2;
        }
        else
        {
            int difference = Math.Abs(roundTripMs - SmoothedMs);
            _deviationMs = (3 * _deviationMs + difference) / 4;
            SmoothedMs = Math.Max(1, (7 * SmoothedMs + roundTripMs) / 8);
        }
        int timeout = SmoothedMs + Math.Max(intervalMs, 4 * _deviationMs);
        ResendTimeoutMs = Math.Clamp(timeout, noDelay ? MinTimeoutNoDelayMs : MinTimeoutMs, MaxTimeoutMs);
    }

    public void Reset()
    {
        SmoothedMs = 0;
        _deviationMs = 0;
        ResendTimeoutMs = InitialTimeoutMs;
    }
}
