namespace Tain.Transports;

/// <summary>A connecting end whose packets are held back.</summary>
internal sealed class DelayedClient<TLine>(TransportClient inner, DelayedSender<TLine> sender) : MiddlewareClient(inner) where TLine : DelayedLine
{
    private TLine? _line;
    private bool _congestionDue;

    public override void Disconnect()
    {
        CloseLine();
        Inner.Disconnect();
    }

    public override bool TryReceive(out TransportEvent received)
    {
        if (_congestionDue)
        {
            _congestionDue = false;
            received = TransportEvent.Error(0, TransportError.Congestion, $"The simulated line holds {sender.MaxHeldBackBytes} bytes back.");
            Inner.Disconnect();
            return true;
        }

        if (!Inner.TryReceive(out received)) return false;
        if (received.Kind == TransportEventKind.Connected) _line = sender.CreateLine(0);
        else if (received.Kind == TransportEventKind.Disconnected) CloseLine();
        return true;
    }

    public override bool Send(ReadOnlySpan<byte> data, Channel channel)
    {
        // What is refused, the inner transport refuses in its own words.
        if (_line is null || data.IsEmpty || data.Length > Inner.GetMaxPacketBytes(channel)) return Inner.Send(data, channel);
        if (_line.IsClosed) return false;
        if (sender.TryHold(_line, data, channel)) return true;
        _congestionDue = true;
        _line.IsClosed = true;
        return false;
    }

    public override int GetSendQueueBytes() => Inner.GetSendQueueBytes() + (_line?.HeldBackBytes ?? 0);

    public override void Flush()
    {
        sender.CollectDue();
        while (sender.TryTakeDue(out DelayedPacket? packet))
        {
            // If it is refused now, the inner transport reports why; the caller has had its answer long ago.
            Inner.Send(packet.Bytes, packet.Channel);
            sender.Return(packet);
        }

        Inner.Flush();
    }

    private void CloseLine()
    {
        if (_line is not null) _line.IsClosed = true;
        _line = null;
        _congestionDue = false;
    }
}
