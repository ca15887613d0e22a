using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Tain.Transports;

/// <summary>
/// Bounds what strangers can hold (W-02): how many sockets are on their way through TLS and HTTP, and how long each may take for both together. When there is no room,
/// the oldest of the address that has the most makes room, because a real one is through in moments: who holds many slow ones only loses his own.
/// </summary>
/// <param name="max">Handshakes at once.</param>
/// <param name="patience">What each may take in all.</param>
/// <param name="time">The clock.</param>
/// <param name="refusals">Counts those that are cut off.</param>
internal sealed class HandshakeGate(int max, TimeSpan patience, TimeProvider time, StreamRefusalCounters refusals)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Handshake> _pending = [];   // the oldest first

    /// <summary>Handshakes under way.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _pending.Count;
        }
    }

    /// <summary>Lets a new socket through to TLS and HTTP and watches it until it is settled; for a connection it returns when that has ended.</summary>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var handshake = new Handshake(connection, PeerAddress.SourceKey((connection.RemoteEndPoint as IPEndPoint)?.Address), refusals);
        connection.Features.Set(handshake);
        Add(handshake, out Handshake? displaced);
        displaced?.Cut(StreamRefusal.HandshakesFull);
        handshake.Deadline = time.CreateTimer(static state => ((Handshake)state!).Cut(StreamRefusal.HandshakeTooSlow), handshake, patience, Timeout.InfiniteTimeSpan);
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            if (handshake.TrySettle()) refusals.Count(StreamRefusal.Abandoned);
            Remove(handshake);
        }
    }

    /// <summary>A handshake has become a connection or was answered.</summary>
    /// <returns>False when it was cut off before that.</returns>
    public bool TrySettle(Handshake handshake)
    {
        if (!handshake.TrySettle()) return false;
        Remove(handshake);
        return true;
    }

    private void Add(Handshake handshake, out Handshake? displaced)
    {
        lock (_gate)
        {
            displaced = null;
            if (_pending.Count >= max)
            {
                LinkedListNode<Handshake> oldest = OldestOfTheBusiest();
                displaced = oldest.Value;
                _pending.Remove(oldest);
            }
            handshake.Place = _pending.AddLast(handshake);
        }
    }

    private void Remove(Handshake handshake)
    {
        lock (_gate)
        {
            if (handshake.Place is { List: not null } place) _pending.Remove(place);
        }
    }

    private LinkedListNode<Handshake> OldestOfTheBusiest()
    {
        var perSource = new Dictionary<ulong, int>();
        ulong busiest = 0;
        int most = 0;
        foreach (Handshake handshake in _pending)
        {
            int count = perSource[handshake.Source] = perSource.GetValueOrDefault(handshake.Source) + 1;
            if (count > most) (busiest, most) = (handshake.Source, count);
        }
        LinkedListNode<Handshake> node = _pending.First!;
        while (node.Value.Source != busiest) node = node.Next!;
        return node;
    }
}
