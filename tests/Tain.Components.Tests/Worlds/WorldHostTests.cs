using System.Diagnostics.Metrics;
using Tain.Kit;

namespace Tain.Tests;

/// <summary>Many worlds on one thread under a clock of the test.</summary>
public sealed class WorldHostTests : IDisposable
{
    private const double Period = 1.0 / 16;

    private readonly ManualClock _clock = new();
    private readonly RecordedLog _log = new();
    private readonly WorldHost _host;

    public WorldHostTests() => _host = new WorldHost(new WorldHostOptions { timeProvider = _clock, loggerFactory = _log, tickRate = 16 });

    public void Dispose() => _host.Dispose();

    [Fact]
    public void EachWorldTicksAtItsOwnRate()
    {
        int slow = 0, quick = 0;
        float deltaTime = 0;
        _host.Add("slow", world => world.EarlyUpdate += () => { slow++; deltaTime = world.Time.deltaTime; });
        _host.Add("quick", world => world.EarlyUpdate += () => quick++, new WorldSettings { tickRate = 64 });
        Run(seconds: 2);
        Assert.Equal(2 * 16 + 1, slow);
        Assert.Equal(2 * 64 + 1, quick);
        Assert.Equal((float)Period, deltaTime);
        Assert.Equal(TimeSpan.FromSeconds(1.0 / 64), _host.RunDue());
    }

    [Fact]
    public void AWorldIsMadeOnItsFirstTurnWithClockAndLogOfTheHost()
    {
        WorldContext? told = null;
        WorldHandle handle = _host.Add("forest", context =>
        {
            told = context;
            return new World(context.options);
        });
        Assert.Null(told);
        Assert.Equal(WorldState.Starting, handle.state);
        Assert.False(handle.started.IsCompleted);
        Run(0);
        Assert.Same(handle, told!.handle);
        Assert.Same(_host, told.host);
        Assert.Equal("forest", told.name);
        Assert.Same(_clock, told.options.TimeProvider);
        Assert.Equal(0, told.options.ClockOrigin);
        Assert.Equal(WorldState.Running, handle.state);
        Assert.True(handle.started.IsCompletedSuccessfully);
        Assert.Same(handle, _host.Find("forest"));
        Assert.Throws<InvalidOperationException>(() => _host.Add("forest", _ => { }));
    }

    [Fact]
    public void NetworkClocksOfAllWorldsShowTheSameTimeWheneverTheyWereMade()
    {
        NetworkServer? first = null, second = null;
        _host.Add("first", world => { first = new NetworkServer(world); first.Listen(1, listen: false); });
        Run(seconds: 3);
        _host.Add("second", world => { second = new NetworkServer(world); second.Listen(1, listen: false); });
        Run(seconds: 1);
        Assert.Equal(4, first!.NetworkTime.localTime, 3);
        Assert.Equal(first.NetworkTime.localTime, second!.NetworkTime.localTime);
        Assert.Equal(first.NetworkTime.localScaledTime, second.NetworkTime.localScaledTime);
    }

    [Fact]
    public void AFailingWorldIsStoppedAndTheOthersGoOn()
    {
        int good = 0;
        bool ended = false;
        WorldHandle bad = _host.Add("bad", MakeBroken, new WorldSettings { maxFailuresInARow = 3, ending = _ => ended = true });
        _host.Add("good", world => world.EarlyUpdate += () => good++);
        Run(seconds: 1);
        Assert.Equal(WorldState.Failed, bad.state);
        Assert.IsType<ObjectDisposedException>(bad.failure);
        Assert.Equal(3, bad.stats.failedTicks);
        Assert.True(bad.ended.IsCompleted);
        Assert.True(ended);
        Assert.Equal(17, good);
        Assert.Equal(3, _log.Count("of world bad"));
        Assert.Equal(1, _log.Count("World bad is stopped"));
        Assert.False(bad.Post(_ => { }));
        Assert.Null(_host.Find("bad"));
        Assert.Equal(WorldState.Starting, _host.Add("bad", _ => { }).state);   // its name is free
    }

