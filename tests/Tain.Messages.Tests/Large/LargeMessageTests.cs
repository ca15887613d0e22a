using System.Security.Cryptography;
using Tain.Messages;
using Tain.Transports;

namespace Tain.Tests.Large;

/// <summary>Messages that no packet holds travel in parts, whole or not at all, and keep nothing else waiting.</summary>
public class LargeMessageTests
{
    private const int FourMegabytes = 4 * 1024 * 1024;

    [Fact]
    public void FourMegabytesArriveWholeAndOnceBothWays()
    {
        using var stage = new Stage();
        List<byte[]> atServer = [], atClient = [];
        stage.Server.RegisterLargeHandler<Note>((_, note) => atServer.Add([.. note.Payload]));
        MessageClient client = stage.Join(one => one.RegisterLargeHandler<Note>(note => atClient.Add([.. note.Payload])));
        byte[] up = Content(1, FourMegabytes), down = Content(2, FourMegabytes);

        LargeTransfer sentUp = client.SendLarge(new Note { Payload = up });
        LargeTransfer sentDown = stage.Server.SendLarge(stage.Server.Connections[1], new Note { Payload = down });
        stage.Run(frames: 100);

        Assert.Equal((LargeTransferState.Completed, LargeTransferState.Completed), (sentUp.State, sentDown.State));
        Assert.True(up.AsSpan().SequenceEqual(Assert.Single(atServer)));
        Assert.True(down.AsSpan().SequenceEqual(Assert.Single(atClient)));
        Assert.Equal((0L, 0L), (stage.Server.IncomingLargeBytes, client.IncomingLargeBytes));
        Assert.Empty(stage.Log.Lines);
    }

    [Fact]
    public void OrdinaryMessagesPassALargeOne()
    {
        using var stage = new Stage();
        bool isThere = false;
        stage.Server.RegisterLargeHandler<Note>((_, _) => isThere = true);
        MessageClient client = stage.Join();

        client.SendLarge(new Note { Payload = Content(1, FourMegabytes) });
        stage.Run();
        client.Send(new Note { Number = 5 });
        stage.Run();
        Assert.False(isThere);
        Assert.Single(stage.Received);
        stage.Run(frames: 100);
        Assert.True(isThere);
    }

    [Fact]
    public void ProgressIsToldOnBothSidesAndGrows()
    {
        using var stage = new Stage();
        List<int> confirmed = [], received = [];
        List<LargeTransferState> states = [];
        stage.Server.RegisterLargeHandler<Note>((_, _) => { }, progress: (_, incoming) => received.Add(incoming.ReceivedBytes));
        MessageClient client = stage.Join();

        LargeTransfer transfer = client.SendLarge(new Note { Payload = Content(1, 1_000_000) }, told =>
        {
            confirmed.Add(told.ConfirmedBytes);
            states.Add(told.State);
        });
        stage.Run(frames: 60);

        Assert.Equal(confirmed.Order(), confirmed);
        Assert.Equal(received.Order(), received);
        Assert.Equal((transfer.TotalBytes, transfer.TotalBytes), (confirmed[^1], received[^1]));
        Assert.True(confirmed.Count > 3, "Progress is told more than once.");
        Assert.Equal(LargeTransferState.Completed, Assert.Single(states, state => state != LargeTransferState.Sending));
    }

    [Fact]
    public void SeveralGoOneAfterTheOtherAndTooManyAreMisuse()
    {
        using var stage = new Stage();
        List<int> numbers = [];
        stage.Server.RegisterLargeHandler<Note>((_, note) => numbers.Add(note.Number));
        MessageClient client = stage.Join();

        for (int i = 0; i < 16; i++) client.SendLarge(new Note { Number = i, Payload = Content(i, 30_000) });
        var failure = Assert.Throws<InvalidOperationException>(() => client.SendLarge(new Note()));
        Assert.Contains("MaxWaiting", failure.Message, StringComparison.Ordinal);
        stage.Run(frames: 100);

        Assert.Equal(Enumerable.Range(0, 16), numbers);
    }

