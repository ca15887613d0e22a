using Tain.Messages;
using Tain.Transports;

namespace Tain.Tests.Endpoints;

/// <summary>What well-behaved servers and clients do.</summary>
public class ConversationTests
{
    [Fact]
    public void MessagesGoBothWaysWithTheirChannel()
    {
        using var stage = new Stage();
        List<string> heard = [];
        MessageClient client = stage.Join(c => c.RegisterHandler<Note>((_, note, channel) => heard.Add($"{note} on {channel}")));
        Assert.Equal(ConnectState.Connected, client.State);
        Assert.Equal(["connected 1"], stage.Events);

        client.Send(new Note { Number = 1, Text = "up", Payload = new byte[] { 0xAB } });
        stage.Run();
        Assert.Equal(["1: 1 up ab"], stage.Received);

        stage.Server.Connections[1].Send(new Note { Number = 2, Text = "down" }, Channels.Unreliable);
        stage.Server.SendToAll(new Note { Number = 3, Text = "all" });
        stage.Server.SendToAll(new Note { Number = 4, Text = "ready" }, onlyReady: true);
        stage.Run();
        Assert.Equal(["2 down  on 1", "3 all  on 0"], heard.Order());
        Assert.Empty(stage.Log.Lines);
    }

    [Fact]
    public void TheTimestampOfABatchIsKnownWhileItsMessagesAreHandled()
    {
        using var stage = new Stage();
        double timestamp = 0;
        stage.Server.ReplaceHandler<Note>((connection, _) => timestamp = connection.remoteTimeStamp);
        MessageClient client = stage.Join();
        double sentAt = client.Time.localTime;
        client.Send(new Note());
        stage.Run();
        Assert.Equal(sentAt, timestamp);
    }

    [Fact]
    [Trait("Behaviour", "3.2")]
    public void AClientsFirstMessageIsAPing()
    {
        var wire = new MemoryTransport();
        using TransportServer server = wire.CreateServer();
        server.Start();
        using var client = new MessageClient(wire.CreateClient(), new MessageClientOptions { TimeProvider = new Simulation.SimulatedClock() });
        client.Connect("memory");
        client.Receive();
        client.Flush();

        Assert.True(server.TryReceive(out TransportEvent connected));
        Assert.Equal(TransportEventKind.Connected, connected.Kind);
        Assert.True(server.TryReceive(out TransportEvent data));
        Assert.Equal(Channel.Unreliable, data.Channel);
        Assert.Equal(TestMessages.Packet(0, TestMessages.Packed(new NetworkPingMessage(0, 0))), data.Data.ToArray());
        Assert.False(server.TryReceive(out _));
    }

    [Fact]
    [Trait("Behaviour", "3.1")]
    [Trait("Behaviour", "3.2")]
    public void DisconnectingIsReportedOnBothSidesOnce()
    {
        using var stage = new Stage();
        int gone = 0;
        MessageClient client = stage.Join(c => c.Disconnected += () => gone++);
        client.Disconnect();
        Assert.Equal(ConnectState.Disconnecting, client.State);
        stage.Run();
        Assert.Equal((1, ConnectState.Disconnected, null), (gone, client.State, client.Connection));
        Assert.Equal(["connected 1", "disconnected 1"], stage.Events);
        Assert.Equal(0, stage.Server.Connections.Count);

        client.Connect(new Uri("memory://localhost"));
        stage.Run();
        Assert.True(client.IsConnected);
        stage.Server.Connections[2].Disconnect();
        client.Send(new Note());
        stage.Run();
        Assert.Equal(2, gone);
        Assert.Empty(stage.Received);
    }

