using System.Net;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// Everything between one Start and one Stop of a server: its connections and their ids. A session of its own, so that what Kestrel's threads still do after
/// a Stop cannot reach the server's next life.
/// </summary>
internal sealed class WebSocketSession(WebSocketTransport description, ILogger logger)
{
    private readonly WebSocketLimits _limits = description.CreateLimits();
    private readonly ReadyQueue _ready = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<int, WebSocketLink> _admitted = [];    // all that have an id, under the gate
    private readonly Dictionary<int, WebSocketLink> _reported = [];    // those between their Connected and Disconnected events; the pulling thread's own
    private int _lastConnectionId;
    private bool _isClosed;

    /// <summary>The connection with an id, from its Connected to its Disconnected event.</summary>
    public WebSocketLink? Find(int connectionId) => _reported.GetValueOrDefault(connectionId);

    /// <summary>Makes room for a new connection. Called by Kestrel's threads.</summary>
    /// <returns>Null when the server is full or has stopped.</returns>
    public WebSocketLink? TryAdmit(IPAddress? address)
    {
        lock (_gate)
        {
            if (_isClosed || _admitted.Count >= description.MaxConnections) return null;
            do _lastConnectionId = _lastConnectionId == int.MaxValue ? 1 : _lastConnectionId + 1;
            while (_admitted.ContainsKey(_lastConnectionId));
            var link = new WebSocketLink(_lastConnectionId, ToText(address), _ready, _limits, description.TimeProvider, logger);
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
        if (!_ready.TryReceive(out received)) return false;
        if (received.Kind == TransportEventKind.Connected)
        {
            lock (_gate) _reported[received.ConnectionId] = _admitted[received.ConnectionId];
        }
        else if (received.Kind == TransportEventKind.Disconnected)
        {
            _reported.Remove(received.ConnectionId);
            Release(received.ConnectionId);
        }
        return true;
    }

    /// <summary>Lets every connection send what is queued and judge its peer's silence.</summary>
    public void Flush()
    {
        foreach (WebSocketLink link in _reported.Values) link.Flush();
        _ready.EndTick();
    }

    /// <summary>Ends all connections and admits no more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (WebSocketLink link in _admitted.Values) link.Close();
            _admitted.Clear();
        }
        _reported.Clear();
        _ready.Clear();
    }

    private static string ToText(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        _ => address.ToString(),
    };
}
