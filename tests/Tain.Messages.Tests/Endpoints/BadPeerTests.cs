using Tain.Messages;
using Tain.Transports;

namespace Tain.Tests.Endpoints;

/// <summary>A broken or hostile peer is disconnected with one line in the log that says who and why, and nobody else notices.</summary>
[Trait("Behaviour", "3.3")]
public class BadPeerTests
{
    private static readonly byte[] GoodPacket = TestMessages.Packet(1, TestMessages.Packed(new Note { Number = 9, Text = "bad", Payload = new byte[] { 1, 2, 3 } }));

    [Trait("Attack", "B-01")]
    [Fact]
    public void APacketShorterThanATimestampDisconnects() => AssertDisconnects(
        [1, 2, 3], RejectReason.BatchTooShort, "Connection 2 (localhost) is disconnected: a packet is too short for a timestamp.");

    [Trait("Attack", "B-02")]
    [Fact]
    public void ABrokenBatchDisconnects() => AssertDisconnects(
        [.. TestMessages.Packet(1), 200, 1], RejectReason.BatchBroken, "Connection 2 (localhost) is disconnected: a batch announces more bytes than it has.");

    [Trait("Attack", "B-04")]
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void AMessageShorterThanItsIdDisconnects(int size) => AssertDisconnects(
        TestMessages.Packet(1, new byte[size]), RejectReason.MessageTooShort, "Connection 2 (localhost) is disconnected: a message is too short for its id.");

    [Trait("Attack", "B-05")]
    [Fact]
    public void AnUnknownMessageDisconnects() => AssertDisconnects(
        TestMessages.Packet(1, TestMessages.Packed(new Unhandled())), RejectReason.UnknownMessage,
        $"Connection 2 (localhost) is disconnected: no handler is registered for a message. Its id is {NetworkMessageId<Unhandled>.Id}.");

    [Trait("Attack", "B-11")]
    [Fact]
    public void UnreadableContentDisconnects() => AssertDisconnects(
        TestMessages.Packet(1, TestMessages.Packed(new Note { Text = "cut off" })[..^1]), RejectReason.UnreadableContent,
        "Connection 2 (localhost) is disconnected: the content of a message cannot be read. It is a Note. A variable-length integer is cut off.");

    [Trait("Attack", "B-11")]
    [Fact]
    public void AThrowingHandlerDisconnectsAndSaysWhichOne()
    {
        using var stage = new Stage();
        stage.Server.ReplaceHandler<Note>((connection, note) =>
        {
            if (note.Text == "bad") throw new InvalidOperationException("the game's bug");
            stage.Received.Add($"{connection.connectionId}: {note}");
        });
        AssertOnlyTheEnemyLeaves(
            stage, GoodPacket, RejectReason.HandlerThrew, "Connection 2 (localhost) is disconnected: the handler of Note threw.");
    }