    [Fact]
    [Trait("Behaviour", "3.2")]
    public void AConnectThatFailsEndsInDisconnected()
    {
        var client = new MessageClient(new MemoryTransport().CreateClient());
        List<string> events = [];
        client.Disconnected += () => events.Add($"disconnected while {client.State}");
        client.Error += (error, _) => events.Add(error.ToString());
        client.Connect("nobody");
        Assert.Throws<InvalidOperationException>(() => client.Connect("again"));
        Assert.Throws<InvalidOperationException>(() => client.Send(new Note()));
        client.Receive();
        Assert.Equal([nameof(TransportError.Refused), "disconnected while Connecting"], events);
        Assert.Equal(ConnectState.Disconnected, client.State);
    }

    [Fact]
    [Trait("Behaviour", "3.1")]
    public void StoppingEndsEveryConnectionAndTheServerStartsAgain()
    {
        using var stage = new Stage();
        MessageClient one = stage.Join();
        stage.Join();
        stage.Server.Stop();
        Assert.False(stage.Server.IsActive);
        Assert.Equal(["connected 1", "connected 2", "disconnected 1", "disconnected 2"], stage.Events);
        stage.Run();
        Assert.Equal(ConnectState.Disconnected, one.State);

        stage.Server.Start();
        one.Connect("memory");
        stage.Run();
        Assert.True(one.IsConnected);
        Assert.Equal(1, stage.Server.Connections.Count);
    }

    [Fact]
    public void AHandlerMayStopTheServer()
    {
        using var stage = new Stage();
        stage.Server.ReplaceHandler<Note>((_, _) => stage.Server.Stop());
        MessageClient client = stage.Join();
        client.Send(new Note());
        stage.Run();
        Assert.False(stage.Server.IsActive);
        Assert.Equal(0, stage.Server.Connections.Count);
        Assert.Equal(ConnectState.Disconnected, client.State);
    }

    [Fact]
    public void ReceiveFromAHandlerIsMisuse()
    {
        using var stage = new Stage();
        Exception? thrown = null;
        stage.Server.ReplaceHandler<Note>((_, _) => thrown = Record.Exception(stage.Server.Receive));
        stage.Join().Send(new Note());
        stage.Run();
        Assert.IsType<InvalidOperationException>(thrown);
    }

    [Trait("Attack", "A-03")]
    [Fact]
    [Trait("Behaviour", "3.1")]
    public void AFullOrClosedServerRefuses()
    {
        using var stage = new Stage();
        stage.Server.MaxConnections = 1;
        MessageClient first = stage.Join();
        MessageClient second = stage.Join();
        Assert.Equal((true, ConnectState.Disconnected), (first.IsConnected, second.State));
        Assert.Equal(1, stage.Server.Rejections[RejectReason.ServerFull]);

        stage.Server.MaxConnections = 10;
        stage.Server.Listen = false;
        Assert.Equal(ConnectState.Disconnected, stage.Join().State);
        Assert.Equal(1, stage.Server.Rejections[RejectReason.NotListening]);
        Assert.Equal(["connected 1"], stage.Events);
        Assert.Equal(
            ["A connection from localhost is refused: the server is full.", "A connection from localhost is refused: the server is not listening."], stage.Log.Lines);
    }

    [Fact]
    public void AMessageThatNoPacketCanHoldIsDroppedWithAnError()
    {
        using var stage = new Stage();
        MessageClient client = stage.Join();
        int max = client.Connection!.MaxMessageSize();
        Assert.Equal(65_535 - 8 - 3, max);

        // Id, number, no text, and three bytes of count.
        client.Send(new Note { Payload = new byte[max - 2 - 1 - 2 - 3] });
        stage.Run();
        Assert.Single(stage.Received);
        client.Send(new Note { Payload = new byte[max - 2 - 1 - 2 - 3 + 1] });
        stage.Run();
        Assert.Single(stage.Received);
        Assert.Equal($"A Note of {max + 1} bytes is not sent to connection 0 (memory): at most {max} bytes fit.", Assert.Single(stage.Log.Lines));
        Assert.True(client.IsConnected);
    }

