using System.Threading.Tasks.Sources;

namespace Tain;

/// <summary>
/// One timer that is awaited again and again without allocating, which Task.Delay cannot do. It blocks no thread, so it works where there is only one
/// (a browser). One wait at a time.
/// </summary>
internal sealed class LoopAlarm : IValueTaskSource, IDisposable
{
    private readonly ITimer _timer;
    private ManualResetValueTaskSourceCore<bool> _wait;

    public LoopAlarm(TimeProvider provider) =>
        _timer = provider.CreateTimer(static state => ((LoopAlarm)state!)._wait.SetResult(true), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public ValueTask After(TimeSpan delay)
    {
        _wait.Reset();
        var wait = new ValueTask(this, _wait.Version);
        _timer.Change(delay, Timeout.InfiniteTimeSpan);
        return wait;
    }

    public void Dispose() => _timer.Dispose();

    void IValueTaskSource.GetResult(short token) => _wait.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);
}
