namespace Tain.Simulation.Tests.Clock;

public class SimulatedClockTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public void ItStandsStillUntilItIsMoved()
    {
        var clock = new SimulatedClock();
        long before = clock.GetTimestamp();
        DateTimeOffset today = clock.GetUtcNow();
        Assert.Equal(before, clock.GetTimestamp());
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.FromHours(1), clock.GetElapsedTime(before));
        Assert.Equal(today.AddHours(1), clock.GetUtcNow());
    }

    [Fact]
    public void TimersFireAtTheirMomentsInOrder()
    {
        var clock = new SimulatedClock();
        var fired = new List<(string, double)>();
        using ITimer late = clock.CreateTimer(_ => fired.Add(("late", clock.Elapsed.TotalSeconds)), null, 3 * s_second, Timeout.InfiniteTimeSpan);
        using ITimer first = clock.CreateTimer(_ => fired.Add(("first", clock.Elapsed.TotalSeconds)), null, s_second, Timeout.InfiniteTimeSpan);
        using ITimer second = clock.CreateTimer(_ => fired.Add(("second", clock.Elapsed.TotalSeconds)), null, s_second, Timeout.InfiniteTimeSpan);
        clock.Advance(2 * s_second);
        Assert.Equal([("first", 1), ("second", 1)], fired);
        clock.Advance(s_second);
        Assert.Equal(("late", 3.0), fired[2]);
    }

    [Fact]
    public void ARepeatedTimerDoesNotDrift()
    {
        var clock = new SimulatedClock();
        var fired = new List<TimeSpan>();
        using ITimer timer = clock.CreateTimer(_ => fired.Add(clock.Elapsed), null, TimeSpan.Zero, s_second);
        clock.Advance(TimeSpan.FromSeconds(2.5));
        clock.Advance(s_second);
        Assert.Equal([TimeSpan.Zero, s_second, 2 * s_second, 3 * s_second], fired);
    }

    [Fact]
    public void ADisposedOrChangedTimerDoesNotFireItsOldSetting()
    {
        var clock = new SimulatedClock();
        int fired = 0;
        ITimer disposed = clock.CreateTimer(_ => fired += 100, null, s_second, s_second);
        ITimer moved = clock.CreateTimer(_ => fired++, null, s_second, Timeout.InfiniteTimeSpan);
        moved.Change(5 * s_second, Timeout.InfiniteTimeSpan);
        disposed.Dispose();
        clock.Advance(4 * s_second);
        Assert.Equal(0, fired);
        clock.Advance(s_second);
        Assert.Equal(1, fired);
        Assert.False(disposed.Change(s_second, s_second));
    }

    [Fact]
    public void ATimerMayDisposeItselfAndSetOthers()
    {
        var clock = new SimulatedClock();
        int fired = 0;
        ITimer? timer = null;
        timer = clock.CreateTimer(
            _ =>
            {
                fired++;
                timer!.Dispose();
                clock.CreateTimer(_ => fired += 10, null, s_second, Timeout.InfiniteTimeSpan);
            }, null, s_second, s_second);
        clock.Advance(10 * s_second);
        Assert.Equal(11, fired);
    }

    [Fact]
    public void ATaskDelayRunsOnIt()
    {
        var clock = new SimulatedClock();
        var delay = Task.Delay(TimeSpan.FromMinutes(5), clock);
        clock.Advance(TimeSpan.FromSeconds(299));
        Assert.False(delay.IsCompleted);
        clock.Advance(s_second);
        Assert.True(delay.IsCompleted);
    }

    [Fact]
    public void ItNeverGoesBack() => Assert.Throws<ArgumentOutOfRangeException>(() => new SimulatedClock().Advance(-s_second));
}
