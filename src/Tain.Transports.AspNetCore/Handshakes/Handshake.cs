using Microsoft.AspNetCore.Connections;

namespace Tain.Transports;

/// <summary>A socket between its accept and the moment in which it becomes a connection. Kestrel carries it as a feature, so that the upgrade finds it.</summary>
internal sealed class Handshake(ConnectionContext connection, ulong source, StreamRefusalCounters refusals)
{
    private int _isSettled;

    /// <summary>Who it counts for.</summary>
    public ulong Source { get; } = source;

    /// <summary>Its deadline.</summary>
    public ITimer? Deadline { get; set; }

    /// <summary>Its place in the gate's list.</summary>
    public LinkedListNode<Handshake>? Place { get; set; }

    /// <summary>It has become a connection, or was refused with an answer: no deadline from now on counts as one.</summary>
    /// <returns>False when it was cut before.</returns>
    public bool TrySettle()
    {
        if (Interlocked.Exchange(ref _isSettled, 1) != 0) return false;
        Deadline?.Dispose();
        return true;
    }

    /// <summary>Breaks it off. Any thread, any number of times; what is settled stays.</summary>
    public void Cut(StreamRefusal reason)
    {
        if (!TrySettle()) return;
        refusals.Count(reason);
        connection.Abort(new ConnectionAbortedException($"The handshake was cut off: {reason}."));
    }
}
