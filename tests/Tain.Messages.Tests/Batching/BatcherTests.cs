using Tain.Messages;

namespace Tain.Tests.Batching;

public class BatcherTests
{
    private static readonly byte[] Message = [1, 2, 3];

    [Fact]
    public void AMessageAddedWhileBatchesAreTakenBeginsANewBatch()
    {
        var batcher = new Batcher(1000);
        batcher.AddMessage(Message, 1);
        Assert.True(batcher.TryTakeBatch(out ReadOnlySpan<byte> first));
        Assert.Equal("000000000000f03f03010203", Vectors.Hex(first));

        batcher.AddMessage(Message, 1);
        Assert.True(batcher.TryTakeBatch(out ReadOnlySpan<byte> second));
        Assert.Equal("000000000000f03f03010203", Vectors.Hex(second));
        Assert.False(batcher.TryTakeBatch(out _));
    }

    [Fact]
    public void ClearDropsEverything()
    {
        var batcher = new Batcher(1000);
        batcher.AddMessage(Message, 1);
        batcher.AddMessage(Message, 2);
        batcher.Clear();
        Assert.Equal(0, batcher.PendingBytes);
        Assert.False(batcher.TryTakeBatch(out _));

        batcher.AddMessage(Message, 3);
        Assert.True(batcher.TryTakeBatch(out ReadOnlySpan<byte> batch));
        Assert.Equal("000000000000084003010203", Vectors.Hex(batch));
    }

    [Fact]
    public void AWarmBatcherAllocatesNothing()
    {
        var batcher = new Batcher(100);
        for (int i = 0; i < 100; i++) Fill(batcher, i);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) Fill(batcher, i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void WhatIsLargeInEveryTickKeepsItsMemoryAndWhatWasLargeOnceDoesNot()
    {
        var batcher = new Batcher(1000);
        byte[] large = new byte[300_000];
        long Send()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            batcher.AddMessage(large, 1);
            while (batcher.TryTakeBatch(out _)) { }
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.InRange(Send(), large.Length, long.MaxValue);
        for (int tick = 0; tick < 200; tick++) Assert.Equal(0, Send());

        for (int tick = 0; tick < 600; tick++) Fill(batcher, tick);
        Assert.InRange(Send(), large.Length, long.MaxValue);
    }

    [Fact]
    public void AJoinLeavesNoMoreMemoryThanWhatComesAfterItNeeds()
    {
        var batcher = new Batcher(1000);
        for (int i = 0; i < 1000; i++) batcher.AddMessage(new byte[80], 1);
        while (batcher.TryTakeBatch(out _))
        {
        }
        Assert.InRange(batcher.HeldBytes, 80_000, 200_000);

        for (int tick = 0; tick < 600; tick++) Fill(batcher, tick);
        Assert.InRange(batcher.HeldBytes, 500, 10_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int tick = 0; tick < 600; tick++) Fill(batcher, tick);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void WhatComesOnceASecondFindsItsRoom()
    {
        var batcher = new Batcher(1000);
        byte[] large = new byte[20_000];
        long before = 0;
        for (int tick = 0; tick < 1200; tick++)
        {
            if (tick == 300) before = GC.GetAllocatedBytesForCurrentThread();
            if (tick % 60 == 0) batcher.AddMessage(large, 1);
            while (batcher.TryTakeBatch(out _)) { }
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Fill(Batcher batcher, double time)
    {
        for (int i = 0; i < 100; i++) batcher.AddMessage(Message, time);
        while (batcher.TryTakeBatch(out _))
        {
        }
    }
}
