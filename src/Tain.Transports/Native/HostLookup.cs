using System.Net;
using System.Net.Sockets;

namespace Tain.Transports;

/// <summary>A host name on its way to an address, without blocking the thread that asks. An address in figures is there at once.</summary>
internal sealed class HostLookup
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Task<IPAddress[]> _result;

    /// <param name="host">A name, or an address in figures.</param>
    /// <param name="port">The port that goes with it.</param>
    /// <param name="family">Which addresses a name may lead to; Unspecified is any.</param>
    /// <param name="deadlineMs">When it is given up.</param>
    public HostLookup(string host, int port, AddressFamily family, long deadlineMs)
    {
        Host = host;
        Port = port;
        DeadlineMs = deadlineMs;
        _result = IPAddress.TryParse(host, out IPAddress? address)
            ? Task.FromResult<IPAddress[]>([address])
            : Dns.GetHostAddressesAsync(host, family, _cancellation.Token);
    }

    public string Host { get; }

    public int Port { get; }

    public long DeadlineMs { get; }

    /// <summary>Whether the lookup is over.</summary>
    /// <param name="nowMs">The time.</param>
    /// <param name="address">The first address found; null when there is none.</param>
    /// <param name="problem">Then, why.</param>
    public bool IsOver(long nowMs, out IPAddress? address, out string problem)
    {
        address = null;
        problem = "";
        if (!_result.IsCompleted)
        {
            if (nowMs < DeadlineMs) return false;
            Cancel();
            problem = $"the host name '{Host}' was not resolved in time";
        }
        else if (_result.IsCompletedSuccessfully && _result.Result.Length > 0)
        {
            address = _result.Result[0];
        }
        else
        {
            problem = $"the host name '{Host}' cannot be resolved: {_result.Exception?.InnerException?.Message ?? "it has no address that fits"}";
        }
        return true;
    }

    public void Cancel() => _cancellation.Cancel();
}
