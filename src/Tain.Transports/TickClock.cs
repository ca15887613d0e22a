namespace Tain.Transports;

/// <summary>Milliseconds since an endpoint was made, read from the one clock it was given.</summary>
internal sealed class TickClock(TimeProvider timeProvider)
{
    private readonly long _start = timeProvider.GetTimestamp();

    public long NowMs => timeProvider.GetElapsedTime(_start).Ticks / TimeSpan.TicksPerMillisecond;
}
