using Tain.Transports.Contract;
using Tain.Transports.Kit;
using Tain.Transports.Metering;

namespace Tain.Transports.Shared;

/// <summary>One port for many worlds: who gets which connection, and what a world that misbehaves costs the others.</summary>
public class SharedTransportTests
{
    [Fact]
    public void NewConnectionsComeToTheEntryWorldOrWhereTheRouterSaysOrToTheOldest()
    {
        using (var stage = new SharedStage())
        {
            stage.Open("first");
            stage.Open("second");
            stage.Join();
            Assert.Single(stage["first"].Connected);
        }
        using (var stage = new SharedStage(new SharedTransport(new MemoryTransport()) { UsesThread = false, EntryWorld = "second" }))
        {
            stage.Open("first");
            stage.Open("second");
            stage.Join();
            Assert.Single(stage["second"].Connected);
        }
        int asked = 0;
        using var routed = new SharedStage(new SharedTransport(new MemoryTransport())
        {
            UsesThread = false,
            EntryWorld = "lobby",
            Router = request =>
            {
                Assert.False(string.IsNullOrEmpty(request.Address));
                return ++asked == 1 ? "forest" : asked == 2 ? "not there" : throw new InvalidOperationException("a router that fails");
            },
        });
        routed.Open("lobby");
        routed.Open("forest");
        ClientProbe[] clients = [routed.Join(), routed.Join(), routed.Join()];
        Assert.Single(routed["forest"].Connected);
        Assert.Single(routed["lobby"].Connected);
        Assert.Equal([true, true, false], clients.Select(client => client.Client.IsConnected));
    }

    [Fact]
    public void AWorldIsFullAtItsOwnLimitAndThoseThatLeaveMakePlace()
    {
        using var stage = new SharedStage();
        ServerProbe world = stage.Open("world", maxConnections: 2);
        ClientProbe[] clients = [stage.Join(), stage.Join(), stage.Join()];
        Assert.Equal([true, true, false], clients.Select(client => client.Client.IsConnected));
        Assert.Equal(2, world.Connected.Count());

        clients[0].Client.Disconnect();
        stage.Run();
        Assert.True(stage.Join().Client.IsConnected);
    }

    [Fact]
    public void AWorldThatStopsEndsItsConnectionsOnlyAndTheLastOneClosesThePort()
    {
        using var stage = new SharedStage();
        ServerProbe lobby = stage.Open("lobby"), forest = stage.Open("forest");
        ClientProbe walker = stage.Join(), stayer = stage.Join();
        stage.ServerOf("lobby").HandOver(lobby.Connected.First(), "forest");
        stage.Run();
        Assert.Equal(["forest", "lobby"], stage.Shared.Worlds.Order());

        forest.Server.Stop();
        stage.Run();
        Assert.False(walker.Client.IsConnected);
        Assert.True(stayer.Client.IsConnected);
        forest.Server.Start();
        stage.ServerOf("lobby").HandOver(lobby.Connected.Last(), "forest");
        stage.Run();
        Assert.True(stayer.Client.IsConnected);

        lobby.Server.Stop();
        forest.Server.Stop();
        stage.Run();
        Assert.False(stayer.Client.IsConnected);
        Assert.False(stage.Join().Client.IsConnected);
        lobby.Server.Start();
        Assert.True(stage.Join().Client.IsConnected);
    }

    [Fact]
    public void TwoWorldsOfOneNameCannotListen()
    {
        using var stage = new SharedStage();
        stage.Open("lobby");
        using TransportServer second = stage.Shared.For("lobby").CreateServer();
        Assert.Contains("'lobby'", Assert.Throws<InvalidOperationException>(second.Start).Message);
        Assert.False(second.IsActive);
    }

