namespace Tain.Transports;

/// <summary>
/// Turns measured round trips into the wait before a resend: LiteNetLib's 25 ms + 2.1 round trips, and 27 ms before the first is known. Smoothed, because a single late
/// answer says little; bounded, because a peer that answers late on purpose must not stop its resends.
/// </summary>
internal sealed class LiteNetRoundTrip
{
    private const double InitialDelayMs = 27;
    private const double BaseDelayMs = 25;
    private const double RoundTrips = 2.1;
    private const double NewestShare = 1.0 / 8;
    private const double MaxDelayMs = 1_000;

    private bool _isKnown;

    /// <summary>The smoothed round trip in milliseconds; 0 before the first sample.</summary>
    public double SmoothedMs { get; private set; }

    public int ResendDelayMs { get; private set; } = (int)InitialDelayMs;

    public void Sample(long roundTripMs)
    {
        double sample = Math.Clamp(roundTripMs, 0, MaxDelayMs);
        SmoothedMs = _isKnown ? SmoothedMs + ((sample - SmoothedMs) * NewestShare) : sample;
        _isKnown = true;
        ResendDelayMs = (int)Math.Min(MaxDelayMs, BaseDelayMs + (RoundTrips * SmoothedMs));
    }

    public void Reset()
    {
        _isKnown = false;
        SmoothedMs = 0;
        ResendDelayMs = (int)InitialDelayMs;
    }
}
