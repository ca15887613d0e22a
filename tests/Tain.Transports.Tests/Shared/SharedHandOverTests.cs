using Tain.Transports.Contract;

namespace Tain.Transports.Shared;

/// <summary>A connection goes from world to world while it stays up.</summary>
public class SharedHandOverTests
{
    [Fact]
    public void TheOldWorldSeesAnEndTheNewOneABeginningAndTheClientNothing()
    {
        using var stage = new SharedStage();
        ServerProbe lobby = stage.Open("lobby"), forest = stage.Open("forest");
        ClientProbe client = stage.Join();
        int id = Assert.Single(lobby.Connected);
        string address = stage.ServerOf("lobby").GetAddress(id);

        Assert.True(stage.ServerOf("lobby").HandOver(id, "forest"));
        Assert.False(lobby.Server.Send(id, [1], Channel.Reliable));
        stage.Run();

        Assert.Equal(TransportEventKind.Disconnected, lobby.Events[^1].Kind);
        PulledEvent connected = Assert.Single(forest.Events);
        Assert.Equal(TransportEventKind.Connected, connected.Kind);
        Assert.Equal(address, connected.Text);
        Assert.True(client.Client.IsConnected);
        Assert.Single(client.Events);
        Assert.True(forest.Server.Send(connected.ConnectionId, [7], Channel.Reliable));
        client.Client.Send([8], Channel.Reliable);
        stage.Run();
        Assert.Equal([7], Assert.Single(client.Data).Data);
        Assert.Equal([8], Assert.Single(forest.Of(TransportEventKind.Data)).Data);
        Assert.Empty(lobby.Of(TransportEventKind.Data));
    }

    [Fact]
    public void WhatWasSentBeforeArrivesBeforeWhatTheNewWorldSends()
    {
        using var stage = new SharedStage();
        ServerProbe lobby = stage.Open("lobby"), forest = stage.Open("forest");
        ClientProbe client = stage.Join();
        int id = lobby.Connected.Single();

        for (byte i = 0; i < 50; i++) Assert.True(lobby.Server.Send(id, [i], Channel.Reliable));
        Assert.True(stage.ServerOf("lobby").HandOver(id, "forest"));    // no flush: it goes out all the same
        stage.Shared.Tick();
        forest.Tick();
        int newId = forest.Connected.Single();
        for (byte i = 50; i < 100; i++) Assert.True(forest.Server.Send(newId, [i], Channel.Reliable));
        stage.Run();

        Assert.Equal(Enumerable.Range(0, 100), client.Data.Select(pulled => (int)pulled.Data[0]));
    }

    [Fact]
    public void WhatTheClientSendsMeanwhileWaitsForTheNewWorldInOrder()
    {
        using var stage = new SharedStage();
        ServerProbe lobby = stage.Open("lobby"), forest = stage.Open("forest");
        ClientProbe client = stage.Join();
        stage.Hanging.Add("forest");
        stage.ServerOf("lobby").HandOver(lobby.Connected.Single(), "forest");
        stage.Run();

        for (byte i = 0; i < 100; i++)
        {
            client.Client.Send([i], Channel.Reliable);
            stage.Run(1);
        }
        Assert.Empty(forest.Events);
        stage.Hanging.Clear();
        stage.Run();

        Assert.Equal(TransportEventKind.Connected, forest.Events[0].Kind);
        Assert.Equal(Enumerable.Range(0, 100), forest.Of(TransportEventKind.Data).Select(pulled => (int)pulled.Data[0]));
        Assert.Empty(lobby.Of(TransportEventKind.Data));
    }

    [Fact]
    public void ThereAndBackAgain()
    {
        using var stage = new SharedStage();
        ServerProbe lobby = stage.Open("lobby"), forest = stage.Open("forest");
        ClientProbe client = stage.Join();
        for (int i = 0; i < 10; i++)
        {
            Assert.True(stage.ServerOf("lobby").HandOver(lobby.Connected.Last(), "forest"));
            stage.Run();
            Assert.True(stage.ServerOf("forest").HandOver(forest.Connected.Last(), "lobby"));
            stage.Run();
        }
        Assert.Equal(11, lobby.Connected.Count());
        Assert.Equal(10, lobby.Of(TransportEventKind.Disconnected).Count());
        Assert.Equal(10, forest.Of(TransportEventKind.Disconnected).Count());
        Assert.True(client.Client.IsConnected);
        client.Client.Send([5], Channel.Reliable);
        stage.Run();
        Assert.Equal([5], Assert.Single(lobby.Of(TransportEventKind.Data)).Data);
    }

    [Fact]
    public void NothingHappensToAConnectionThatCannotBeHandedOver()
    {
        using var stage = new SharedStage();
        ServerProbe lobby = stage.Open("lobby");
        stage.Open("full", maxConnections: 1);
        stage.Join();
        stage.Join();
        SharedServer server = stage.ServerOf("lobby");
        int[] ids = [.. lobby.Connected];

        Assert.False(server.HandOver(ids[0], "nowhere"));
        Assert.False(server.HandOver(12345, "full"));
        Assert.True(server.HandOver(ids[0], "full"));
        Assert.False(server.HandOver(ids[0], "full"));
        stage.Run();
        Assert.False(server.HandOver(ids[1], "full"));
        Assert.True(lobby.Server.Send(ids[1], [1], Channel.Reliable));
        server.Disconnect(ids[1]);
        Assert.False(server.HandOver(ids[1], "lobby"));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("lobby", true)]
    public void AWorldThatGoesAwayOnTheWayLosesItToTheFallbackOrEndsIt(string? fallback, bool stays)
    {
        using var stage = new SharedStage(new SharedTransport(new MemoryTransport()) { UsesThread = false, FallbackWorld = fallback });
        ServerProbe lobby = stage.Open("lobby"), forest = stage.Open("forest");
        ClientProbe client = stage.Join();
        Assert.True(stage.ServerOf("lobby").HandOver(lobby.Connected.Single(), "forest"));
        forest.Server.Stop();
        stage.Run();

        Assert.Equal(stays, client.Client.IsConnected);
        Assert.Equal(stays ? 2 : 1, lobby.Connected.Count());
        Assert.Single(lobby.Of(TransportEventKind.Disconnected));
    }

    // Who is not known yet is let in by the entry world alone: the others have no authenticator.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ANewConnectionThatTheEntryWorldDoesNotTakeIsRefusedAndDoesNotComeToTheFallback(bool isFull)
    {
        using var stage = new SharedStage(new SharedTransport(new MemoryTransport()) { UsesThread = false, EntryWorld = "lobby", FallbackWorld = "limbo" });
        ServerProbe limbo = stage.Open("limbo");
        if (isFull)
        {
            stage.Open("lobby", maxConnections: 1);
            stage.Join();
        }

        ClientProbe client = stage.Join();

        Assert.False(client.Client.IsConnected);
        Assert.Empty(limbo.Events);
    }

    [Fact]
    public void AClientThatLeavesOnTheWayIsReportedToTheNewWorldOnly()
    {
        using var stage = new SharedStage();
        ServerProbe lobby = stage.Open("lobby"), forest = stage.Open("forest");
        ClientProbe client = stage.Join();
        stage.ServerOf("lobby").HandOver(lobby.Connected.Single(), "forest");
        stage.Shared.Tick();
        client.Client.Disconnect();
        stage.Run();

        Assert.Single(lobby.Of(TransportEventKind.Disconnected));
        Assert.Equal([TransportEventKind.Connected, TransportEventKind.Disconnected], forest.Events.Select(pulled => pulled.Kind));
    }
}
