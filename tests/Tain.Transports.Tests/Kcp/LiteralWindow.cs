namespace Tain.Transports.Kcp;

/// <summary>The congestion window of a <see cref="LiteralCore"/>.</summary>
internal sealed class LiteralWindow(int segmentBytes, int fastResend)
{
    private int _threshold = 2;
    private long _bytes;

    public int Segments { get; private set; }

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
            if ((Segments + 1) * segmentBytes <= _bytes) Segments = (int)((_bytes + segmentBytes - 1) / segmentBytes);
        }
        if (Segments > remoteWindow) Set(remoteWindow);
    }

    public void EndFlush(bool wasSkipped, bool wasLost, int inFlight, int window)
    {
        if (wasSkipped)
        {
            _threshold = Math.Max(2, inFlight / 2);
            Set(_threshold + fastResend);
        }
        if (wasLost)
        {
            _threshold = Math.Max(2, window / 2);
            Set(1);
        }
        if (Segments < 1) Set(1);
    }

    private void Set(int segments)
    {
        Segments = segments;
        _bytes = (long)segments * segmentBytes;
    }
}
