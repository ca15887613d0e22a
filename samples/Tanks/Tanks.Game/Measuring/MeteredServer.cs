using Tain.Transports;

namespace Tanks;

/// <summary>A server endpoint that counts.</summary>
internal sealed class MeteredServer(TransportServer inner, Traffic traffic) : TransportServer
{
    public override bool IsActive => inner.IsActive;

    public override Uri Uri => inner.Uri;

    public override void Start() => inner.Start();

    public override void Stop() => inner.Stop();

    public override bool TryReceive(out TransportEvent received)
    {
        if (!inner.TryReceive(out received)) return false;
        traffic.Received(received.Data.Length);
        return true;
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel)
    {
        if (!inner.Send(connectionId, data, channel)) return false;
        traffic.Sent(data.Length);
        return true;
    }

    public override void Disconnect(int connectionId) => inner.Disconnect(connectionId);

    public override void Flush() => inner.Flush();

    public override string GetAddress(int connectionId) => inner.GetAddress(connectionId);

    public override int GetMaxPacketBytes(Channel channel) => inner.GetMaxPacketBytes(channel);

    public override int GetBatchThresholdBytes(Channel channel) => inner.GetBatchThresholdBytes(channel);

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
    }
}
