using Tain.Kit;
using Tain.Messages;

namespace Tain.Tests.Batching;

public class UnbatcherTests
{
    // Timestamp 1.5, then messages of three and two bytes.
    private static readonly byte[] TwoMessages = Convert.FromHexString("000000000000f83f03010203020405");

    [Trait("Attack", "B-01")]
    [Trait("Attack", "B-02")]
    [Fact]
    public void EveryTruncationGivesMessagesAndThenAReasonOrTheEnd()
    {
        for (int length = 0; length < TwoMessages.Length; length++)
        {
            var unbatcher = new Unbatcher();
            RejectReason added = unbatcher.AddBatch(TwoMessages.AsSpan(0, length));
            Assert.Equal(length < Batcher.TimestampSize ? RejectReason.BatchTooShort : RejectReason.None, added);

            int messages = 0;
            RejectReason reason;
            while (unbatcher.TryGetNext(out _, out reason)) messages++;

            // Whole messages end after 8 and 12 bytes.
            Assert.Equal(length >= 12 ? 1 : 0, messages);
            Assert.Equal(length is <= 8 or 12 ? RejectReason.None : RejectReason.BatchBroken, reason);
            Assert.Equal(0, unbatcher.BatchesCount);
        }
    }

    [Fact]
    public void RandomBytesGiveAReasonOrMessagesWithinTheBatch()
    {
        var random = new Random(3);
        var unbatcher = new Unbatcher();
        var bytes = new byte[64];
        for (int i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            int length = random.Next(bytes.Length);
            if (unbatcher.AddBatch(bytes.AsSpan(0, length)) != RejectReason.None) continue;

            int total = Batcher.TimestampSize;
            while (unbatcher.TryGetNext(out BatchedMessage message, out _)) total += Batcher.MessageHeaderSize(message.Bytes.Count) + message.Bytes.Count;
            Assert.InRange(total, 0, length);
        }
    }

    [Fact]
    public void WaitingBatchesKeepTheirChannelAndOrder()
    {
        var unbatcher = new Unbatcher();
        Assert.Equal(RejectReason.None, unbatcher.AddBatch(TwoMessages, Channels.Unreliable));
        Assert.True(unbatcher.TryGetNext(out BatchedMessage message, out _));
        Assert.Equal(RejectReason.None, unbatcher.AddBatch(TwoMessages, Channels.Reliable));
        Assert.Equal(2, unbatcher.BatchesCount);

        List<(int, int)> rest = [];
        while (unbatcher.TryGetNext(out message, out _)) rest.Add((message.Bytes.Count, message.ChannelId));
        Assert.Equal([(2, Channels.Unreliable), (3, Channels.Reliable), (2, Channels.Reliable)], rest);
        Assert.Equal(0, unbatcher.BatchesCount);
    }

    [Fact]
    public void AnEmptyBatchDoesNotHoldUpThoseBehindIt()
    {
        var unbatcher = new Unbatcher();
        unbatcher.AddBatch(TwoMessages.AsSpan(0, Batcher.TimestampSize));
        unbatcher.AddBatch(TwoMessages);
        Assert.True(unbatcher.TryGetNext(out BatchedMessage message, out _));
        Assert.Equal("010203", Vectors.Hex(message.Bytes));
    }

    [Trait("Attack", "B-08")]
    [Fact]
    public void MoreThanMayWaitIsRefused()
    {
        var unbatcher = new Unbatcher(maxQueuedBytes: TwoMessages.Length * 3);
        for (int i = 0; i < 3; i++) Assert.Equal(RejectReason.None, unbatcher.AddBatch(TwoMessages));
        Assert.Equal(RejectReason.ReceiveQueueFull, unbatcher.AddBatch(TwoMessages));
        Assert.Equal(3, unbatcher.BatchesCount);
    }

    [Fact]
    public void AWarmUnbatcherAllocatesNothing()
    {
        var unbatcher = new Unbatcher();
        for (int i = 0; i < 100; i++) TakeApart(unbatcher);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 1000; i++) TakeApart(unbatcher);
        }));
    }

    private static void TakeApart(Unbatcher unbatcher)
    {
        unbatcher.AddBatch(TwoMessages);
        while (unbatcher.TryGetNext(out _, out _))
        {
        }
    }
}
