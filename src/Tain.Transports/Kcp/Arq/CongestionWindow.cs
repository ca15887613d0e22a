namespace Tain.Transports;

/// <summary>
/// How many segments may be under way when congestion control is on: slow start, then about one more per round trip, and back on loss.
/// It is computed also when congestion control is off, as in the reference; then nobody asks.
/// </summary>
internal sealed class CongestionWindow(int segmentBytes)
{
    private const int MinThreshold = 2;

    private int _threshold = MinThreshold;
    private long _bytes;

    /// <summary>The window in segments; 0 until the first flush.</summary>
    public int Segments { get; private set; }

    /// <summary>Called at the end of an input that acknowledged something new.</summary>
    public void Grow(int remoteWindow)
    {
        if (Segments >= remoteWindow) return;
        if (Segments < _threshold)
        {
            Segments++;
            _bytes += segmentBytes;
        }
        else
        {
            _bytes = Math.Max(_bytes, segmentBytes);
            _bytes += (long)segmentBytes * segmentBytes / _bytes + segmentBytes / 16;
            if ((Segments + 1L) * segmentBytes <= _bytes) Segments = (int)((_bytes + segmentBytes - 1) / segmentBytes);
        }
        if (Segments > remoteWindow)
        {
            Segments = remoteWindow;
            _bytes = (long)remoteWindow * segmentBytes;
        }
    }

    /// <summary>Called after a flush that resent segments because later ones had been acknowledged.</summary>
    public void ShrinkAfterFastResend(int inFlight, int fastResend)
    {
        _threshold = Math.Max(MinThreshold, inFlight / 2);
        Segments = _threshold + fastResend;
        _bytes = (long)Segments * segmentBytes;
    }

    /// <summary>Called after a flush that resent segments because their time was up.</summary>
    public void ShrinkAfterTimeout(int windowInFlush)
    {
        _threshold = Math.Max(MinThreshold, windowInFlush / 2);
        Segments = 1;
        _bytes = segmentBytes;
    }

    /// <summary>Called at the end of each flush.</summary>
    public void EnsureOpen()
    {
        if (Segments >= 1) return;
        Segments = 1;
        _bytes = segmentBytes;
    }

    public void Reset()
    {
        _threshold = MinThreshold;
        _bytes = 0;
        Segments = 0;
    }
}
