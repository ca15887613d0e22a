namespace Tain.Discovery;

/// <summary>When to try a socket again that failed: after a second, then twice as long each time, and after a while not at all. Sans-IO.</summary>
internal sealed class SocketBackOff
{
    internal const int MaxFailures = 8;
    private const double FirstPauseSeconds = 1;

    private double _nextAt = double.NegativeInfinity;

    /// <summary>Failures since the last success.</summary>
    public int Failures { get; private set; }

    /// <summary>True when it is not tried any more.</summary>
    public bool HasGivenUp => Failures >= MaxFailures;

    public bool MayTry(double now) => !HasGivenUp && now >= _nextAt;

    public void OnFailure(double now)
    {
        _nextAt = now + (FirstPauseSeconds * Math.Pow(2, Failures));
        Failures++;
    }

    public void OnSuccess() => Failures = 0;
}
