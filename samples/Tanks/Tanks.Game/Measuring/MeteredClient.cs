using Tain.Transports;

namespace Tanks;

/// <summary>A client endpoint that counts.</summary>
internal sealed class MeteredClient(TransportClient inner, Traffic traffic) : TransportClient
{
    public override bool IsConnected => inner.IsConnected;

    public override void Connect(string address) => inner.Connect(address);

    public override void Connect(Uri uri) => inner.Connect(uri);

    public override void Disconnect() => inner.Disconnect();

    public override bool TryReceive(out TransportEvent received)
    {
        if (!inner.TryReceive(out received)) return false;
        traffic.Received(received.Data.Length);
        return true;
    }

    public override bool Send(ReadOnlySpan<byte> data, Channel channel)
    {
        if (!inner.Send(data, channel)) return false;
        traffic.Sent(data.Length);
        return true;
    }

    public override void Flush() => inner.Flush();

    public override int GetMaxPacketBytes(Channel channel) => inner.GetMaxPacketBytes(channel);

    public override int GetBatchThresholdBytes(Channel channel) => inner.GetBatchThresholdBytes(channel);

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
    }
}
