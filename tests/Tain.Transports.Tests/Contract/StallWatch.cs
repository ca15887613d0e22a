namespace Tain.Transports.Contract;

/// <summary>
/// Notices when the process stands still: when the machine gives it no time, or its thread pool has none. For tests whose peers have to answer within
/// real seconds: in a process that stood still for longer they cannot, and that they did not proves nothing.
/// </summary>
internal sealed class StallWatch : IDisposable
{
    private const int MostRuns = 5;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly Timer _timer;
    private long _rangAt = TimeProvider.System.GetTimestamp();
    private TimeSpan _longest;

    private StallWatch() => _timer = new Timer(static watch => ((StallWatch)watch!).Ring(), this, Interval, Interval);

    /// <summary>
    /// Runs a test, and once more when it failed while the process stood still for longer than it can take, a few times at most. One that fails in a process
    /// that runs fails at once.
    /// </summary>
    public static void Run(TimeSpan tolerated, Action test)
    {
        for (int run = 1; ; run++)
        {
            using var watch = new StallWatch();
            try
            {
                test();
                return;
            }
            catch (Exception) when (run < MostRuns && watch.Ring() > tolerated)
            {
                // It proves nothing. The last run says what it says.
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    // The longest time in which a timer that rings all the time did not, this moment included.
    private TimeSpan Ring()
    {
        lock (_gate)
        {
            TimeSpan silence = TimeProvider.System.GetElapsedTime(_rangAt);
            _rangAt = TimeProvider.System.GetTimestamp();
            if (silence > _longest) _longest = silence;
            return _longest;
        }
    }
}
