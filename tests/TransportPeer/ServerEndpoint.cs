namespace Tain.Transports.Peers;

internal sealed class ServerEndpoint : Endpoint
{
    private readonly TransportServer _server;

    public ServerEndpoint(Transport transport)
    {
        _server = transport.CreateServer();
        _server.Start();
    }

    public Uri Uri => _server.Uri;

    public override bool TryReceive(out TransportEvent received) => _server.TryReceive(out received);

    public override bool Send(int connectionId, ReadOnlySpan<byte> packet, Channel channel) => _server.Send(connectionId, packet, channel);

    public override void Disconnect(int connectionId) => _server.Disconnect(connectionId);

    public override int MaxPacketBytes(Channel channel) => _server.GetMaxPacketBytes(channel);

    public override void Flush() => _server.Flush();

    public override void Dispose() => _server.Dispose();
}
