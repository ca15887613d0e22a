namespace Tain.Tests;

/// <summary>What a world may take of its host, under a clock that a tick itself moves on.</summary>
public sealed class WorldBudgetTests : IDisposable
{
    private const int Rate = 16;
    private const double Budget = 0.010;
    private const double Share = Rate * Budget;

    private readonly ManualClock _clock = new();
    private readonly RecordedLog _log = new();
    private readonly WorldHost _host;
    private readonly WorldHandle _other;

    public WorldBudgetTests()
    {
        _host = new WorldHost(new WorldHostOptions { timeProvider = _clock, loggerFactory = _log, tickRate = Rate });
        _other = _host.Add("other", _ => { });
    }

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData(0.040)]
    [InlineData(0.200)]
    [InlineData(0.011)]
    public void WhoKeepsTakingMoreTicksLessOften(double tickSeconds)
    {
        double used = 0;
        WorldHandle greedy = Add("greedy", Budget, _ => used += Take(tickSeconds));
        Run(seconds: 60);

        // A second's worth was saved up at the beginning, and the last tick may have overdrawn.
        Assert.InRange(used, (60 * Share) - tickSeconds, (61 * Share) + tickSeconds);
        WorldStats stats = greedy.stats;
        Assert.InRange(stats.ticksHeldBack, stats.ticks / 20, stats.ticks);
        Assert.InRange(_log.Count("ticks were held back"), 1, 7);

        // Nobody can take a tick back that has begun; but between two of them there is time for all.
        Assert.Equal(0, _other.stats.ticksHeldBack);
        Assert.InRange(_other.stats.ticks + _other.stats.droppedTicks, 60 * Rate, (60 * Rate) + 2);
        Assert.Equal(0, _other.stats.droppedTicks);
    }

    [Fact]
    public void ALongTickNowAndThenHoldsNobodyBack()
    {
        int ticks = 0;
        WorldHandle world = Add("uneven", Budget, _ => Take(++ticks % Rate == 0 ? 5 * Budget : Budget / 2));
        Run(seconds: 60);
        Assert.Equal(0, world.stats.ticksHeldBack);
        Assert.InRange(ticks, (60 * Rate) - 1, (60 * Rate) + 2);
        Assert.InRange(world.stats.ticksOverBudget, 59, 61);
    }

    // What took the time may have been the machine: a snapshot, a debugger. Players wait two seconds and not sixty, in which they would all have left.
    [Fact]
    public void AStallIsPaidForWithTwoSecondsAtMost()
    {
        bool hasStalled = false;
        int ticks = 0;
        WorldHandle world = Add("stalled", Budget, _ =>
        {
            ticks++;
            if (hasStalled) return;
            hasStalled = true;
            Take(10);
        });
        Run(seconds: 1);
        Assert.Equal(1, ticks);
        Run(seconds: 13);
        Assert.InRange(ticks, (11 * Rate) - 8, (11 * Rate) + 8);
        Assert.Equal(1, world.stats.ticksHeldBack);
    }

    [Fact]
    public void WithoutABudgetAWorldMayTakeACore()
    {
        WorldHandle world = Add("busy", budget: 0, _ => Take(0.1));
        Run(seconds: 10);
        Assert.Equal(0, world.stats.ticksHeldBack);
        Assert.InRange(world.stats.ticks, 95, 101);
    }

    [Fact]
    public void WhatIsPostedToWhoIsHeldBackWaitsAndItsEndDoesNot()
    {
        WorldHandle greedy = Add("greedy", Budget, _ => Take(2));
        bool done = false;
        Run(seconds: 2.5);
        Assert.Equal(1, greedy.stats.ticksHeldBack);
        Assert.True(greedy.Post(_ => done = true));
        Run(seconds: 1);
        Assert.False(done);

        _host.Remove(greedy);
        Run(seconds: 0.1);
        Assert.True(done);
        Assert.Equal(WorldState.Stopped, greedy.state);
    }

    private WorldHandle Add(string name, double budget, Action<World> tick) =>
        _host.Add(name, world => world.EarlyUpdate += () => tick(world), new WorldSettings { tickBudgetSeconds = budget });

    private double Take(double seconds)
    {
        _clock.Advance(seconds);
        return seconds;
    }

    private void Run(double seconds)
    {
        long begun = _clock.GetTimestamp();
        _host.RunDue();
        while (_clock.GetElapsedTime(begun).TotalSeconds < seconds)
        {
            _clock.Advance(1.0 / 256);
            _host.RunDue();
        }
    }
}