    [Fact]
    public void AChannelThatDoesNotExistIsMisuse()
    {
        using var stage = new Stage();
        MessageClient client = stage.Join();
        Assert.Throws<ArgumentOutOfRangeException>(() => client.Send(new Note(), 2));
    }

    [Fact]
    public void AConnectionThatBelongsToNobodyCannotSend()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => new ClientConnection(5).Send(new Note()));
        Assert.Contains("AddConnection", exception.Message);
    }

    [Fact, Trait("Behaviour", "3.5")]
    public void RegisteringTwiceReplacesWithAWarning()
    {
        using var stage = new Stage();
        stage.Server.RegisterHandler<Note>((_, _) => stage.Received.Add("second"));
        Assert.Equal("The handler of Note is replaced. Use ReplaceHandler if that is meant.", Assert.Single(stage.Log.Lines));
        stage.Server.ReplaceHandler<Note>((_, _) => stage.Received.Add("third"));
        Assert.Single(stage.Log.Lines);
        stage.Join().Send(new Note());
        stage.Run();
        Assert.Equal(["third"], stage.Received);
        Assert.True(stage.Server.UnregisterHandler<Note>());
        Assert.False(stage.Server.UnregisterHandler<Note>());
    }

    [Trait("Attack", "B-14")]
    [Fact]
    public void TwoMessageTypesWithTheSameIdAreRefused()
    {
        using var stage = new Stage();
        var exception = Assert.Throws<InvalidOperationException>(() => stage.Server.RegisterHandler<Impostor>((_, _) => { }));
        Assert.Contains("WireName", exception.Message);
    }

    [Fact]
    public void WhatArrivesWhilePausedIsHandledAfterwardsInOrderAndWithItsChannel()
    {
        using var stage = new Stage();
        stage.Server.ReplaceHandler<Note>((_, note, channel) =>
        {
            stage.Received.Add($"{note.Number} on {channel}");
            if (note.Number == 1) stage.Server.IsPaused = true;     // as a scene change does, in the middle of a packet
        });
        MessageClient client = stage.Join();
        client.Send(new Note { Number = 1 });
        client.Send(new Note { Number = 2 });
        stage.Run();
        client.Send(new Note { Number = 3 }, Channels.Unreliable);
        stage.Run();
        Assert.Equal(["1 on 0"], stage.Received);

        stage.Server.IsPaused = false;
        stage.Run(1);
        Assert.Equal(["1 on 0", "2 on 0", "3 on 1"], stage.Received);
    }

    [Fact]
    public void APausedClientQueuesToo()
    {
        using var stage = new Stage();
        List<int> heard = [];
        MessageClient client = stage.Join(c => c.RegisterHandler<Note>(note => heard.Add(note.Number)));
        client.IsPaused = true;
        stage.Server.SendToAll(new Note { Number = 7 });
        stage.Run();
        Assert.Empty(heard);
        client.IsPaused = false;
        stage.Run(1);
        Assert.Equal([7], heard);
    }

    [Fact]
    public void AHostsConnectionIsAddedAndDispatchedWithoutTheTransport()
    {
        using var stage = new Stage();
        var local = new ClientConnection(NetworkConnection.LocalConnectionId);
        Assert.True(stage.Server.AddConnection(local));
        Assert.False(stage.Server.AddConnection(new ClientConnection(NetworkConnection.LocalConnectionId)));
        local.isAuthenticated = true;
        stage.Server.HandleMessage(local, TestMessages.Packed(new Note { Number = 5 }), timestamp: 1.5, Channels.Reliable);
        Assert.Equal(["0: 5  "], stage.Received);
        Assert.Equal(1.5, local.remoteTimeStamp);
        Assert.True(stage.Server.RemoveConnection(NetworkConnection.LocalConnectionId));
        Assert.False(stage.Server.RemoveConnection(NetworkConnection.LocalConnectionId));
        Assert.False(local.IsOpen);
    }

    [WireName("Tain.Tests.Note")]
    private struct Impostor : NetworkMessage;
}
