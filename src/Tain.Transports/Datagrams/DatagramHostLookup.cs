using System.Net;

namespace Tain.Transports;

/// <summary>A client's look-up of its server's host name, which may take long: begun once, asked every tick, given up after a while.</summary>
internal sealed class DatagramHostLookup : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Task<EndPoint> _result;
    private readonly string _host;
    private readonly long _startedMs;
    private readonly int _timeoutMs;

    public DatagramHostLookup(DatagramSocketFactory sockets, string host, int port, long nowMs, int timeoutMs)
    {
        _host = host;
        _startedMs = nowMs;
        _timeoutMs = timeoutMs;
        _result = sockets.ResolveAsync(host, port, _cancellation.Token).AsTask();
    }

    /// <summary>Asks for the result.</summary>
    /// <param name="nowMs">The time.</param>
    /// <param name="found">The address, when it was found.</param>
    /// <param name="problem">A sentence, when it will not be found.</param>
    /// <returns>False while it is still under way.</returns>
    public bool TryFinish(long nowMs, out EndPoint? found, out string? problem)
    {
        found = null;
        problem = null;
        if (_result.IsCompletedSuccessfully)
        {
            found = _result.Result;
            return true;
        }
        if (_result.IsCompleted)
        {
            problem = $"the host name '{_host}' cannot be resolved: {_result.Exception?.InnerException?.Message}";
            return true;
        }
        if (nowMs - _startedMs < _timeoutMs) return false;
        _cancellation.Cancel();
        problem = $"the host name '{_host}' was not resolved within {_timeoutMs} ms";
        return true;
    }

    /// <summary>Ends the look-up; nobody asks for its result any more.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }
}