    [Fact]
    public void AWorldThatMayFailGoesOnFailing()
    {
        WorldHandle bad = _host.Add("bad", MakeBroken, new WorldSettings { maxFailuresInARow = 0 });
        Run(seconds: 1);
        Assert.Equal(WorldState.Running, bad.state);
        Assert.Null(bad.failure);
        Assert.Equal(17, bad.stats.failedTicks);
    }

    [Fact]
    public async Task AWorldThatCannotBeMadeHasFailedAndLeavesNothing()
    {
        World? made = null;
        WorldHandle bad = _host.Add("bad", world =>
        {
            made = world;
            throw new InvalidOperationException("no map");
        });
        Run(0);
        Assert.Equal(WorldState.Failed, bad.state);
        Assert.Equal("no map", bad.failure!.Message);
        Assert.True(made!.IsDisposed);
        Assert.False(await bad.started);
        await bad.ended;
        Assert.Empty(_host.worlds);
        Assert.Equal(1, _log.Count("bad could not be made"));
    }

    [Fact]
    public void WhatIsPostedRunsBeforeTheNextTickInOrderAndThrowsAlone()
    {
        var journal = new List<string>();
        WorldHandle handle = _host.Add("a", world => world.EarlyUpdate += () => journal.Add("tick"), new WorldSettings { maxPosts = 3 });
        Run(0);
        Assert.True(handle.Post(_ => journal.Add("one")));
        Assert.True(handle.Post(_ => throw new InvalidOperationException("a post that fails")));
        Assert.True(handle.Post(_ => handle.Post(_ => journal.Add("posted by a post"))));
        Assert.False(handle.Post(_ => journal.Add("too much")));
        Run(Period);
        Run(Period);
        Assert.Equal(["tick", "one", "tick", "posted by a post", "tick"], journal);
        Assert.Equal(1, handle.stats.refusedPosts);
        Assert.Equal(0, handle.stats.failedTicks);
        Assert.Equal(1, _log.Count("A call posted to world a threw"));
    }

    [Fact]
    public void WorldsTalkToEachOtherByPosts()
    {
        string heard = "";
        _host.Add("speaker", world => world.EarlyUpdate += () => _host.Find("listener")!.Post(_ => heard = "hello"));
        _host.Add("listener", _ => { });
        Run(2 * Period);
        Assert.Equal("hello", heard);
    }

    [Fact]
    public void ARemovedWorldRunsItsPostsSaysGoodbyeAndIsDisposedOf()
    {
        var journal = new List<string>();
        World? kept = null;
        NetworkServer? server = null;
        WorldHandle handle = _host.Add(
            "a",
            world =>
            {
                kept = world;
                server = new NetworkServer(world);
                server.Listen(10, listen: false);
            },
            new WorldSettings { ending = world => journal.Add(world.IsDisposed ? "too late" : "ending") });
        Run(0);
        handle.Post(_ => journal.Add("post"));
        _host.Remove(handle);
        _host.Remove(handle);
        Assert.False(handle.ended.IsCompleted);
        Run(0);
        Assert.Equal(["post", "ending"], journal);
        Assert.True(kept!.IsDisposed);
        Assert.False(server!.active);
        Assert.Equal(WorldState.Stopped, handle.state);
        Assert.True(handle.ended.IsCompletedSuccessfully);
        Assert.Empty(_host.worlds);
        Assert.Equal(Timeout.InfiniteTimeSpan, _host.RunDue());
        Assert.Throws<ArgumentException>(() => new WorldHost().Remove(handle));
    }

    [Fact]
    public void AWorldMayRemoveItselfAndAddOthersInItsTick()
    {
        WorldHandle? self = null;
        int ticks = 0;
        self = _host.Add("a", world => world.EarlyUpdate += () =>
        {
            ticks++;
            _host.Remove(self!);
            _host.Add("b", _ => { });
        });
        Run(seconds: 1);
        Assert.Equal(1, ticks);
        Assert.Equal(WorldState.Stopped, self.state);
        Assert.Equal("b", Assert.Single(_host.worlds).name);
    }

