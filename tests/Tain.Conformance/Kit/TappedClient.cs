using Tain.Transports;

namespace Tain.Conformance.Kit;

/// <summary>A client's end of <see cref="TappedTransport"/>.</summary>
internal sealed class TappedClient(TransportClient inner, List<SentPacket> sent) : TransportClient
{
    public override bool IsConnected => inner.IsConnected;

    public override void Connect(string address) => inner.Connect(address);

    public override void Connect(Uri uri) => inner.Connect(uri);

    public override void Disconnect() => inner.Disconnect();

    public override bool TryReceive(out TransportEvent received) => inner.TryReceive(out received);

    public override bool Send(ReadOnlySpan<byte> data, Channel channel)
    {
        sent.Add(new SentPacket(0, (int)channel, data.ToArray()));
        return inner.Send(data, channel);
    }

    public override void Flush() => inner.Flush();

    public override int GetMaxPacketBytes(Channel channel) => inner.GetMaxPacketBytes(channel);
}