    [Fact]
    public void AWorldThatHangsCostsThoseWhoFloodItAndNobodyElse()
    {
        using var stage = new SharedStage(new SharedTransport(new MemoryTransport()) { UsesThread = false, MaxReceiveQueueBytesPerWorld = 64 * 1024, MaxReceiveQueueBytesPerConnection = 64 * 1024 });
        ServerProbe lobby = stage.Open("lobby"), hanging = stage.Open("hanging");
        ClientProbe[] clients = [stage.Join(), stage.Join(), stage.Join()];
        int[] ids = [.. lobby.Connected];
        stage.ServerOf("lobby").HandOver(ids[0], "hanging");
        stage.ServerOf("lobby").HandOver(ids[1], "hanging");
        stage.Run();
        stage.Hanging.Add("hanging");
        byte[] packet = new byte[1_000];
        for (int i = 0; i < 300; i++)
        {
            clients[0].Client.Send(packet, Channel.Reliable);
            clients[1].Client.Send([1], Channel.Unreliable);
            clients[2].Client.Send([(byte)i], Channel.Reliable);
            stage.Run(1);
        }
        stage.Run();

        Assert.False(clients[0].Client.IsConnected);
        Assert.True(clients[1].Client.IsConnected);
        Assert.True(clients[2].Client.IsConnected);
        Assert.Equal(300, lobby.DataFrom(ids[2]).Count());
        Assert.False(stage.ServerOf("lobby").HandOver(ids[2], "hanging"));   // it takes nobody while it is full

        stage.Hanging.Clear();
        stage.Run();
        PulledEvent error = Assert.Single(hanging.Of(TransportEventKind.Error));
        Assert.Equal(TransportError.Congestion, error.ErrorCode);
        Assert.Equal(ids[0], Assert.Single(hanging.Of(TransportEventKind.Disconnected)).ConnectionId);
        Assert.True(stage.ServerOf("lobby").HandOver(ids[2], "hanging"));
    }

    [Fact]
    public void AWorldThatEndsAConnectionLetsItHaveWhatWasSent()
    {
        using var stage = new SharedStage();
        ServerProbe lobby = stage.Open("lobby");
        ClientProbe client = stage.Join();
        lobby.Server.Send(lobby.Connected.Single(), [9], Channel.Reliable);
        lobby.Server.Flush();
        lobby.Server.Disconnect(lobby.Connected.Single());
        stage.Run();
        Assert.Equal([9], Assert.Single(client.Data).Data);
        Assert.Equal(TransportEventKind.Disconnected, client.Events[^1].Kind);
        Assert.Single(lobby.Of(TransportEventKind.Disconnected));
    }

    [Fact]
    public void DisposingThePortEndsEverybodyAndTheWorldsSeeIt()
    {
        using var stage = new SharedStage();
        ServerProbe lobby = stage.Open("lobby");
        ClientProbe client = stage.Join();
        stage.Shared.Dispose();
        stage.Run();
        Assert.False(client.Client.IsConnected);
        Assert.Single(lobby.Of(TransportEventKind.Disconnected));
        Assert.False(lobby.Server.IsActive);
        Assert.Throws<ObjectDisposedException>(lobby.Server.Start);
    }

    [Fact]
    public void MisuseIsToldWithHelp()
    {
        Assert.Contains("UsesThread", Assert.Throws<InvalidOperationException>(() => new SharedTransport(new MemoryTransport()).For("a")).Message);
        Assert.Contains("UsesThread", Assert.Throws<InvalidOperationException>(new SharedTransport(new KcpTransport()).Tick).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SharedTransport(new KcpTransport()) { TickMs = 0 }.For("a"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SharedTransport(new KcpTransport()).For("a", maxConnections: 0));
        Assert.Throws<ArgumentException>(() => new SharedTransport(new KcpTransport()).For(" "));
    }

    [Fact]
    public void ItTellsWhatItDoes()
    {
        using var meters = new TestMeters();
        using var stage = new SharedStage(new SharedTransport(new MemoryTransport { Meters = meters }) { UsesThread = false });
        ServerProbe lobby = stage.Open("lobby", maxConnections: 1);
        stage.Open("forest");
        stage.Join();
        stage.Join();
        stage.ServerOf("lobby").HandOver(lobby.Connected.Single(), "forest");
        stage.Run();
        Assert.Equal(1, meters["tain.shared.refused"]);
        Assert.Equal(1, meters["tain.shared.hand_overs"]);
        Assert.Equal(1, meters["tain.shared.connections"]);
        stage.Shared.Dispose();
        Assert.Equal(0, meters["tain.shared.connections"]);
    }

    [Fact]
    public void NothingIsAllocatedPerPacket()
    {
        using var shared = new SharedTransport(new MemoryTransport { TimeProvider = new ManualClock() }) { UsesThread = false };
        TransportServer lobby = shared.For("lobby").CreateServer();
        using TransportServer forest = shared.For("forest").CreateServer();
        TransportClient client = shared.Inner.CreateClient();
        lobby.Start();
        forest.Start();
        client.Connect("localhost");
        using var game = new EchoGame(lobby, [client], shared.Tick) { Say = EchoGame.SayMuch, BeforeServer = shared.Tick };
        game.Run(500);
        game.CheckAllocatesNothing(ticks: 500, leastEchoed: 4_900);
    }
}
