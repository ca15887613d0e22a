namespace Tain.Transports;

/// <summary>A connecting end that counts.</summary>
internal sealed class MeteredClient(TransportClient inner, Traffic traffic) : MiddlewareClient(inner)
{
    public override bool TryReceive(out TransportEvent received)
    {
        if (!Inner.TryReceive(out received)) return false;
        if (received.Kind == TransportEventKind.Data) traffic.CountReceived(received.Channel, received.Data.Length);
        return true;
    }

    public override bool Send(ReadOnlySpan<byte> data, Channel channel)
    {
        if (!Inner.Send(data, channel)) return false;
        traffic.CountSent(channel, data.Length);
        return true;
    }
}