    [Fact]
    public void ACancelledMessageLeavesNothingBehindAndTheNextFollows()
    {
        using var stage = new Stage();
        List<int> numbers = [];
        stage.Server.RegisterLargeHandler<Note>((_, note) => numbers.Add(note.Number));
        MessageClient client = stage.Join();
        LargeTransfer first = client.SendLarge(new Note { Number = 1, Payload = Content(1, FourMegabytes) });
        LargeTransfer second = client.SendLarge(new Note { Number = 2, Payload = Content(2, FourMegabytes) });
        LargeTransfer third = client.SendLarge(new Note { Number = 3, Payload = Content(3, 100_000) });
        stage.Run(frames: 10);
        Assert.True(stage.Server.IncomingLargeBytes > 0);

        first.Cancel();
        second.Cancel();
        first.Cancel();
        stage.Run(frames: 30);

        Assert.Equal((LargeTransferState.Cancelled, LargeTransferState.Cancelled, LargeTransferState.Completed), (first.State, second.State, third.State));
        Assert.Equal([3], numbers);
        Assert.Equal(0, stage.Server.IncomingLargeBytes);
        Assert.Equal(0, stage.Server.Rejections.Total);
    }

    [Fact]
    public void AReceiverMayRefuseWhatIsComingAndItsSenderLearnsWhy()
    {
        using var stage = new Stage();
        bool handled = false;
        stage.Server.RegisterLargeHandler<Note>((_, _) => handled = true, progress: (_, incoming) => incoming.Refuse());
        MessageClient client = stage.Join();

        LargeTransfer transfer = client.SendLarge(new Note { Payload = Content(1, FourMegabytes) });
        stage.Run(frames: 30);

        Assert.Equal((LargeTransferState.Refused, LargeStopReason.Cancelled), (transfer.State, transfer.RefusedBecause));
        Assert.False(handled);
        Assert.Equal(0, stage.Server.IncomingLargeBytes);
        Assert.Empty(stage.Log.Lines);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(40_000)]
    public void WhatFitsIntoOneTickCanBeRefusedAsWell(int bytes)
    {
        using var stage = new Stage();
        int handled = 0, told = 0;
        stage.Server.RegisterLargeHandler<Note>((_, _) => handled++, progress: (_, incoming) =>
        {
            told++;
            incoming.Refuse();
        });
        MessageClient client = stage.Join();

        LargeTransfer transfer = client.SendLarge(new Note { Payload = Content(1, bytes) });
        stage.Run(frames: 10);

        Assert.Equal((LargeTransferState.Refused, LargeStopReason.Cancelled), (transfer.State, transfer.RefusedBecause));
        Assert.Equal((0, 1), (handled, told));
        Assert.Equal(0, stage.Server.IncomingLargeBytes);
        Assert.Empty(stage.Log.Lines);
    }

    [Fact]
    public void WhatIsRefusedAfterItsLastPartIsNotHandled()
    {
        using var stage = new Stage();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(new byte[10]);
        IncomingLargeMessage? coming = null;
        bool handled = false;
        stage.Server.RegisterLargeHandler<Note>((_, _) => handled = true, progress: (_, incoming) => coming = incoming);
        stage.Server.RegisterHandler<Move>((_, _) => coming!.Refuse());
        TransportClient sender = stage.JoinEnemy();
        stage.Attack(sender, TestMessages.Packet(
            1, TestMessages.Packed(new LargeBegin(1, NetworkMessageId<Note>.Id, 10)), TestMessages.Packed(new LargePart(1, new byte[10])), TestMessages.Packed(new Move()),
            TestMessages.Packed(new LargeEnd(1, LargeSender.TakeHash(hash)))));

        Assert.False(handled);
        Assert.Equal(0, stage.Server.IncomingLargeBytes);
        Assert.Empty(stage.Log.Lines);
    }

    [Fact]
    public void WhatWasCancelledBeforeItsTurnTakesNoPlaceAmongThoseThatWait()
    {
        using var stage = new Stage();
        List<int> numbers = [];
        stage.Server.RegisterLargeHandler<Note>((_, note) => numbers.Add(note.Number));
        MessageClient client = stage.Join();
        client.SendLarge(new Note { Number = 0, Payload = Content(0, FourMegabytes) });
        stage.Run();

        // Each newer map takes the place of the one that still waits.
        LargeTransfer? map = null;
        for (int i = 1; i <= 40; i++)
        {
            map?.Cancel();
            map = client.SendLarge(new Note { Number = i });
        }
        for (int i = 41; i < 41 + 15; i++) client.SendLarge(new Note { Number = i });
        Assert.Throws<InvalidOperationException>(() => client.SendLarge(new Note()));
        stage.Run(frames: 200);

        Assert.Equal([0, .. Enumerable.Range(40, 16)], numbers);
    }

