using Tain.Transports;

namespace Tain.Simulation;

/// <summary>The listening end of a <see cref="SimulatedLinkTransport"/>; each connection has a line of its own.</summary>
internal sealed class SimulatedLinkServer(TransportServer inner, DelayedSender sender) : TransportServer
{
    private readonly Dictionary<int, DelayedLine> _lines = [];
    private readonly Queue<DelayedLine> _congested = new();

    public override bool IsActive => inner.IsActive;

    public override Uri Uri => inner.Uri;

    public override void Start() => inner.Start();

    public override void Stop()
    {
        foreach (DelayedLine line in _lines.Values) line.IsClosed = true;
        _lines.Clear();
        _congested.Clear();
        inner.Stop();
    }

    public override bool TryReceive(out TransportEvent received)
    {
        if (_congested.TryDequeue(out DelayedLine? congested))
        {
            received = TransportEvent.Error(congested.ConnectionId, TransportError.Congestion, $"The simulated line holds {sender.MaxHeldBackBytes} bytes back.");
            inner.Disconnect(congested.ConnectionId);
            return true;
        }

        if (!inner.TryReceive(out received)) return false;
        if (received.Kind == TransportEventKind.Connected) _lines.Add(received.ConnectionId, sender.CreateLine(received.ConnectionId));
        else if (received.Kind == TransportEventKind.Disconnected && _lines.Remove(received.ConnectionId, out DelayedLine? line)) line.IsClosed = true;
        return true;
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel)
    {
        // What is refused, the inner transport refuses in its own words.
        if (!_lines.TryGetValue(connectionId, out DelayedLine? line) || data.IsEmpty || data.Length > inner.GetMaxPacketBytes(channel))
            return inner.Send(connectionId, data, channel);
        if (line.IsClosed) return false;
        if (sender.TryHold(line, data, channel)) return true;
        line.IsClosed = true;
        _congested.Enqueue(line);
        return false;
    }

    public override void Disconnect(int connectionId)
    {
        if (_lines.TryGetValue(connectionId, out DelayedLine? line)) line.IsClosed = true;
        inner.Disconnect(connectionId);
    }

    public override void Flush()
    {
        while (sender.TryTakeDue(out DelayedPacket? packet))
        {
            // If it is refused now, the inner transport reports why; the caller has had its answer long ago.
            inner.Send(packet.Line.ConnectionId, packet.Bytes, packet.Channel);
            sender.Return(packet);
        }

        inner.Flush();
    }

    public override string GetAddress(int connectionId) => inner.GetAddress(connectionId);

    public override int GetMaxPacketBytes(Channel channel) => inner.GetMaxPacketBytes(channel);

    public override int GetBatchThresholdBytes(Channel channel) => inner.GetBatchThresholdBytes(channel);

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        Stop();
        inner.Dispose();
    }
}
