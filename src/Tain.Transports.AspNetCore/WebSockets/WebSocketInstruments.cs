using System.Diagnostics.Metrics;

namespace Tain.Transports;

/// <summary>The instruments of a WebSocket server: those of every endpoint over streams, and those of its door.</summary>
internal sealed class WebSocketInstruments
{
    private readonly StreamInstruments _streams;
    private readonly ReportedLevel _handshakes;
    private readonly ReportedTotal _throttled;
    private long _throttledBefore;
    private WebSocketDoor? _door;

    public WebSocketInstruments(IMeterFactory? factory)
    {
        var meter = new TransportMeter(factory);
        _streams = new StreamInstruments(factory, "websocket", "server");
        _handshakes = meter.Level("tain.websocket.handshakes", "{connection}", "Sockets on their way through TLS and HTTP.");
        _throttled = meter.Total("tain.websocket.throttled", "{pause}", "Pauses in reading from a peer that sent much beyond packets.");
    }

    /// <summary>Brings the instruments up to date.</summary>
    /// <param name="counters">What the connections have counted.</param>
    /// <param name="refusals">Who did not get in.</param>
    /// <param name="door">The life that runs; null when the server has stopped.</param>
    public void Report(StreamCounters counters, StreamRefusalCounters refusals, WebSocketDoor? door)
    {
        if (!_streams.IsOn) return;
        if (!ReferenceEquals(_door, door))
        {
            // Each life counts from nothing.
            _throttledBefore += _door?.Throttled ?? 0;
            _door = door;
        }
        _streams.Report(counters, door?.Session.Count ?? 0, door?.Session.Queues ?? default);
        _streams.Report(refusals);
        _handshakes.Report(door?.Gate?.Count ?? 0);
        _throttled.Report(_throttledBefore + (door?.Throttled ?? 0));
    }
}
