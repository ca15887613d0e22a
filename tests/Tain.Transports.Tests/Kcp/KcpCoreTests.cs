using Tain.Transports.Contract;

namespace Tain.Transports.Kcp;

/// <summary>The reliability core on links that the recordings do not have: numbers that wrap, losses at random, windows that close.</summary>
public class KcpCoreTests
{
    private const uint NearTheEnd = uint.MaxValue - 500;

    // Numbers and clock wrap in the middle of the transfer.
    [Trait("Attack", "K-17")]
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void MessagesArriveOnceAndInOrderAcrossTheWrapOfNumbersAndClock(int seed)
    {
        var random = new Random(seed);
        using var pair = new CorePair(new KcpSettings(), new SequenceNumber(NearTheEnd), startMs: NearTheEnd) { LossPercent = 20, Seed = seed };
        int sent = 0, received = 0;
        for (int step = 0; step < 4_000 && received < 1_500; step++)
        {
            for (int i = random.Next(3); i > 0 && sent < 1_500; i--, sent++) Assert.True(pair.A.TrySend([], MessageOf(sent)));
            pair.Step();
            while (pair.TryReceiveAtB(out byte[]? message)) Assert.Equal(MessageOf(received++), message);
        }

        Assert.Equal(1_500, received);
        Assert.True(pair.A.Sender.FirstUnacknowledged.Value < NearTheEnd, "The numbers have wrapped.");
        pair.Run(2_000);
        Assert.Equal(0, pair.A.Sender.BufferedBytes);
        Assert.Equal(0, pair.Pool.Rented);
    }

    // The clock of a connection wraps after 49.7 days. Steps of an hour: both ends ping in each, and neither falls silent.
    [Trait("Attack", "K-17")]
    [Fact]
    public void AConnectionLivesThroughTheWrapOfItsClock()
    {
        const int StepMs = 3_600_000;
        using var table = new KcpTable(plain => new KcpTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, TimeoutMs = 3 * 3_600_000 });
        ClientProbe client = table.AddConnectedClient();
        for (long ms = 0; ms < uint.MaxValue + (10L * StepMs); ms += StepMs)
        {
            client.Tick();
            table.Server.Tick();
            table.Wire.AdvanceMs(StepMs);
        }
        Assert.True(client.Client.IsConnected);
        client.Client.Send([1], Channel.Reliable);
        table.Server.Server.Send(client.ServerId, [2], Channel.Reliable);
        table.RunMs(2_000);

        Assert.Equal([1], Assert.Single(table.Server.DataFrom(client.ServerId)).Data);
        Assert.Equal([2], Assert.Single(client.Data).Data);
        Assert.Empty(table.Server.Of(TransportEventKind.Error));
    }

    [Fact]
    public void AReaderThatStopsClosesTheWindowAndOpensItAgain()
    {
        var settings = new KcpSettings { ReceiveWindow = 128, SendWindow = 128 };
        using var pair = new CorePair(settings, default, startMs: 0);
        for (int i = 0; i < 500; i++) Assert.True(pair.A.TrySend([], MessageOf(i)));
        pair.Run(3_000);
        Assert.Equal(0, pair.A.Sender.RemoteWindow);
        Assert.InRange(pair.B.Receiver.SegmentCount, 128, 256);

        int received = 0;
        for (int step = 0; step < 20_000 && received < 500; step++)
        {
            while (pair.TryReceiveAtB(out byte[]? message)) Assert.Equal(MessageOf(received++), message);
            pair.Step();
        }
        Assert.Equal(500, received);
    }

    [Fact]
    public void ALostWindowAnnouncementIsAskedForAgain()
    {
        var settings = new KcpSettings { ReceiveWindow = 128, SendWindow = 128 };
        using var pair = new CorePair(settings, default, startMs: 0);
        for (int i = 0; i < 300; i++) Assert.True(pair.A.TrySend([], MessageOf(i)));
        pair.Run(3_000);
        Assert.Equal(0, pair.A.Sender.RemoteWindow);

        // B reads, and what it says about its window is lost; only A's question, 7 s after the window closed, can help.
        int received = 0;
        pair.LossPercent = 100;
        while (pair.TryReceiveAtB(out byte[]? message)) Assert.Equal(MessageOf(received++), message);
        pair.Run(2_000);
        pair.LossPercent = 0;
        Assert.Equal(0, pair.A.Sender.RemoteWindow);
        pair.Run(1_000);
        Assert.Equal(0, pair.A.Sender.RemoteWindow);
        for (int step = 0; step < 300; step++)
        {
            pair.Step();
            while (pair.TryReceiveAtB(out byte[]? message)) Assert.Equal(MessageOf(received++), message);
        }
        Assert.Equal(300, received);
    }

    [Fact]
    public void AHeadOfLineLossIsResentEarlyAndOnlySoOften()
    {
        using var pair = new CorePair(new KcpSettings(), default, startMs: 0) { Loses = header => header is { Command: KcpCommand.Push, Sequence.Value: 0 } };
        var times = new List<long>();
        pair.OnPush = header =>
        {
            if (header.Sequence.Value == 0) times.Add(pair.NowMs);
        };
        for (int i = 0; i < 60; i++)
        {
            pair.A.TrySend([], [1]);
            pair.Step();
        }

        // transports.md 2.9, measured from the reference: six times by fast resend, then only by timeout.
        Assert.Equal(6, times.Count(time => time <= 200));
    }

    [Fact]
    public void ADeadLinkIsNoticedAfterTheLimitOfTransmissions()
    {
        using var pair = new CorePair(new KcpSettings { MaxTransmissions = 5 }, default, startMs: 0) { LossPercent = 100 };
        pair.A.TrySend([], [1]);
        pair.Run(1_000);
        Assert.False(pair.A.Sender.IsLinkDead);
        pair.Run(1_000);
        Assert.True(pair.A.Sender.IsLinkDead);
    }

    private static byte[] MessageOf(int number)
    {
        byte[] message = new byte[4 + (number * 37 % 3_000)];
        BitConverter.TryWriteBytes(message, number);
        return message;
    }
}
