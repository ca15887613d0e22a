using Tain.Kit;
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
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 1000; i++) Fill(batcher, i);
        }));
    }

    [Fact]
    public void WhatIsLargeInEveryTickKeepsItsMemoryAndWhatWasLargeOnceDoesNot()
    {
        var batcher = new Batcher(1000);
        byte[] large = new byte[300_000];
        long Send() => Allocations.Of(() =>
        {
            batcher.AddMessage(large, 1);
            while (batcher.TryTakeBatch(out _)) { }
        });

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
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int tick = 0; tick < 600; tick++) Fill(batcher, tick);
        }));
    }

    [Fact]
    public void WhatComesOnceASecondFindsItsRoom()
    {
        var batcher = new Batcher(1000);
        byte[] large = new byte[20_000];
        void Run(int ticks)
        {
            for (int tick = 0; tick < ticks; tick++)
            {
                if (tick % 60 == 0) batcher.AddMessage(large, 1);
                while (batcher.TryTakeBatch(out _)) { }
            }
        }

        Run(300);
        Assert.Equal(0, Allocations.Of(() => Run(900)));
    }

    private static void Fill(Batcher batcher, double time)
    {
        for (int i = 0; i < 100; i++) batcher.AddMessage(Message, time);
        while (batcher.TryTakeBatch(out _))
        {
        }
    }
}
