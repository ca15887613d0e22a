using Tain.Messages;
using Tain.Transports;

namespace Tain.Tests.Endpoints;

/// <summary>A peer that sends too much costs a bounded part of a tick and bounded memory, and nobody else waits for it.</summary>
public class FloodTests
{
    private static readonly byte[] Ping = TestMessages.Packed(new NetworkPingMessage(1, 1));

    [Trait("Attack", "B-09")]
    [Fact]
    public void AFloodTakesItsShareOfATickAndWaitsForTheNext()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, MaxMessagesPerTick = 100 });
        List<int> ofTheEnemy = [];
        int ofOthers = 0;
        stage.Server.ReplaceHandler<Note>((connection, note) =>
        {
            if (connection.connectionId == 1) ofOthers++;
            else ofTheEnemy.Add(note.Number);
        });
        MessageClient bystander = stage.Join();
        TransportClient enemy = stage.JoinEnemy();

        // In packets of three, on both channels in turn: the share ends within one, and the order holds.
        for (int i = 0; i < 450; i += 3)
        {
            enemy.Send(TestMessages.Packet(1, [.. Enumerable.Range(i, 3).Select(n => TestMessages.Packed(new Note { Number = n }))]), (Channel)(i % 2));
        }
        enemy.Flush();
        bystander.Send(new Note());
        bystander.Flush();
        int[] handled = [100, 200, 300, 400, 450, 450];
        foreach (int count in handled)
        {
            stage.Run(1);
            Assert.Equal(count, ofTheEnemy.Count);
            Assert.Equal(1, ofOthers);
        }
        Assert.Equal(Enumerable.Range(0, 450), ofTheEnemy.Order());
        Assert.Empty(stage.Log.Lines);
    }

    [Trait("Attack", "B-09")]
    [Fact]
    public void WhoCallsOftenWhatIsSlowTakesAPartOfATick()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, ReceivePatienceSeconds = 0.02f });
        List<int> handled = [];
        int ofOthers = 0;
        stage.Server.ReplaceHandler<Note>((connection, note) =>
        {
            if (connection.connectionId == 1)
            {
                ofOthers++;
                return;
            }
            handled.Add(note.Number);
            stage.Clock.Advance(TimeSpan.FromMilliseconds(3));     // a slow handler
        });
        MessageClient bystander = stage.Join();
        TransportClient enemy = stage.JoinEnemy();
        enemy.Send(TestMessages.Packet(1, [.. Enumerable.Range(0, 100).Select(n => TestMessages.Packed(new Note { Number = n }))]), Channel.Reliable);
        enemy.Flush();

        int before = 0;
        for (int tick = 1; handled.Count < 100; tick++)
        {
            Assert.InRange(tick, 1, 15);
            for (int i = 0; i < 5; i++) bystander.Send(new Note());
            bystander.Flush();
            stage.Run(1);
            Assert.InRange(handled.Count - before, 4, 8);
            Assert.Equal(5 * tick, ofOthers);
            before = handled.Count;
        }
        Assert.Equal(Enumerable.Range(0, 100), handled);
        Assert.Equal(
            "Messages of connection 2 (localhost) wait for the next tick: handling took more than 20 ms in this one. Either it sends very much, or handlers are slow.",
            Assert.Single(stage.Log.Lines));
        Assert.Equal(["connected 1", "connected 2"], stage.Events);
    }

    [Trait("Attack", "B-09")]
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void WhoIsNotLateOrHasNoSuchLimitHandlesAll(double patience)
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, ReceivePatienceSeconds = patience, MaxMessagesPerTick = 0 });
        int handled = 0;
        stage.Server.ReplaceHandler<Note>((_, _) =>
        {
            handled++;
            stage.Clock.Advance(TimeSpan.FromMilliseconds(3));
        });
        TransportClient peer = stage.JoinEnemy();
        stage.Attack(peer, TestMessages.Packet(1, [.. Enumerable.Repeat(TestMessages.Packed(new Note()), 150)]));
        Assert.Equal(150, handled);
        Assert.Empty(stage.Log.Lines);
    }

    [Trait("Attack", "B-09")]
    [Fact]
    public void BothLimitsAreOnUnlessTurnedOff()
    {
        using var stage = new Stage();
        int handled = 0;
        stage.Server.RegisterHandler<Unhandled>((_, _) => handled++);
        TransportClient enemy = stage.JoinEnemy();
        byte[] message = TestMessages.Packed(new Unhandled());
        byte[] packet = TestMessages.Packet(1, [.. Enumerable.Repeat(message, 20_000)]);
        enemy.Send(packet, Channel.Reliable);
        enemy.Flush();
        stage.Run(1);
        Assert.Equal(MessageServerOptions.DefaultMaxMessagesPerTick, handled);

        // A hundred ticks per second: a thousand in each is ten times what the rate allows.
        stage.Run(frames: 18);
        Assert.InRange(handled, 10_000, 12_000);
        Assert.Equal(["connected 1", "disconnected 1"], stage.Events);
        Assert.Equal("Connection 1 (localhost) is disconnected: too many messages per second.", Assert.Single(stage.Log.Lines));
    }

    [Trait("Attack", "B-09")]
    [Fact]
    public void WhoAlwaysHasSomethingWaitingKeepsItsRoom()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, MaxMessagesPerTick = 10, MaxQueuedReceiveBytes = 2000 });
        List<int> numbers = [];
        stage.Server.ReplaceHandler<Note>((_, note) => numbers.Add(note.Number));
        TransportClient peer = stage.JoinEnemy();
        int sent = 0;
        for (int tick = 0; tick < 1000; tick++)
        {
            // Twenty-five at first, then as many as are handled: a tick's share is waiting already when the next packets come, and never more than these few.
            for (int i = tick == 0 ? -15 : 0; i < 10; i++) peer.Send(TestMessages.Packet(1, TestMessages.Packed(new Note { Number = sent++ })), Channel.Reliable);
            peer.Flush();
            stage.Run(1);
        }
        Assert.Equal(["connected 1"], stage.Events);
        Assert.Equal(Enumerable.Range(0, 10_000), numbers);
    }

    [Trait("Attack", "B-08")]
    [Fact]
    public void WhilePausedTooMuchUnreliableIsDroppedAndReliableGoesOn()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, MaxQueuedReceiveBytes = 10_000 });
        TransportClient peer = stage.JoinEnemy();
        stage.Server.IsPaused = true;
        byte[] unreliable = TestMessages.Packet(1, TestMessages.Packed(new Note { Number = 1, Payload = new byte[900] }));
        for (int i = 0; i < 100; i++) stage.Attack(peer, unreliable, Channel.Unreliable);
        for (int i = 0; i < 100; i++) stage.Attack(peer, TestMessages.Packet(1, TestMessages.Packed(new Note { Number = 2 })));
        Assert.Equal(["connected 1"], stage.Events);
        Assert.Empty(stage.Log.Lines);

        stage.Server.IsPaused = false;
        stage.Run(1);
        Assert.Equal(5, stage.Received.Count(line => line.StartsWith("1: 1 ", StringComparison.Ordinal)));
        Assert.Equal(100, stage.Received.Count(line => line.StartsWith("1: 2 ", StringComparison.Ordinal)));
        Assert.Equal(95, stage.Server.Rejections[RejectReason.UnreliableDropped]);
    }

    [Trait("Attack", "A-02")]
    [Fact]
    public void PingsAreAnsweredAtMostAtTheLimit()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, MaxMessagesPerSecond = 0 });
        TransportClient enemy = stage.JoinEnemy();
        stage.Run(frames: 100);
        ushort pong = NetworkMessageId<NetworkPongMessage>.Id;
        int answers = 0;
        byte[] packet = TestMessages.Packet(1, [.. Enumerable.Repeat(Ping, 100)]);
        for (int frame = 0; frame < 100; frame++)
        {
            enemy.Send(packet, Channel.Unreliable);
            enemy.Flush();
            stage.Clock.Advance(Stage.Frame);
            stage.Server.Receive();
            stage.Server.Flush();
            while (enemy.TryReceive(out TransportEvent received))
            {
                if (received.Kind != TransportEventKind.Data) continue;
                var unbatcher = new Unbatcher();
                Assert.Equal(RejectReason.None, unbatcher.AddBatch(received.Data));
                while (unbatcher.TryGetNext(out BatchedMessage message, out _)) answers += BitConverter.ToUInt16(message.Bytes.AsSpan()) == pong ? 1 : 0;
            }
        }

        // A second's worth at once, and those of this second.
        Assert.InRange(answers, 95, 100);
        Assert.Equal(10_000 - answers, stage.Server.Rejections[RejectReason.TooManyTimeMessages]);
        Assert.Equal(["connected 1"], stage.Events);
        Assert.Empty(stage.Log.Lines);
    }

    [Trait("Attack", "A-02")]
    [Fact]
    public void TimeSnapshotsAreLookedAtAtMostAtTheLimit()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, MaxTimeSnapshotsPerSecond = 20 });
        TransportClient enemy = stage.JoinEnemy();
        byte[] message = TestMessages.Packed(new TimeSnapshotMessage(1));
        stage.Attack(enemy, TestMessages.Packet(1, [.. Enumerable.Repeat(message, 100)]));
        Assert.Equal(80, stage.Server.Rejections[RejectReason.TooManyTimeMessages]);
        Assert.Equal(["connected 1"], stage.Events);
    }

    [Trait("Attack", "A-02")]
    [Fact]
    public void AStockPeerIsNeverOverTheLimit()
    {
        using var stage = new Stage();
        MessageClient client = stage.Join();
        for (int i = 0; i < 1000; i++)
        {
            client.Send(new TimeSnapshotMessage(client.Time.localScaledTime), Channels.Unreliable);
            stage.Server.SendToAll(new TimeSnapshotMessage(stage.Server.Time.localScaledTime), Channels.Unreliable);
            if (i % 300 < 200) stage.Run(1);            // and now and then a second comes in one frame
            else stage.Clock.Advance(Stage.Frame);
        }
        const RejectReason tooMany = RejectReason.TooManyTimeMessages;
        Assert.Equal((0, 0), (stage.Server.Rejections[tooMany], client.Rejections[tooMany]));
        Assert.Equal((0, 0), (stage.Server.Rejections[RejectReason.UnknownPong], client.Rejections[RejectReason.UnknownPong]));
    }

    [Trait("Attack", "B-13")]
    [Fact]
    public void AMessageForAllThatNoPacketHoldsIsNamedAndNotQueued()
    {
        using var stage = new Stage();
        int heard = 0;
        MessageClient client = stage.Join(c => c.RegisterHandler<Note>(_ => heard++));
        stage.Run(frames: 3);
        int max = stage.Server.Connections[1].MaxMessageSize();
        stage.Server.SendToAll(new Note { Payload = new byte[max] });
        stage.Server.SendToAll(new Note { Payload = new byte[3] });
        stage.Run();
        Assert.Equal(1, heard);
        Assert.True(client.IsConnected);
        Assert.Equal($"A Note of {max + 8} bytes is not sent to connection 1 (localhost): at most {max} bytes fit.", Assert.Single(stage.Log.Lines));

        // Packed elsewhere, and of no type that this process knows.
        byte[] unknown = new byte[max + 1];
        stage.Server.Connections[1].SendRaw(unknown);
        Assert.Equal($"A message with id 0 of {max + 1} bytes is not sent to connection 1 (localhost): at most {max} bytes fit.", stage.Log.Lines[1]);
    }
}
