namespace Tain.Tests;

/// <summary>Worlds on real threads. What these tests wait for are ticks and ends, never a time.</summary>
public class WorldThreadsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task EightWorldsTickSideBySideAndNeverTwiceAtOnce()
    {
        const int Ticks = 300;
        using var host = new WorldHost(new WorldHostOptions { threads = 4, tickRate = 1000 });
        var reached = new List<Task>();
        int overlaps = 0;
        for (int i = 0; i < 8; i++)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            reached.Add(done.Task);
            int inside = 0, ticks = 0;
            host.Add($"world {i}", world => world.EarlyUpdate += () =>
            {
                if (Interlocked.Increment(ref inside) != 1) Interlocked.Increment(ref overlaps);
                world.CreateGameObject("something");
                if (++ticks == Ticks) done.TrySetResult();
                Interlocked.Decrement(ref inside);
            });
        }
        host.Start();
        await Task.WhenAll(reached).WaitAsync(s_patience);
        Assert.Equal(0, overlaps);
        Assert.All(host.worlds, handle => Assert.Equal(0, handle.stats.failedTicks));
        WorldHandle[] all = [.. host.worlds];
        Assert.Equal(8, all.Length);
        host.Dispose();
        Assert.All(all, handle => Assert.Equal(WorldState.Stopped, handle.state));
        Assert.Equal(0, host.runningThreads);
    }

    [Fact]
    public async Task AWorldThatDoesNotComeBackIsReportedAndReplacedAndTheOthersGoOn()
    {
        var log = new LockedLog();
        using var host = new WorldHost(new WorldHostOptions { threads = 1, tickRate = 200, stuckAfterSeconds = 0.05, loggerFactory = log });
        using var release = new ManualResetEventSlim();
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        WorldHandle stuck = host.Add("stuck", world => world.EarlyUpdate += () =>
        {
            if (release.IsSet) return;
            hangs.TrySetResult();
            release.Wait();
        });
        host.Start();
        await hangs.Task.WaitAsync(s_patience);

        // The only thread hangs, and yet a new world is made and ticks.
        WorldHandle other = host.Add("other", _ => { });
        Assert.True(await other.started.WaitAsync(s_patience));
        await Ticks(other, 20);
        Assert.Equal(1, host.stuckWorlds);
        Assert.Equal(2, host.runningThreads);
        Assert.True(stuck.stats.busySeconds > 0);
        Assert.Contains(log.Lines, line => line.Contains("World stuck is stuck: its Tick number 1", StringComparison.Ordinal));

        release.Set();
        await Ticks(stuck, 20);
        await Ticks(other, 20);
        Assert.Equal(0, host.stuckWorlds);
        Assert.Contains(log.Lines, line => line.Contains("World stuck came back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AHostDoesNotWaitForeverForAWorldThatDoesNotComeBack()
    {
        var log = new LockedLog();
        var host = new WorldHost(new WorldHostOptions { threads = 2, stopTimeoutSeconds = 0.05, loggerFactory = log });
        using var release = new ManualResetEventSlim();
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        WorldHandle stuck = host.Add("stuck", world => world.EarlyUpdate += () =>
        {
            hangs.TrySetResult();
            release.Wait();
        });
        host.Start();
        await hangs.Task.WaitAsync(s_patience);
        host.Dispose();
        Assert.Contains(log.Lines, line => line.Contains("1 worlds have not come back", StringComparison.Ordinal));
        Assert.False(stuck.ended.IsCompleted);
        release.Set();
    }

    [Fact]
    public async Task WorldsComeAndGoWhileOthersTick()
    {
        using var host = new WorldHost(new WorldHostOptions { threads = 3, tickRate = 500 });
        host.Start();
        WorldHandle lasting = host.Add("lasting", _ => { });
        for (int round = 0; round < 20; round++)
        {
            WorldHandle[] passing = [.. Enumerable.Range(0, 10).Select(i => host.Add($"{i}", world => world.CreateGameObject("something")))];
            foreach (WorldHandle handle in passing) Assert.True(await handle.started.WaitAsync(s_patience));
            foreach (WorldHandle handle in passing) host.Remove(handle);
            foreach (WorldHandle handle in passing) await handle.ended.WaitAsync(s_patience);
        }
        await Ticks(lasting, 5);
        Assert.Same(lasting, Assert.Single(host.worlds));
    }

    [Fact]
    public async Task AWorldCannotDisposeOfItsHost()
    {
        using var host = new WorldHost(new WorldHostOptions { threads = 1 });
        host.Start();
        var told = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        WorldHandle handle = host.Add("a", _ => { });
        handle.Post(_ => told.TrySetResult(Record.Exception(host.Dispose)));
        Exception? thrown = await told.Task.WaitAsync(s_patience);
        Assert.Contains("from outside", Assert.IsType<InvalidOperationException>(thrown).Message);
        await Ticks(handle, 3);
    }

    private static async Task Ticks(WorldHandle handle, int count)
    {
        for (int i = 0; i < count; i++)
        {
            var ran = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Assert.True(handle.Post(_ => ran.TrySetResult()));
            await ran.Task.WaitAsync(s_patience);
        }
    }
}
