namespace Tain.Transports;

/// <summary>A bucket that fills by so much per second and holds one second's worth. In thousandths, so that milliseconds add up without a remainder.</summary>
internal struct RateLimit(int perSecond)
{
    private long _thousandths = perSecond * 1_000L;
    private long _filledMs;

    public bool Has(int amount, long nowMs)
    {
        if (nowMs > _filledMs)
        {
            // Capped before it is multiplied: a bucket that nobody touched for weeks is just full.
            long elapsed = Math.Min(nowMs - _filledMs, 1_000);
            _thousandths = Math.Min(_thousandths + (elapsed * perSecond), perSecond * 1_000L);
            _filledMs = nowMs;
        }
        return _thousandths >= amount * 1_000L;
    }

    public void Take(int amount) => _thousandths -= amount * 1_000L;
}
