namespace Tain.Transports;

/// <summary>
/// What a request meets between one Start and one Stop of a server: the connections, the places, the counters. One object, so that a request that is under way at a Stop
/// ends with the life in which it came.
/// </summary>
internal sealed class WebSocketDoor(WebSocketTransport description, StreamSession<WebSocketLink> session, StreamRefusalCounters refusals, HandshakeGate? gate)
{
    private long _throttled;

    /// <summary>The connections.</summary>
    public StreamSession<WebSocketLink> Session { get; } = session;

    /// <summary>How many sockets each address has.</summary>
    public StreamPlaces Places { get; } = new(int.MaxValue, description.MaxConnectionsPerAddress);

    /// <summary>Who did not get in.</summary>
    public StreamRefusalCounters Refusals { get; } = refusals;

    /// <summary>The handshakes under way; null where an application has the port.</summary>
    public HandshakeGate? Gate { get; } = gate;

    /// <summary>How often reading from a peer had to wait because it sent much beyond packets.</summary>
    public long Throttled => Interlocked.Read(ref _throttled);

    /// <summary>Reading from a peer has to wait.</summary>
    public void OnThrottled() => Interlocked.Increment(ref _throttled);
}
