namespace Tain;

/// <summary>The link between a server and the client in its own world: two connections and what is on its way between them.</summary>
internal sealed class HostLink
{
    private readonly LocalInbox _toClient = new();
    private readonly LocalInbox _toServer = new();

    public HostLink()
    {
        ToClient = new LocalConnectionToClient(_toClient);
        ToServer = new LocalConnectionToServer(_toServer);
    }

    public LocalConnectionToClient ToClient { get; }

    public LocalConnectionToServer ToServer { get; }

    public void DeliverToServer(NetworkServer server) => _toServer.Empty(new ServerEnd(server, ToClient));

    public void DeliverToClient(NetworkClient client) => _toClient.Empty(new ClientEnd(client, ToServer));

    public void Cut()
    {
        _toClient.Clear();
        _toServer.Clear();
    }

    private readonly struct ServerEnd(NetworkServer server, LocalConnectionToClient from) : ILocalReceiver
    {
        public bool IsPaused => server.isLoadingScene;

        public void Receive(ArraySegment<byte> message, double sentAt) => server.Messages.HandleMessage(from, message, sentAt, Channels.Reliable);
    }

    private readonly struct ClientEnd(NetworkClient client, LocalConnectionToServer from) : ILocalReceiver
    {
        public bool IsPaused => client.isLoadingScene;

        public void Receive(ArraySegment<byte> message, double sentAt) => client.Messages.HandleMessage(from, message, sentAt, Channels.Reliable);
    }
}