    [Fact]
    public void ASlowWorldIsReportedOncePerIntervalAndCatchesUpWithinBounds()
    {
        WorldHandle slow = _host.Add("slow", world => world.EarlyUpdate += () => _clock.Advance(4 * Period), new WorldSettings { maxCatchUpTicks = 2 });
        int good = 0;
        WorldHandle other = _host.Add("other", world => world.EarlyUpdate += () => good++);
        for (int i = 0; i < 20; i++) _host.RunDue();
        WorldStats stats = slow.stats;
        Assert.Equal(stats.ticks, stats.ticksOverBudget);
        Assert.True(stats.droppedTicks > 0);
        Assert.True(stats.lateTicks > 0);
        Assert.Equal(4 * Period, stats.p99TickSeconds, 6);
        Assert.Equal(4 * Period, stats.averageTickSeconds, 6);
        Assert.Equal(4 * Period, stats.maxTickSeconds, 6);
        Assert.InRange(good, 15, 100);      // it comes between, also when the slow one has never caught up
        Assert.Equal(0, other.stats.ticksOverBudget);
        double seconds = _clock.GetElapsedTime(0).TotalSeconds;
        Assert.InRange(_log.Count("World slow tick took 250.0 ms, budget 62.5 ms."), 1, (int)(seconds / 10) + 1);
        Assert.Equal(0, _log.Count("World other tick"));
    }

    [Fact]
    public void ThreeHundredWorldsRunTheSameEveryTime()
    {
        Assert.Equal(Play(), Play());

        static long Play()
        {
            var clock = new ManualClock();
            using var host = new WorldHost(new WorldHostOptions { timeProvider = clock, tickRate = 16 });
            long checksum = 17;
            for (int i = 0; i < 300; i++)
            {
                int number = i;
                host.Add($"world {i}", world =>
                {
                    var server = new NetworkServer(world);
                    server.Listen(1, listen: false);
                    world.EarlyUpdate += () => checksum = (checksum * 31) + number + world.Random.Range(0, 1000);
                });
            }
            for (int frame = 0; frame < 32; frame++)
            {
                clock.Advance(Period);
                host.RunDue();
            }
            // The first call makes the worlds, and they tick at once.
            Assert.All(host.worlds, handle => Assert.Equal(32, handle.stats.ticks));
            Assert.All(host.worlds, handle => Assert.Equal(0, handle.stats.lateTicks));
            return checksum;
        }
    }

    [Fact]
    public void AnIdleWorldAllocatesNothing()
    {
        for (int i = 0; i < 20; i++)
        {
            _host.Add($"{i}", world =>
            {
                var server = new NetworkServer(world);
                server.Listen(1, listen: false);
            });
        }
        Run(seconds: 20);
        Assert.Equal(0, Allocations.Of(() => Run(seconds: 20)));
    }

    [Fact]
    public void MetersNameTheWorld()
    {
        using var listener = new MeterListener();
        int ticks = 0;
        listener.InstrumentPublished = (instrument, toEnable) =>
        {
            if (instrument.Name == "tain.world.tick.duration") toEnable.EnableMeasurementEvents(instrument);
        };
        // Hosts of other tests record on the same name meanwhile.
        string name = $"metered {Guid.NewGuid()}";
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            foreach ((string key, object? tag) in tags)
            {
                if (key == "world" && name.Equals(tag)) ticks++;
            }
        });
        listener.Start();
        _host.Add(name, _ => { });
        Run(seconds: 1);
        Assert.Equal(17, ticks);
    }

    [Fact]
    public void MisuseIsToldWithHelp()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorldHost(new WorldHostOptions { tickRate = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorldHost(new WorldHostOptions { stuckAfterSeconds = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => _host.Add("a", _ => { }, new WorldSettings { tickRate = 1001 }));
        _host.RunDue();
        Assert.Contains("RunDue", Assert.Throws<InvalidOperationException>(_host.Start).Message);
        var disposed = new WorldHost();
        disposed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => disposed.Add("a", _ => { }));
        Assert.Throws<ObjectDisposedException>(disposed.Start);
    }

    private void Run(double seconds)
    {
        _host.RunDue();
        for (double left = seconds; left > 1e-9; left -= 1.0 / 64)
        {
            _clock.Advance(1.0 / 64);
            _host.RunDue();
        }
    }

    // A world whose ticks an exception leaves: somebody disposed of it behind the host's back.
    private static World MakeBroken(WorldContext context)
    {
        var world = new World(context.options);
        world.Dispose();
        return world;
    }
}
