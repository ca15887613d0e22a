using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// Everything between one Start and one Stop of a server: its connections and their ids. A session of its own, so that what Kestrel's threads still do after
/// a Stop cannot reach the server's next life.
/// </summary>
internal sealed class WebSocketSession(WebSocketTransport description, ILogger logger)
{
    private readonly ConcurrentDictionary<int, WebSocketLink> _links = new();
    private readonly WebSocketLimits _limits = description.CreateLimits();
    private readonly Lock _gate = new();
    private int _lastConnectionId;
    private bool _isClosed;

    /// <summary>The connections that have events to pull.</summary>
    public ReadyQueue Ready { get; } = new();

    /// <summary>The connection with an id, if it lives.</summary>
    public WebSocketLink? Find(int connectionId) => _links.GetValueOrDefault(connectionId);

    /// <summary>Makes room for a new connection. Called by Kestrel's threads.</summary>
    /// <returns>Null when the server is full or has stopped.</returns>
    public WebSocketLink? TryAdmit(IPAddress? address)
    {
        string text = address switch
        {
            null => "unknown",
            { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
            _ => address.ToString(),
        };
        lock (_gate)
        {
            if (_isClosed || _links.Count >= description.MaxConnections) return null;
            do _lastConnectionId = _lastConnectionId == int.MaxValue ? 1 : _lastConnectionId + 1;
            while (_links.ContainsKey(_lastConnectionId));
            var link = new WebSocketLink(_lastConnectionId, text, Ready, _limits, description.TimeProvider, logger);
            _links[_lastConnectionId] = link;
            return link;
        }
    }

    /// <summary>Forgets a connection whose end was pulled, or that never opened.</summary>
    public void Remove(int connectionId) => _links.TryRemove(connectionId, out _);

    /// <summary>Lets every connection send what is queued and judge its peer's silence.</summary>
    public void Flush()
    {
        foreach (KeyValuePair<int, WebSocketLink> link in _links) link.Value.Flush();
        Ready.EndTick();
    }

    /// <summary>Ends all connections and admits no more.</summary>
    public void Close()
    {
        lock (_gate) _isClosed = true;
        foreach (KeyValuePair<int, WebSocketLink> link in _links) link.Value.Close();
        _links.Clear();
        Ready.Clear();
    }
}
