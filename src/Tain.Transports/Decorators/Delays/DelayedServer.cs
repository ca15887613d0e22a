namespace Tain.Transports;

/// <summary>A listening end whose packets are held back; each connection has a line of its own.</summary>
internal sealed class DelayedServer<TLine>(TransportServer inner, DelayedSender<TLine> sender) : MiddlewareServer(inner) where TLine : DelayedLine
{
    private readonly Dictionary<int, TLine> _lines = [];
    private readonly Queue<TLine> _congested = new();

    public override void Stop()
    {
        foreach (TLine line in _lines.Values) line.IsClosed = true;
        _lines.Clear();
        _congested.Clear();
        Inner.Stop();
    }

    public override bool TryReceive(out TransportEvent received)
    {
        if (_congested.TryDequeue(out TLine? congested))
        {
            received = TransportEvent.Error(congested.ConnectionId, TransportError.Congestion, $"The simulated line holds {sender.MaxHeldBackBytes} bytes back.");
            Inner.Disconnect(congested.ConnectionId);
            return true;
        }

        if (!Inner.TryReceive(out received)) return false;
        if (received.Kind == TransportEventKind.Connected) _lines.Add(received.ConnectionId, sender.CreateLine(received.ConnectionId));
        else if (received.Kind == TransportEventKind.Disconnected && _lines.Remove(received.ConnectionId, out TLine? line)) line.IsClosed = true;
        return true;
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel)
    {
        // What is refused, the inner transport refuses in its own words.
        if (!_lines.TryGetValue(connectionId, out TLine? line) || data.IsEmpty || data.Length > Inner.GetMaxPacketBytes(channel))
            return Inner.Send(connectionId, data, channel);
        if (line.IsClosed) return false;
        if (sender.TryHold(line, data, channel)) return true;
        line.IsClosed = true;
        _congested.Enqueue(line);
        return false;
    }

    public override int GetSendQueueBytes(int connectionId) =>
        Inner.GetSendQueueBytes(connectionId) + (_lines.TryGetValue(connectionId, out TLine? line) ? line.HeldBackBytes : 0);

    public override void Disconnect(int connectionId)
    {
        if (_lines.TryGetValue(connectionId, out TLine? line)) line.IsClosed = true;
        Inner.Disconnect(connectionId);
    }

    public override void Flush()
    {
        sender.CollectDue();
        while (sender.TryTakeDue(out DelayedPacket? packet))
        {
            // If it is refused now, the inner transport reports why; the caller has had its answer long ago.
            Inner.Send(packet.Line.ConnectionId, packet.Bytes, packet.Channel);
            sender.Return(packet);
        }

        Inner.Flush();
    }
}
