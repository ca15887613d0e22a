using Tain.Transports;

namespace Tain.Conformance.Kit;

/// <summary>The server's end of <see cref="TappedTransport"/>.</summary>
internal sealed class TappedServer(TransportServer inner, List<SentPacket> sent) : TransportServer
{
    public override bool IsActive => inner.IsActive;

    public override Uri Uri => inner.Uri;

    public override void Start() => inner.Start();

    public override void Stop() => inner.Stop();

    public override bool TryReceive(out TransportEvent received) => inner.TryReceive(out received);

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel)
    {
        sent.Add(new SentPacket(connectionId, channel, data.ToArray()));
        return inner.Send(connectionId, data, channel);
    }

    public override void Disconnect(int connectionId) => inner.Disconnect(connectionId);

    public override void Flush() => inner.Flush();

    public override string GetAddress(int connectionId) => inner.GetAddress(connectionId);

    public override int GetMaxPacketBytes(Channel channel) => inner.GetMaxPacketBytes(channel);
}
