using Tain.Messages;
using Tain.Simulation;

namespace Tain.Tests.Endpoints;

/// <summary>behaviour.md 3.2: the end of one connection of a client and the beginning of the next, in every order.</summary>
[Trait("Behaviour", "3.2")]
public class ReconnectTests
{
    [Fact]
    public void ConnectRightAfterDisconnectBeginsAnew()
    {
        using var stage = new Stage();
        List<string> events = [];
        MessageClient client = stage.Join(c => Note(c, events));

        client.Disconnect();
        client.Connect("memory");
        Assert.Equal(["connected", "disconnected"], events);
        Assert.Equal(ConnectState.Connecting, client.State);

        stage.Run();
        Assert.Equal(["connected", "disconnected", "connected"], events);
        Assert.True(client.IsConnected);
        Assert.Equal(["connected 1", "disconnected 1", "connected 2"], stage.Events);
        client.Send(new Note { Number = 1 });
        stage.Run();
        Assert.Equal(["2: 1  "], stage.Received);
    }

    [Fact]
    public void AnAttemptThatIsGivenUpDoesNotEndTheNext()
    {
        using var stage = new Stage();
        List<string> events = [];
        MessageClient client = stage.AddClient(c => Note(c, events));

        for (int i = 0; i < 3; i++)
        {
            client.Connect("memory");
            client.Disconnect();
        }
        client.Connect("memory");
        stage.Run();

        Assert.Equal(["disconnected", "disconnected", "disconnected", "connected"], events);
        Assert.Equal(1, stage.Server.Connections.Count);
    }

    [Fact]
    public void AHandlerMayConnectAgainAtOnce()
    {
        using var stage = new Stage();
        List<string> events = [];
        MessageClient client = stage.Join(c => Note(c, events));
        client.RegisterHandler<Note>(_ =>
        {
            client.Disconnect();
            client.Connect("memory");
        });

        stage.Server.SendToAll(new Note());
        stage.Server.SendToAll(new Note());
        stage.Run();

        Assert.Equal(["connected", "disconnected", "connected"], events);
        Assert.Equal(["connected 1", "disconnected 1", "connected 2"], stage.Events);
    }

    [Fact]
    public void AListenerOfTheEndCannotConnectButMayDisconnectAndDispose()
    {
        using var stage = new Stage();
        int ends = 0;
        MessageClient client = stage.Join();
        client.Disconnected += () =>
        {
            ends++;
            Assert.Throws<InvalidOperationException>(() => client.Connect("memory"));
            client.Disconnect();
            client.Dispose();
        };

        stage.Server.Connections[1].Disconnect();
        stage.Run();

        Assert.Equal(1, ends);
        Assert.Equal(ConnectState.Disconnected, client.State);
        Assert.Empty(stage.Log.Lines);
    }

    [Fact]
    public void AHandlerMayDisposeOfTheClient()
    {
        using var stage = new Stage();
        MessageClient client = stage.Join();
        int handled = 0;
        client.RegisterHandler<Note>(_ =>
        {
            handled++;
            client.Dispose();
        });

        stage.Server.SendToAll(new Note());
        stage.Server.SendToAll(new Note());
        stage.Run();

        Assert.Equal(1, handled);
        Assert.Null(client.Connection);
        Assert.Equal(["connected 1", "disconnected 1"], stage.Events);
        Assert.Empty(stage.Log.Lines);
    }

    [Fact]
    public void OverKcpTheNextConnectionDoesNotWaitForTheLastEither()
    {
        var network = new SimulatedNetwork(seed: 5, LinkProfile.Dsl);
        using var server = new MessageServer(network.CreateKcpTransport(network.Server).CreateServer(), new MessageServerOptions { TimeProvider = network.Clock });
        using var client = new MessageClient(network.CreateKcpTransport(network.Host("a")).CreateClient(), new MessageClientOptions { TimeProvider = network.Clock });
        server.Start();
        network.EveryFrame(60, _ => { server.Receive(); server.Flush(); });
        network.EveryFrame(60, _ => { client.Receive(); client.Flush(); });
        client.Connect(network.Server.Name);
        network.RunUntil(() => client.IsConnected, TimeSpan.FromSeconds(5));

        client.Disconnect();
        client.Connect(network.Server.Name);
        network.RunUntil(() => client.IsConnected, TimeSpan.FromSeconds(5));
        network.RunFor(TimeSpan.FromSeconds(1));

        Assert.True(client.IsConnected);
        Assert.Equal(1, server.Connections.Count);
    }

    [Fact]
    public void TheTimelinesOfLivingConnectionsTakeNewSettings()
    {
        using var stage = new Stage();
        MessageClient client = stage.Join();
        double before = client.Time.ServerTimeline.InitialBufferTime;

        client.ConfigureTimelines(client.SendRate / 2, client.SnapshotSettings);

        Assert.Equal(before * 2, client.Time.ServerTimeline.InitialBufferTime);
        Assert.Throws<ArgumentOutOfRangeException>(() => stage.Server.ConfigureTimelines(0, client.SnapshotSettings));
    }

    private static void Note(MessageClient client, List<string> events)
    {
        client.Connected += () => events.Add("connected");
        client.Disconnected += () => events.Add("disconnected");
    }
}
