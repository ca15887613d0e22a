using System.Diagnostics.Metrics;

namespace Tain.Transports;

/// <summary>The instruments of an endpoint over streams, named in docs/transports.md. They are told the endpoint's sums once per tick.</summary>
internal sealed class StreamInstruments
{
    private readonly ReportedLevel _connections;
    private readonly ReportedLevel _receiveQueued;
    private readonly ReportedLevel _sendQueued;
    private readonly ReportedTotal _connects;
    private readonly ReportedTotal[] _ends;
    private readonly ReportedTotal[] _refused;

    /// <param name="factory">The host's; null = nothing is made.</param>
    /// <param name="protocol"><c>tcp</c> or <c>websocket</c>.</param>
    /// <param name="side"><c>server</c> or <c>client</c>.</param>
    public StreamInstruments(IMeterFactory? factory, string protocol, string side)
    {
        var meter = new TransportMeter(factory);
        IsOn = meter.IsOn;
        var end = new KeyValuePair<string, object?>("tain.side", side);
        _connections = meter.Level($"tain.{protocol}.connections", "{connection}", "Connections that the upper layer knows.", end);
        _receiveQueued = meter.Level($"tain.{protocol}.queued", "By", "Bytes of packets that wait for the game or for the network.", end, new("network.io.direction", "receive"));
        _sendQueued = meter.Level($"tain.{protocol}.queued", "By", "Bytes of packets that wait for the game or for the network.", end, new("network.io.direction", "transmit"));
        _connects = meter.Total($"tain.{protocol}.connects", "{connection}", "Connections made.", end);
        _ends = [.. Enum.GetValues<TransportError>().Select(reason => meter.Total($"tain.{protocol}.disconnects", "{connection}", "Connections that ended.", end, Reason(reason.ToString())))];
        _refused = [.. Enum.GetValues<StreamRefusal>().Select(reason => meter.Total($"tain.{protocol}.refused", "{connection}", "Attempts that did not become a connection.", end, Reason(reason.ToString())))];
    }

    /// <summary>Whether anything is made; what has to be summed up may be left out otherwise.</summary>
    public bool IsOn { get; }

    /// <summary>Brings the instruments up to date.</summary>
    public void Report(StreamCounters counters, int connections, StreamQueues queues)
    {
        _connections.Report(connections);
        _receiveQueued.Report(queues.ReceiveBytes);
        _sendQueued.Report(queues.SendBytes);
        _connects.Report(counters.Connects);
        for (int i = 0; i < _ends.Length; i++) _ends[i].Report(counters.Ends((TransportError)i));
    }

    /// <summary>Brings the count of refused attempts up to date.</summary>
    public void Report(StreamRefusalCounters refusals)
    {
        for (int i = 0; i < _refused.Length; i++) _refused[i].Report(refusals[(StreamRefusal)i]);
    }

    private static KeyValuePair<string, object?> Reason(string value) => new("reason", value);
}
