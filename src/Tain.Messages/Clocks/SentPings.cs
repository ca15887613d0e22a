namespace Tain;

/// <summary>
/// The times of the last pings that were sent on one connection and not answered yet. An answer counts once, and only for a time that was sent: a peer that makes times
/// up would choose its own round-trip time. Sans-IO.
/// </summary>
internal sealed class SentPings
{
    // Six seconds at ten pings per second. An answer that comes later would tell of a line that nobody plays on.
    private const int Capacity = 64;

    // Far below any round trip, far above what a double loses when it is computed another way: recordings of other programs' clocks are played back, too.
    private const double Tolerance = 1e-6;

    private readonly double[] _times = new double[Capacity];
    private int _next;

    public SentPings() => _times.AsSpan().Fill(double.NaN);     // near nothing, itself included

    /// <summary>A ping is sent.</summary>
    /// <param name="time">The time that it carries.</param>
    public void Add(double time)
    {
        _times[_next] = time;
        _next = (_next + 1) % Capacity;
    }

    /// <summary>An answer has come.</summary>
    /// <param name="echoedTime">The time that it carries.</param>
    /// <returns>False when no ping with this time waits for its answer.</returns>
    public bool TryAnswer(double echoedTime)
    {
        foreach (ref double time in _times.AsSpan())
        {
            if (!(Math.Abs(time - echoedTime) <= Tolerance)) continue;
            time = double.NaN;
            return true;
        }
        return false;
    }
}
