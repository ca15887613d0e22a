using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Decorators.Threaded;

/// <summary>The game pulls nothing while somebody sends as much as he can: memory has a limit, and the others stay.</summary>
public class ThreadedFloodTests
{
    private const int PerConnection = 256 * 1024;
    private const int InAll = 1024 * 1024;

    [Fact]
    [Trait("Attack", "M-04")]
    public void AFloodOfReliablePacketsEndsTheOneWhoFloods()
    {
        using var game = new Game(clients: 2);
        ClientProbe flooder = game.Clients[0];
        byte[] packet = new byte[1_000];
        for (int tick = 0; tick < 1_000; tick++)
        {
            for (int i = 0; i < 20; i++) flooder.Client.Send(packet, Channel.Reliable);
            game.TickWithoutTheServer();
            Assert.InRange(game.QueuedBytes, 0, PerConnection * 2);
        }
        Assert.False(flooder.Client.IsConnected);

        game.Server.Tick();
        PulledEvent error = Assert.Single(game.Server.Of(TransportEventKind.Error));
        Assert.Equal((game.FirstId, TransportError.Congestion), (error.ConnectionId, error.ErrorCode));
        Assert.Equal(game.FirstId, Assert.Single(game.Server.Of(TransportEventKind.Disconnected)).ConnectionId);
        Assert.InRange(game.Server.DataFrom(game.FirstId).Count(), 200, PerConnection / packet.Length);
        game.AssertPlays(game.Clients[1]);
    }

    [Fact]
    [Trait("Attack", "M-04")]
    public void AFloodOfUnreliablePacketsLosesThem()
    {
        using var game = new Game(clients: 2);
        byte[] packet = new byte[1_000];
        for (int tick = 0; tick < 1_000; tick++)
        {
            for (int i = 0; i < 20; i++) game.Clients[0].Client.Send(packet, Channel.Unreliable);
            game.TickWithoutTheServer();
            Assert.InRange(game.QueuedBytes, 0, PerConnection * 2);
        }

        game.Server.Tick();
        Assert.Empty(game.Server.Of(TransportEventKind.Disconnected));
        Assert.InRange(game.Server.DataFrom(game.FirstId).Count(), 200, PerConnection / packet.Length);
        game.AssertPlays(game.Clients[0]);
        game.AssertPlays(game.Clients[1]);
    }

    // Each stays within its share, all together do not: then nothing more is taken from the network, and the senders have to wait.
    [Fact]
    [Trait("Attack", "M-04")]
    public void WhenAllTogetherSendTooMuchTheNetworkHasToWaitAndNothingIsLost()
    {
        using var game = new Game(clients: 8);
        byte[] packet = new byte[1_000];
        int sent = 0;
        for (int tick = 0; tick < 240; tick++)
        {
            foreach (ClientProbe client in game.Clients)
            {
                if (client.Client.Send(packet, Channel.Reliable)) sent++;
            }
            game.TickWithoutTheServer();
            Assert.InRange(game.QueuedBytes, 0, InAll + 300_000);
        }
        Assert.InRange(game.QueuedBytes, InAll, InAll + 300_000);

        for (int i = 0; i < 300; i++) game.Tick();
        Assert.Empty(game.Server.Of(TransportEventKind.Disconnected));
        Assert.Equal(sent, game.Server.Of(TransportEventKind.Data).Count());
    }

    // The same towards the network: a thread that does not come to its work does not make the game's memory grow.
    [Fact]
    [Trait("Attack", "M-04")]
    public void WhatTheThreadDoesNotTakeFromTheGameIsBoundedToo()
    {
        using var game = new Game(clients: 2);
        byte[] packet = new byte[1_000];
        int accepted = 0;
        for (int i = 0; i < 10 * InAll / packet.Length; i++)
        {
            if (game.Server.Server.Send(game.FirstId, packet, Channel.Reliable)) accepted++;
        }
        Assert.InRange(accepted, 1, (InAll / packet.Length) + 1);

        for (int i = 0; i < 300; i++) game.Tick();
        PulledEvent error = Assert.Single(game.Server.Of(TransportEventKind.Error));
        Assert.Equal((game.FirstId, TransportError.Congestion), (error.ConnectionId, error.ErrorCode));
        Assert.Equal(game.FirstId, Assert.Single(game.Server.Of(TransportEventKind.Disconnected)).ConnectionId);
        game.AssertPlays(game.Clients[1]);
    }

