using Tain.Transports;

namespace Tain.Simulation;

/// <summary>The connecting end of a <see cref="SimulatedLinkTransport"/>.</summary>
internal sealed class SimulatedLinkClient(TransportClient inner, DelayedSender sender) : TransportClient
{
    private DelayedLine? _line;
    private bool _congestionDue;

    public override bool IsConnected => inner.IsConnected;

    public override void Connect(string address) => inner.Connect(address);

    public override void Connect(Uri uri) => inner.Connect(uri);

    public override void Disconnect()
    {
        CloseLine();
        inner.Disconnect();
    }

    public override bool TryReceive(out TransportEvent received)
    {
        if (_congestionDue)
        {
            _congestionDue = false;
            received = TransportEvent.Error(0, TransportError.Congestion, $"The simulated line holds {sender.MaxHeldBackBytes} bytes back.");
            inner.Disconnect();
            return true;
        }

        if (!inner.TryReceive(out received)) return false;
        if (received.Kind == TransportEventKind.Connected) _line = sender.CreateLine(0);
        else if (received.Kind == TransportEventKind.Disconnected) CloseLine();
        return true;
    }

    public override bool Send(ReadOnlySpan<byte> data, Channel channel)
    {
        // What is refused, the inner transport refuses in its own words.
        if (_line is null || data.IsEmpty || data.Length > inner.GetMaxPacketBytes(channel)) return inner.Send(data, channel);
        if (_line.IsClosed) return false;
        if (sender.TryHold(_line, data, channel)) return true;
        _congestionDue = true;
        _line.IsClosed = true;
        return false;
    }

    public override void Flush()
    {
        while (sender.TryTakeDue(out DelayedPacket? packet))
        {
            // If it is refused now, the inner transport reports why; the caller has had its answer long ago.
            inner.Send(packet.Bytes, packet.Channel);
            sender.Return(packet);
        }

        inner.Flush();
    }

    public override int GetMaxPacketBytes(Channel channel) => inner.GetMaxPacketBytes(channel);

    public override int GetBatchThresholdBytes(Channel channel) => inner.GetBatchThresholdBytes(channel);

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        CloseLine();
        inner.Dispose();
    }

    private void CloseLine()
    {
        if (_line is not null) _line.IsClosed = true;
        _line = null;
        _congestionDue = false;
    }
}
