using Tain.Messages;
using Tain.Simulation;
using Tain.Transports;

namespace Tain.Tests.Endpoints;

/// <summary>Who is nobody yet: connections that may not be, errors of nobody, and clients that never say who they are.</summary>
public class StrangerTests
{
    [Trait("Attack", "A-03")]
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void AnIdThatIsReservedOrTakenIsKicked(int id)
    {
        using var transport = new ScriptedServer();
        var log = new CollectingLogger();
        using var server = new MessageServer(transport, new MessageServerOptions { TimeProvider = new SimulatedClock(), Logger = log });
        List<int> connected = [];
        server.Connected += connection => connected.Add(connection.connectionId);
        server.Start();
        transport.Tell(TransportEventKind.Connected, 7);
        server.Receive();
        ClientConnection first = server.Connections[7];
        transport.Tell(TransportEventKind.Connected, id);
        server.Receive();

        Assert.Equal([id], transport.Kicked);
        Assert.Equal([7], connected);
        Assert.Same(first, Assert.Single(server.Connections.Values));
        Assert.Equal(1, server.Rejections[RejectReason.InvalidConnectionId]);
        Assert.Equal("A connection from somewhere is refused: the transport gave an id that is taken or reserved.", Assert.Single(log.Lines));
    }

    [Trait("Attack", "A-06")]
    [Fact]
    public void ErrorsOfNobodyReachNoGameAndFewLines()
    {
        using var transport = new ScriptedServer();
        var log = new CollectingLogger();
        using var server = new MessageServer(transport, new MessageServerOptions { TimeProvider = new SimulatedClock(), Logger = log });
        List<string> errors = [];
        server.Error += (connection, error, reason) => errors.Add($"{connection.connectionId} {error} {reason}");
        server.Start();
        transport.Tell(TransportEventKind.Connected, 7);
        for (int i = 0; i < 500; i++)
        {
            transport.Tell(TransportEventKind.Error, 0);
            transport.Tell(TransportEventKind.Error, 1000 + i);
        }
        transport.Tell(TransportEventKind.Error, 7);
        server.Receive();

        Assert.Equal(["7 InvalidReceive garbage"], errors);
        Assert.Equal(1000, server.Rejections[RejectReason.ErrorOfNoConnection]);
        Assert.Equal(10, log.Lines.Count(line => line == "Transport error InvalidReceive that concerns no connection: garbage"));
        Assert.Equal(11, log.Lines.Count);
    }

    [Trait("Attack", "A-04")]
    [Fact]
    public void WhoIsNeverAuthenticatedGivesItsPlaceBack()
    {
        using Stage stage = StageWithLogin();
        MessageClient known = stage.Join();
        stage.Server.Connections[1].isAuthenticated = true;
        stage.JoinEnemy();                  // says nothing
        MessageClient pinging = stage.Join();

        stage.Run(frames: 2900);
        Assert.Equal(3, stage.Server.Connections.Count);
        stage.Run(frames: 200);
        Assert.Equal(["connected 1", "connected 2", "connected 3", "disconnected 2", "disconnected 3"], stage.Events);
        Assert.Equal((true, false), (known.IsConnected, pinging.IsConnected));
        Assert.Equal(2, stage.Server.Rejections[RejectReason.AuthenticationTimeout]);
        Assert.Equal("Connection 2 (localhost) is disconnected: it was not authenticated in time.", stage.Log.Lines[0]);

        // A game that takes it back decides by itself what follows.
        stage.Server.Connections[1].isAuthenticated = false;
        stage.Run(frames: 3500);
        Assert.True(known.IsConnected);
    }

    [Trait("Attack", "A-04")]
    [Fact]
    public void NobodyIsLateWhileTheServerDoesNotListenToIt()
    {
        using Stage stage = StageWithLogin();
        stage.Server.RegisterHandler<Move>((connection, _) => connection.isAuthenticated = true, requireAuthentication: false);
        MessageClient client = stage.Join();
        stage.Server.IsPaused = true;
        client.Send(new Move());
        stage.Run(frames: 4000);
        Assert.True(client.IsConnected);
        stage.Server.IsPaused = false;
        stage.Run(frames: 4000);
        Assert.True(client.IsConnected);
    }

    [Fact]
    public void ZeroSecondsToAuthenticateAreForEver()
    {
        using Stage stage = StageWithLogin();
        stage.Server.AuthenticationTimeoutSeconds = 0;
        MessageClient client = stage.Join();
        stage.Run(frames: 10_000);
        Assert.True(client.IsConnected);
    }

    private static Stage StageWithLogin() => new((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, AuthenticateOnConnect = false });
}