    // Who asks before he sends is never cut, however much it is and however seldom the thread comes to its work.
    [Fact]
    public void WhoAsksHowMuchIsOnItsWayCanSendAnyAmount()
    {
        using var game = new Game(clients: 1);
        byte[] packet = new byte[10_000];
        int sent = 0;
        for (int tick = 0; sent < 5 * InAll / packet.Length; tick++)
        {
            while (game.Server.Server.GetSendQueueBytes(game.FirstId) < 200_000)
            {
                Assert.True(game.Server.Server.Send(game.FirstId, packet, Channel.Reliable));
                sent++;
            }
            game.Tick();
            Assert.InRange(tick, 0, 2_000);
        }
        for (int i = 0; i < 100; i++) game.Tick();

        Assert.Equal(sent, game.Clients[0].Data.Count());
        Assert.Equal(0, game.Server.Server.GetSendQueueBytes(game.FirstId));
        Assert.Empty(game.Server.Of(TransportEventKind.Error));
        Assert.Equal(0, game.Server.Server.GetSendQueueBytes(game.FirstId + 1));
    }

    /// <summary>A threaded server over a wire in memory, and clients that are not threaded.</summary>
    private sealed class Game : IDisposable
    {
        private readonly Wire _wire = new(new ManualClock()) { DelayMs = 5 };
        private readonly HandTurnedPumps _pumps = new();
        private readonly ThreadedServer _server;

        public Game(int clients)
        {
            var kcp = new KcpTransport { Sockets = _wire, TimeProvider = _wire.Clock };
            var transport = new ThreadedTransport(kcp)
            {
                Pumps = _pumps,
                MaxReceiveQueueBytes = InAll,
                MaxReceiveQueueBytesPerConnection = PerConnection,
                MaxSendQueueBytes = InAll,
            };
            _server = (ThreadedServer)transport.CreateServer();
            Server = new ServerProbe(_server);
            Server.Server.Start();
            for (int i = 0; i < clients; i++)
            {
                var client = new ClientProbe(kcp.CreateClient());
                Clients.Add(client);
                client.Client.Connect("10.0.0.1");
                for (int tick = 0; tick < 50; tick++) Tick();
                client.ServerId = Server.Connected.Last();
            }
            Assert.Equal(clients, Server.Connected.Count());
        }

        public ServerProbe Server { get; }

        public List<ClientProbe> Clients { get; } = [];

        public int FirstId => Clients[0].ServerId;

        public int QueuedBytes => _server.Events!.Bytes;

        public void Tick()
        {
            TickWithoutTheServer();
            Server.Tick();
        }

        public void TickWithoutTheServer()
        {
            foreach (ClientProbe client in Clients) client.Tick();
            _pumps.Turn();
            _wire.AdvanceMs(10);
        }

        public void AssertPlays(ClientProbe client)
        {
            Assert.True(client.Client.Send([42], Channel.Reliable));
            Assert.True(_server.Send(client.ServerId, [43], Channel.Reliable));
            for (int i = 0; i < 100; i++) Tick();
            Assert.Equal([42], Server.DataFrom(client.ServerId).Last().Data);
            Assert.Equal([43], client.Data.Last().Data);
        }

        public void Dispose()
        {
            foreach (ClientProbe client in Clients) client.Dispose();
            Server.Dispose();
            Assert.Equal(0, _pumps.Living);
        }
    }
}
