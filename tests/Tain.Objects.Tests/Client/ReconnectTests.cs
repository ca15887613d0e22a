namespace Tain.Tests;

// behaviour.md 3.2: a client that leaves and comes back at once.
[Trait("Behaviour", "3.2")]
public class ReconnectTests
{
    private readonly Session _session = new();

    [Fact]
    public void ConnectRightAfterDisconnectBeginsASessionOfItsOwn()
    {
        Actor actor = _session.Server.Spawn();
        ClientSide client = _session.Join();
        Actor oldCopy = client.CopyOf(actor)!;
        Actor oldPlayer = client.Player!;
        List<string> events = [];
        client.Client.OnDisconnectedEvent += () => events.Add($"disconnected, {client.Client.spawned.Count} objects");
        client.Client.OnConnectedEvent += () => events.Add("connected");

        client.Client.Disconnect();
        client.Client.Connect("localhost");
        Assert.Equal(["disconnected, 2 objects"], events);
        Assert.Empty(client.Client.spawned);
        Assert.Null(client.Player);
        _session.Run(6);

        Assert.Equal(["disconnected, 2 objects", "connected"], events);
        Assert.True(oldCopy.isDestroyed);
        Assert.True(oldPlayer.isDestroyed);
        Assert.NotNull(client.Player);
        Assert.Equal(2, client.Client.spawned.Count);
        Assert.Equal(1, _session.NetworkServer.connections.Count);
        actor.health = 7;
        _session.Run(2);
        Assert.Equal(7, client.CopyOf(actor)!.health);
        Assert.Empty(client.Log.Lines);
        Assert.Empty(_session.Server.Log.Lines);
    }

    [Fact]
    public void TheClocksOfAWorldRunOnFromSessionToSession()
    {
        ClientSide client = _session.Join();
        double before = client.Client.NetworkTime.localTime;

        client.Client.Dispose();
        using var next = new NetworkClient(client.World, _session.Wire, new NetworkClientOptions { sendRate = Session.Rate });
        next.Connect("localhost");
        _session.Run(6);

        Assert.True(next.isConnected);
        Assert.True(next.NetworkTime.localTime > before);
        Assert.True(next.NetworkTime.unscaledTime > 0);
    }
}
