namespace Tain.Transports.Peers;

internal sealed class ClientEndpoint : Endpoint
{
    private readonly TransportClient _client;

    public ClientEndpoint(Transport transport, Uri server)
    {
        _client = transport.CreateClient();
        _client.Connect(server);
    }

    public override bool TryReceive(out TransportEvent received) => _client.TryReceive(out received);

    public override bool Send(int connectionId, ReadOnlySpan<byte> packet, Channel channel) => _client.Send(packet, channel);

    public override void Disconnect(int connectionId) => _client.Disconnect();

    public override int MaxPacketBytes(Channel channel) => _client.GetMaxPacketBytes(channel);

    public override void Flush() => _client.Flush();

    public override void Dispose() => _client.Dispose();
}
