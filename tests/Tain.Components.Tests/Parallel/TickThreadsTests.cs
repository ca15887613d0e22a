using Tain.Kit;

namespace Tain.Tests;

public class TickThreadsTests
{
    [Fact]
    public void EveryShareIsWorkedOnOnceInEveryRun()
    {
        using var threads = new TickThreads(4);
        int[] calls = new int[4];
        for (int run = 1; run <= 1_000; run++)
        {
            int shares = 1 + (run % 4);
            Array.Clear(calls);
            threads.Run(shares, share => Interlocked.Increment(ref calls[share]));
            Assert.Equal(Enumerable.Range(0, 4).Select(share => share < shares ? 1 : 0), calls);
        }
    }

    [Fact]
    public void SharesRunSideBySide()
    {
        using var threads = new TickThreads(3);
        using var all = new Barrier(3);

        // Each waits for the others, so this returns only if all run at once.
        threads.Run(3, _ => Assert.True(all.SignalAndWait(TimeSpan.FromSeconds(30))));
    }

    [Fact]
    public void AShareThatThrowsDoesNotKeepTheOthersFromTheirWork()
    {
        using var threads = new TickThreads(3);
        int worked = 0;

        AggregateException thrown = Assert.Throws<AggregateException>(() => threads.Run(3, share =>
        {
            if (share == 1) throw new InvalidOperationException("share 1");
            Interlocked.Increment(ref worked);
        }));

        Assert.Equal("share 1", Assert.Single(thrown.InnerExceptions).Message);
        Assert.Equal(2, worked);
        threads.Run(3, _ => Interlocked.Increment(ref worked));
        Assert.Equal(5, worked);
    }

    [Fact]
    public void WhoFindsThemBusyOrGoneWorksAlone()
    {
        var threads = new TickThreads(2);
        List<int> inner = [];
        threads.Run(1, _ => threads.Run(2, inner.Add));
        Assert.Equal([0, 1], inner);

        threads.Dispose();
        inner.Clear();
        threads.Run(2, inner.Add);

        Assert.Equal([0, 1], inner);
    }

    [Fact]
    public void ARunAllocatesNothing()
    {
        using var threads = new TickThreads(2);
        int worked = 0;
        Action<int> work = _ => Interlocked.Increment(ref worked);
        for (int i = 0; i < 100; i++) threads.Run(2, work);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 100; i++) threads.Run(2, work);
        }));
        Assert.Equal(400, worked);
    }

    [Fact]
    public void AsManyThreadsAsProcessorsUnlessToldOtherwise()
    {
        using var threads = new TickThreads();

        Assert.Equal(Environment.ProcessorCount, threads.count);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TickThreads(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => threads.Run(threads.count + 1, _ => { }));
    }
}
