namespace Tain.Transports;

/// <summary>
/// The errors of packets that the multiplexer itself refuses, because they are larger than one of its children allows, until they are pulled.
/// </summary>
internal sealed class Refusals
{
    private const int MaxWaiting = 64;   // a caller that repeats the mistake learns nothing from more
    private readonly Queue<(int ConnectionId, string Reason)> _waiting = new();

    /// <summary>Judges a packet's size.</summary>
    /// <returns>True when it is refused; an Error event follows.</returns>
    public bool Refuses(int connectionId, int bytes, int maxBytes)
    {
        if (bytes >= 1 && bytes <= maxBytes) return false;
        if (_waiting.Count < MaxWaiting) _waiting.Enqueue((connectionId, $"A packet has 1 to {maxBytes} bytes, the least of all multiplexed transports, not {bytes}."));
        return true;
    }

    /// <summary>Takes the next error.</summary>
    public bool TryTake(out TransportEvent error)
    {
        if (!_waiting.TryDequeue(out (int ConnectionId, string Reason) refusal))
        {
            error = default;
            return false;
        }
        error = TransportEvent.Error(refusal.ConnectionId, TransportError.InvalidSend, refusal.Reason);
        return true;
    }

    /// <summary>Forgets all errors.</summary>
    public void Clear() => _waiting.Clear();
}
