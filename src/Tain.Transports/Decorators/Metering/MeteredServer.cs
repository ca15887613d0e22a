namespace Tain.Transports;

/// <summary>A listening end that counts.</summary>
internal sealed class MeteredServer(TransportServer inner, Traffic traffic) : MiddlewareServer(inner)
{
    public override bool TryReceive(out TransportEvent received)
    {
        if (!Inner.TryReceive(out received)) return false;
        if (received.Kind == TransportEventKind.Data) traffic.CountReceived(received.Channel, received.Data.Length);
        return true;
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel)
    {
        if (!Inner.Send(connectionId, data, channel)) return false;
        traffic.CountSent(channel, data.Length);
        return true;
    }
}
