using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// Who disposes an inner endpoint, and when: the game's side once the pump has ended, or the pump itself when the game's side did not wait so long.
/// </summary>
internal sealed class EndOfInner(IDisposable inner)
{
    private const int Running = 0;
    private const int Ended = 1;
    private const int LeftBehind = 2;

    private int _state;
    private volatile bool _isAskedFor;

    /// <summary>True when the pump shall end.</summary>
    public bool IsAskedFor => _isAskedFor;

    /// <summary>Game's side: the pump shall end.</summary>
    public void Ask() => _isAskedFor = true;

    /// <summary>Pump's side: its last act.</summary>
    /// <param name="stop">How the inner endpoint stops.</param>
    /// <param name="logger">Where to say that this failed.</param>
    public void Finish(Action stop, ILogger logger)
    {
        try
        {
            stop();
            if (Interlocked.CompareExchange(ref _state, Ended, Running) == LeftBehind) inner.Dispose();
        }
        catch (Exception problem)
        {
            logger.LogError(problem, "The inner endpoint of a threaded transport could not be stopped");
            Interlocked.CompareExchange(ref _state, Ended, Running);
        }
    }

    /// <summary>Game's side: disposes the inner endpoint now, or leaves that to the pump if that still runs.</summary>
    public void Dispose()
    {
        if (Interlocked.CompareExchange(ref _state, LeftBehind, Running) == Ended) inner.Dispose();
    }
}
