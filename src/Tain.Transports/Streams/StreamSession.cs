using System.Net;

namespace Tain.Transports;

/// <summary>
/// Everything between one Start and one Stop of a server over streams: its connections and their ids, which begin at 1. A session of its own, so that what the sockets'
/// threads still do after a Stop cannot reach the server's next life.
/// </summary>
/// <param name="maxConnections">How many connections may have an id at once.</param>
/// <param name="maxPacketsPerTick">How many packets of all connections together one tick hands out; the rest waits for the next.</param>
/// <param name="counters">Where it counts.</param>
/// <param name="createLink">Makes a connection from its id, its address and the queue in which it asks for its turns.</param>
internal sealed class StreamSession<TLink>(int maxConnections, int maxPacketsPerTick, StreamCounters counters, Func<int, string, ReadyQueue, TLink> createLink)
    where TLink : StreamLink
{
    private readonly ReadyQueue _ready = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<int, TLink> _admitted = [];    // all that have an id, under the gate
    private readonly Dictionary<int, TLink> _reported = [];    // those between their Connected and Disconnected events; the pulling thread's own
    private readonly StreamCounters _counters = counters;
    private int _packetsInTick;
    private int _lastConnectionId;
    private bool _isClosed;

    /// <summary>Connections between their Connected and Disconnected events.</summary>
    public int Count => _reported.Count;

    /// <summary>What waits in the queues of all connections. It looks at each.</summary>
    public StreamQueues Queues
    {
        get
        {
            StreamQueues sum = default;
            foreach (TLink link in _reported.Values) sum += link.Queues;
            return sum;
        }
    }

    /// <summary>The connection with an id, from its Connected to its Disconnected event.</summary>
    public TLink? Find(int connectionId) => _reported.GetValueOrDefault(connectionId);

    /// <summary>Makes room for a new connection. Called by the sockets' threads.</summary>
    /// <returns>Null when the server is full or has stopped.</returns>
    public TLink? TryAdmit(IPAddress? address)
    {
        lock (_gate)
        {
            if (_isClosed || _admitted.Count >= maxConnections) return null;
            do _lastConnectionId = _lastConnectionId == int.MaxValue ? 1 : _lastConnectionId + 1;
            while (_admitted.ContainsKey(_lastConnectionId));
            TLink link = createLink(_lastConnectionId, PeerAddress.Text(address), _ready);
            _admitted[_lastConnectionId] = link;
            return link;
        }
    }

    /// <summary>Takes back the room of a connection that never opened, or whose end was pulled.</summary>
    public void Release(int connectionId)
    {
        lock (_gate) _admitted.Remove(connectionId);
    }

    /// <summary>Pulls the next event.</summary>
    public bool TryReceive(out TransportEvent received)
    {
        if (_packetsInTick == maxPacketsPerTick || !_ready.TryReceive(out received))
        {
            EndTick();
            received = default;
            return false;
        }
        if (received.Kind == TransportEventKind.Data)
        {
            _packetsInTick++;
        }
        else if (received.Kind == TransportEventKind.Connected)
        {
            lock (_gate) _reported[received.ConnectionId] = _admitted[received.ConnectionId];
            _counters.CountConnect();
        }
        else if (received.Kind == TransportEventKind.Disconnected)
        {
            _reported.Remove(received.ConnectionId, out TLink? ended);
            _counters.CountEnd(ended?.EndedBy);
            Release(received.ConnectionId);
        }
        return true;
    }

    /// <summary>Lets every connection send what is queued and judge its peer's silence.</summary>
    public void Flush()
    {
        foreach (TLink link in _reported.Values) link.Flush();
        EndTick();
    }

    /// <summary>Ends all connections and admits no more.</summary>
    public void Close()
    {
        foreach (TLink link in _reported.Values) _counters.CountEnd(link.EndedBy);
        lock (_gate)
        {
            _isClosed = true;
            foreach (TLink link in _admitted.Values) link.Close();
            _admitted.Clear();
        }
        _reported.Clear();
        _ready.Clear();
    }

    private void EndTick()
    {
        _packetsInTick = 0;
        _ready.EndTick();
    }
}
