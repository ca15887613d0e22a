namespace Tain;

/// <summary>The link between a server and the client in its own world: two connections and what is on its way between them.</summary>
internal sealed class HostLink
{
    private readonly LocalInbox _toClient = new();
    private readonly LocalInbox _toServer = new();

    public HostLink()
    {
        ToClient = new LocalConnectionToClient(this, _toClient);
        ToServer = new LocalConnectionToServer(this, _toServer);
    }

    public LocalConnectionToClient ToClient { get; }

    public LocalConnectionToServer ToServer { get; }

    /// <summary>
    /// One of the ends was told to disconnect, for example because a handler threw. Nothing is delivered any more, and the client parts in its next late update, as a
    /// remote one parts when its transport tells it.
    /// </summary>
    public bool IsEnding { get; private set; }

    /// <summary>The server is taking leave of its client.</summary>
    public bool IsDetaching { get; set; }

    public void End() => IsEnding = true;

    public void DeliverToServer(NetworkServer server) => _toServer.Empty(new ServerEnd(server, this));

    public void DeliverToClient(NetworkClient client) => _toClient.Empty(new ClientEnd(client, this));

    public void Cut()
    {
        IsEnding = true;
        _toClient.Clear();
        _toServer.Clear();
    }

    private readonly struct ServerEnd(NetworkServer server, HostLink link) : ILocalReceiver
    {
        public bool IsPaused => server.isLoadingScene;

        public void Receive(ArraySegment<byte> message, double sentAt)
        {
            if (!link.IsEnding) server.Messages.HandleMessage(link.ToClient, message, sentAt, Channels.Reliable);
        }
    }

    private readonly struct ClientEnd(NetworkClient client, HostLink link) : ILocalReceiver
    {
        public bool IsPaused => client.isLoadingScene;

        public void Receive(ArraySegment<byte> message, double sentAt)
        {
            if (!link.IsEnding) client.Messages.HandleMessage(link.ToServer, message, sentAt, Channels.Reliable);
        }
    }
}