    [Fact]
    public void AMessageThatNeedsAuthenticationDisconnectsBeforeIt()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, AuthenticateOnConnect = false });
        stage.Server.Connected += connection => connection.isAuthenticated = connection.connectionId == 1;
        AssertOnlyTheEnemyLeaves(
            stage, GoodPacket, RejectReason.NotAuthenticated, "Connection 2 (localhost) is disconnected: a message came that needs authentication. It is a Note.");
    }

    // The content is cut off: had it been read, that would be the reason.
    [Trait("Attack", "B-12")]
    [Fact]
    public void AMessageThatNeedsAuthenticationIsNotReadBeforeIt()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, AuthenticateOnConnect = false });
        stage.Server.Connected += connection => connection.isAuthenticated = connection.connectionId == 1;
        AssertOnlyTheEnemyLeaves(
            stage, TestMessages.Packet(1, TestMessages.Packed(new Note { Text = "cut off" })[..^1]), RejectReason.NotAuthenticated,
            "Connection 2 (localhost) is disconnected: a message came that needs authentication. It is a Note.");
    }

    // Mirror's connects and disconnects used to be messages, so that a peer could send them.
    [Trait("Attack", "B-05")]
    [Trait("Attack", "B-06")]
    [Fact]
    public void NoMessageOfAnyIdConnectsOrDisconnectsAnybody()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, ExceptionsDisconnect = false });
        TransportClient peer = stage.JoinEnemy();
        for (int id = 0; id <= ushort.MaxValue; id += 256)
        {
            stage.Attack(peer, TestMessages.Packet(1, [.. Enumerable.Range(id, 256).Select(static each => new[] { (byte)each, (byte)(each >> 8) })]));
        }

        Assert.Equal(["connected 1"], stage.Events);
        Assert.Empty(stage.Received);
        Assert.InRange(stage.Server.Rejections[RejectReason.UnknownMessage], 65_500, 65_536);
    }

    [Trait("Attack", "B-09")]
    [Fact]
    public void AFloodDisconnects()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, MaxMessagesPerSecond = 100 });
        byte[] message = TestMessages.Packed(new Move());
        stage.Server.RegisterHandler<Move>((_, _) => { });
        AssertOnlyTheEnemyLeaves(
            stage, TestMessages.Packet(1, [.. Enumerable.Repeat(message, 101)]), RejectReason.TooManyMessages,
            "Connection 2 (localhost) is disconnected: too many messages per second.");
    }

    [Trait("Attack", "B-08")]
    [Fact]
    public void TooMuchWaitingWhilePausedDisconnects()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, MaxQueuedReceiveBytes = 10_000 });
        TransportClient enemy = stage.JoinEnemy();
        stage.Server.IsPaused = true;
        byte[] packet = TestMessages.Packet(1, new byte[3000]);
        for (int i = 0; i < 10; i++) stage.Attack(enemy, packet);
        Assert.Equal("Connection 1 (localhost) is disconnected: too much is waiting to be handled.", Assert.Single(stage.Log.Lines));
        Assert.Equal(0, stage.Server.Connections.Count);
    }

    [Fact]
    public void TooMuchWaitingToBeSentDisconnects()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, MaxQueuedSendBytes = 10_000 });
        stage.Join();

        // From any thread, as workers do that fill batches: the end itself is for the one that flushes.
        var worker = new Thread(() =>
        {
            for (int i = 0; i < 10; i++) stage.Server.SendToAll(new Note { Payload = new byte[3000] });
        });
        worker.Start();
        worker.Join();
        Assert.InRange(stage.Server.Connections[1].GetPendingSendBytes(Channels.Reliable), 10_000, 10_000 + 3_100);
        Assert.Empty(stage.Log.Lines);

        stage.Run();
        Assert.Equal("Connection 1 (localhost) is disconnected: too much is waiting to be sent.", Assert.Single(stage.Log.Lines));
        Assert.Equal(0, stage.Server.Connections.Count);
    }

    [Fact]
    [Trait("Behaviour", "3.4")]
    public void ASilentPeerIsDisconnectedWhenThatIsAskedFor()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, InactivityTimeoutSeconds = 5 });
        stage.Join();
        stage.JoinEnemy();
        stage.Run(frames: 510);
        Assert.Equal("Connection 2 (localhost) is disconnected: nothing was heard for too long.", Assert.Single(stage.Log.Lines));
        Assert.Equal(["connected 1", "connected 2", "disconnected 2"], stage.Events);
    }

    [Fact]
    [Trait("Behaviour", "3.4")]
    public void WhoGoesOnSendingIsNotSilentWhileTheServerLoads()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, InactivityTimeoutSeconds = 5 });
        MessageClient client = stage.Join();
        stage.JoinEnemy();
        stage.Server.IsPaused = true;
        stage.Run(frames: 1000);
        // The scene is there in the middle of a frame: what has waited is handled in the next.
        stage.Server.IsPaused = false;
        stage.Server.Flush();
        stage.Run(frames: 5);

        Assert.True(client.IsConnected);
        Assert.Equal("Connection 2 (localhost) is disconnected: nothing was heard for too long.", Assert.Single(stage.Log.Lines));
    }

    [Fact]
    public void WhoSendsBadMessagesForDaysGetsNoMoreLines()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, ExceptionsDisconnect = false });
        stage.Server.RegisterHandler<Move>((_, _) => throw new InvalidOperationException("the game's bug"));
        TransportClient peer = stage.JoinEnemy();
        stage.Server.Connections[1].LoggedRejections = int.MaxValue;
        stage.Attack(peer, [1, 2, 3]);
        stage.Attack(peer, TestMessages.Packet(1, TestMessages.Packed(new Move())));
        stage.Attack(peer, [1, 2, 3]);
        Assert.Empty(stage.Log.Lines);
        Assert.Equal(3, stage.Server.Rejections.Total);
    }

    [Trait("Attack", "B-05")]
    [Trait("Attack", "B-07")]
    [Fact]
    public void WithoutExceptionsDisconnectBadMessagesAreDroppedAndTheRestIsHandled()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, ExceptionsDisconnect = false });
        TransportClient peer = stage.JoinEnemy();
        byte[] good = TestMessages.Packed(new Note { Number = 1 });
        stage.Attack(peer, TestMessages.Packet(1, [7], TestMessages.Packed(new Unhandled()), good[..^1], good));
        stage.Attack(peer, [1, 2, 3]);
        Assert.Equal(["1: 1  "], stage.Received);
        Assert.Equal(4, stage.Log.Lines.Count);
        Assert.All(stage.Log.Lines, line => Assert.StartsWith("Connection 1 (localhost) sent something bad: ", line));

        for (int i = 0; i < 100; i++) stage.Attack(peer, [1, 2, 3]);
        Assert.InRange(stage.Log.Lines.Count, 4, 10);
        Assert.Equal(101, stage.Server.Rejections[RejectReason.BatchTooShort]);
        Assert.Equal(["connected 1"], stage.Events);

        stage.Attack(peer, [.. TestMessages.Packet(1), 200, 1]);
        Assert.Equal(["connected 1", "disconnected 1"], stage.Events);
    }

    [Trait("Attack", "B-07")]
    [Fact]
    public void WhatAReaderLeavesOrWantsTooMuchDoesNotMoveTheNextMessage()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, ExceptionsDisconnect = false });
        TransportClient peer = stage.JoinEnemy();
        int lazy = 0;
        stage.Server.RegisterHandler<Unhandled>((_, _) => lazy++);
        byte[] good = TestMessages.Packed(new Note { Number = 1 });
        byte[] readsNothing = [.. TestMessages.Packed(new Unhandled()), .. new byte[40]];
        byte[] readsTooMuch = [.. BitConverter.GetBytes(NetworkMessageId<Note>.Id), 0, 200];
        stage.Attack(peer, TestMessages.Packet(1, readsNothing, good, readsTooMuch, good));

        Assert.Equal(["1: 1  ", "1: 1  "], stage.Received);
        Assert.Equal((1, 1, 1), (lazy, stage.Server.Rejections[RejectReason.UnreadableContent], stage.Server.Rejections.Total));
    }

    [Fact]
    public void NothingOfADisconnectedPeerIsHandledAnyMore()
    {
        using var stage = new Stage();
        byte[] good = TestMessages.Packed(new Note { Number = 1 });
        TransportClient enemy = stage.JoinEnemy();
        enemy.Send(TestMessages.Packet(1, good, [7], good), Channel.Reliable);
        enemy.Send(TestMessages.Packet(1, good), Channel.Reliable);
        enemy.Flush();
        stage.Run();
        Assert.Equal(["1: 1  "], stage.Received);
        Assert.Single(stage.Log.Lines);
    }

    [Fact]
    public void AListenerThatThrowsCostsOnlyItsConnection()
    {
        using var stage = new Stage();
        stage.Server.Connected += connection =>
        {
            if (connection.connectionId == 2) throw new InvalidOperationException("the game's bug");
        };
        MessageClient one = stage.Join();
        MessageClient two = stage.Join();
        Assert.True(one.IsConnected);
        Assert.Equal(ConnectState.Disconnected, two.State);
        Assert.Equal("A listener of Connected threw for connection 2 (localhost).", Assert.Single(stage.Log.Lines));
    }

    [Fact]
    public void ABadServerCostsTheClientItsConnectionOnly() => AssertClientLeaves([0, 0, 0], "a packet is too short for a timestamp");

    [Trait("Attack", "B-10")]
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void AServersBatchOfNoTimeDisconnectsTheClient(double timestamp) =>
        AssertClientLeaves(TestMessages.Packet(timestamp, TestMessages.Packed(new TimeSnapshotMessage(1))), "the timestamp of a batch is not a finite number");

    private static void AssertClientLeaves(byte[] packet, string reason)
    {
        var wire = new MemoryTransport();
        var log = new CollectingLogger();
        using TransportServer server = wire.CreateServer();
        server.Start();
        using var client = new MessageClient(wire.CreateClient(), new MessageClientOptions { Logger = log });
        int gone = 0;
        client.Disconnected += () => gone++;
        client.Connect("memory");
        client.Receive();
        Assert.True(server.TryReceive(out TransportEvent connected));
        server.Send(connected.ConnectionId, packet, Channel.Reliable);
        server.Flush();
        client.Receive();
        client.Receive();
        Assert.Equal((1, ConnectState.Disconnected), (gone, client.State));
        Assert.Equal($"Connection 0 (memory) is disconnected: {reason}.", Assert.Single(log.Lines));
    }

    [Trait("Attack", "B-10")]
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void ABatchOfNoTimeDisconnects(double timestamp)
    {
        const string line = "Connection 2 (localhost) is disconnected: the timestamp of a batch is not a finite number.";
        AssertDisconnects(TestMessages.Packet(timestamp, GoodPacket[9..]), RejectReason.BadTimestamp, line);
        AssertDisconnects(TestMessages.Packet(timestamp), RejectReason.BadTimestamp, line);
    }

    private static void AssertDisconnects(byte[] packet, RejectReason reason, string line)
    {
        using var stage = new Stage();
        AssertOnlyTheEnemyLeaves(stage, packet, reason, line);
    }

    private static void AssertOnlyTheEnemyLeaves(Stage stage, byte[] packet, RejectReason reason, string line)
    {
        MessageClient bystander = stage.Join();
        TransportClient enemy = stage.JoinEnemy();
        stage.Attack(enemy, packet);

        Assert.Equal(["connected 1", "connected 2", "disconnected 2"], stage.Events);
        Assert.Equal(line, Assert.Single(stage.Log.Lines));
        Assert.Equal(1, stage.Server.Rejections[reason]);
        Assert.Equal(1, stage.Server.Rejections.Total);

        stage.Received.Clear();
        bystander.Send(new Note { Number = 1, Text = "still here" });
        stage.Run();
        Assert.Equal(["1: 1 still here "], stage.Received);
    }
}