    [Fact]
    public void AListenerMayFlushWhenATransferTimesOut()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, LargeMessages = new LargeMessageOptions { TimeoutSeconds = 1 } });
        TransportClient[] silent = [stage.JoinReader(), stage.JoinReader()];
        stage.Run();
        List<LargeTransferState> states = [];
        foreach (ClientConnection connection in stage.Server.Connections.Values)
        {
            stage.Server.SendLarge(connection, new Note { Payload = Content(1, 1000) }, told =>
            {
                states.Add(told.State);
                stage.Server.Flush();
            });
        }

        stage.Run(frames: 200);

        Assert.Equal([LargeTransferState.TimedOut, LargeTransferState.TimedOut], states);
        foreach (TransportClient one in silent) one.Dispose();
    }

    [Fact]
    public void AFlushFromAListenerLeavesTheOthersOnTheirWay()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, LargeMessages = new LargeMessageOptions { TimeoutSeconds = 1 } });
        MessageClient one = stage.Join(client => client.RegisterLargeHandler<Note>(_ => { })), two = stage.Join(client => client.RegisterLargeHandler<Note>(_ => { }));
        TransportClient silent = stage.JoinReader();
        stage.Run();
        stage.Server.SendLarge(stage.Server.Connections[3], new Note(), _ => stage.Server.Flush());
        stage.Run(frames: 95);
        LargeTransfer[] transfers = [.. new[] { 1, 2 }.Select(id => stage.Server.SendLarge(stage.Server.Connections[id], new Note { Payload = Content(id, FourMegabytes) }))];

        stage.Run(frames: 200);

        Assert.Equal([LargeTransferState.Completed, LargeTransferState.Completed], transfers.Select(transfer => transfer.State));
        Assert.True(one.IsConnected && two.IsConnected);
        silent.Dispose();
    }

    [Theory]
    [InlineData(LargeStopReason.NoHandler)]
    [InlineData(LargeStopReason.TooLarge)]
    [InlineData(LargeStopReason.NoRoom)]
    [InlineData(LargeStopReason.HandlerFailed)]
    public void WhatAReceiverCannotTakeIsRefusedAndTheConnectionStays(LargeStopReason reason)
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions
        {
            TimeProvider = clock,
            Logger = log,
            ExceptionsDisconnect = false,
            LargeMessages = new LargeMessageOptions { MaxBytes = reason == LargeStopReason.TooLarge ? 50_000 : 200_000, MaxIncomingBytes = reason == LargeStopReason.NoRoom ? 50_000 : 200_000 },
        });
        if (reason != LargeStopReason.NoHandler) stage.Server.RegisterLargeHandler<Note>((_, _) => throw new InvalidOperationException("the game's bug"));
        MessageClient client = stage.Join();

        LargeTransfer transfer = client.SendLarge(new Note { Payload = Content(1, 100_000) });
        stage.Run(frames: 20);

        Assert.Equal((LargeTransferState.Refused, reason), (transfer.State, transfer.RefusedBecause));
        Assert.Equal(0, stage.Server.IncomingLargeBytes);
        Assert.True(client.IsConnected);
        Assert.Equal(reason == LargeStopReason.HandlerFailed ? 1 : 0, stage.Log.Lines.Count);
    }

    [Fact]
    public void AHandlerThatThrowsEndsTheConnectionAsAnyOther()
    {
        using var stage = new Stage();
        stage.Server.RegisterLargeHandler<Note>((_, _) => throw new InvalidOperationException("the game's bug"));
        MessageClient client = stage.Join();
        LargeTransfer transfer = client.SendLarge(new Note { Payload = Content(1, 100_000) });
        stage.Run(frames: 20);

        Assert.Equal(LargeTransferState.Disconnected, transfer.State);
        Assert.Equal("Connection 1 (localhost) is disconnected: the handler of Note threw.", Assert.Single(stage.Log.Lines));
    }

    [Fact]
    public void ALargeMessageNeedsAuthenticationUnlessItsHandlerSaysOtherwise()
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, AuthenticateOnConnect = false });
        int handled = 0;
        stage.Server.RegisterLargeHandler<Note>((_, _) => handled++);
        stage.Server.RegisterLargeHandler<Move>((_, _) => handled++, requireAuthentication: false);
        MessageClient client = stage.Join();
        client.SendLarge(new Move());
        stage.Run(frames: 10);
        Assert.Equal(1, handled);

        client.SendLarge(new Note { Payload = Content(1, 1000) });
        stage.Run(frames: 10);
        Assert.Equal(1, handled);
        Assert.False(client.IsConnected);
        Assert.Equal("Connection 1 (localhost) is disconnected: a message came that needs authentication. It is a Note.", Assert.Single(stage.Log.Lines));
    }

    [Fact]
    public void AReceiverThatGivesNoSignIsGivenUpAndTheConnectionStays()
    {
        using var stage = new Stage();
        stage.Server.RegisterLargeHandler<Note>((_, _) => { });
        MessageClient client = stage.Join();
        LargeTransfer transfer = client.SendLarge(new Note { Payload = Content(1, FourMegabytes) });
        stage.Run(frames: 2);

        stage.Server.IsPaused = true;
        stage.Run(frames: 3_010);
        Assert.Equal(LargeTransferState.TimedOut, transfer.State);
        stage.Server.IsPaused = false;
        stage.Run(frames: 5);

        Assert.Equal(0, stage.Server.IncomingLargeBytes);
        Assert.True(client.IsConnected);
    }

    [Fact]
    public void ASenderThatStopsHalfWayIsGivenUpAndItsMemoryIsFree()
    {
        using var stage = new Stage();
        stage.Server.RegisterLargeHandler<Note>((_, _) => { });
        TransportClient sender = stage.JoinEnemy();
        byte[] begin = TestMessages.Packed(new LargeBegin(1, NetworkMessageId<Note>.Id, 16_000_000));
        stage.Attack(sender, TestMessages.Packet(1, begin));
        Assert.Equal(0, stage.Server.IncomingLargeBytes);     // an announcement costs nothing
        stage.Attack(sender, TestMessages.Packet(1, TestMessages.Packed(new LargePart(1, new byte[1000]))));
        Assert.InRange(stage.Server.IncomingLargeBytes, 1000, 4096);

        stage.Run(frames: 3_010);

        Assert.Equal(0, stage.Server.IncomingLargeBytes);
        Assert.Empty(stage.Log.Lines);
    }

    [Fact]
    public void ALostConnectionEndsItsTransfersAndFreesTheMemory()
    {
        using var stage = new Stage();
        stage.Server.RegisterLargeHandler<Note>((_, _) => { });
        MessageClient client = stage.Join();
        LargeTransfer current = client.SendLarge(new Note { Payload = Content(1, FourMegabytes) });
        LargeTransfer waiting = client.SendLarge(new Note { Payload = Content(1, FourMegabytes) });
        stage.Run(frames: 5);

        stage.Server.Connections[1].Disconnect();
        stage.Run(frames: 5);

        Assert.Equal((LargeTransferState.Disconnected, LargeTransferState.Disconnected), (current.State, waiting.State));
        Assert.Equal(0, stage.Server.IncomingLargeBytes);
        Assert.Throws<InvalidOperationException>(() => client.SendLarge(new Note()));
        current.Cancel();
        Assert.Equal(LargeTransferState.Disconnected, current.State);
    }

    [Fact]
    public void AnExceptionFromProgressEndsThatConnectionAndNoOther()
    {
        using var stage = new Stage();
        stage.Server.RegisterLargeHandler<Note>((_, _) => { }, progress: (connection, _) =>
        {
            if (connection.connectionId == 1) throw new InvalidOperationException("the game's bug");
        });
        MessageClient first = stage.Join(), second = stage.Join();
        LargeTransfer[] transfers = [first.SendLarge(new Note { Payload = Content(1, 100_000) }), second.SendLarge(new Note { Payload = Content(1, 100_000) })];
        stage.Run(frames: 20);

        Assert.Equal([LargeTransferState.Disconnected, LargeTransferState.Completed], transfers.Select(one => one.State));
        Assert.Equal("A listener of IncomingLargeMessage threw for connection 1 (localhost).", Assert.Single(stage.Log.Lines));
    }

    [Fact]
    public void LimitsAreCheckedAndNamed()
    {
        using var stage = new Stage();
        MessageClient client = stage.Join();
        var failure = Assert.Throws<ArgumentException>(() => client.SendLarge(new Note { Payload = new byte[NetworkReader.AllocationLimit] }));
        Assert.Contains("LargeMessageOptions.MaxBytes", failure.Message, StringComparison.Ordinal);
        foreach (LargeMessageOptions options in (LargeMessageOptions[])
            [new() { MaxBytes = 0 }, new() { MaxIncomingBytes = 0 }, new() { PartBytes = 63 }, new() { WindowBytes = 100 }, new() { MaxWaiting = 0 }, new() { TimeoutSeconds = double.NaN }])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new MessageServer(new MemoryTransport().CreateServer(), new MessageServerOptions { LargeMessages = options }));
        }
    }

    internal static byte[] Content(int seed, int bytes)
    {
        byte[] content = new byte[bytes];
        new Random(seed).NextBytes(content);
        return content;
    }
}
