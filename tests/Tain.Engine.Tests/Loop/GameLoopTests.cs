using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Tain.Kit;

namespace Tain.Engine.Tests.Loop;

public class GameLoopTests
{
    private readonly RecordingLogs _logs = new();

    [Theory]
    [InlineData(1), InlineData(4), InlineData(16)]
    public void TheRateIsExactWhateverTheGrainOfTheTimer(int grainMilliseconds)
    {
        var time = new ManualTime { Grain = TimeSpan.FromMilliseconds(grainMilliseconds) };
        int ticks = 0;
        using var loop = Make(time, _ => ticks++);
        using var stop = new CancellationTokenSource();
        using var direct = new NoContext();
        Task running = loop.RunAsync(stop.Token);
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.InRange(ticks, (60 * 600) - 1, (60 * 600) + 1);
        Assert.Equal(0, loop.DroppedTicks);
        Assert.Equal(0, loop.LateTicks);

        stop.Cancel();
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(running.IsCompletedSuccessfully);
        Assert.InRange(ticks, (60 * 600) - 1, (60 * 600) + 1);
    }

    [Fact]
    public void AShortStallIsCaughtUp()
    {
        var time = new ManualTime();
        int ticks = 0;
        using var loop = Make(time, _ => ticks++);
        loop.TickDue();
        time.Burn(TimeSpan.FromMilliseconds(55));
        loop.TickDue();
        Assert.Equal(4, ticks);
        Assert.Equal(0, loop.DroppedTicks);
        Assert.Equal(2, loop.LateTicks);
    }

    [Fact]
    public void ALongStallIsGivenUpAndReportedOnce()
    {
        var time = new ManualTime();
        int ticks = 0;
        using var loop = Make(time, _ => ticks++);
        loop.TickDue();
        time.Burn(TimeSpan.FromSeconds(10));
        TimeSpan wait = loop.TickDue();
        Assert.Equal(1 + 6, ticks);
        Assert.Equal(600 - 6, loop.DroppedTicks);
        Assert.True(wait > TimeSpan.Zero, "The loop is on time again.");
        (LogLevel level, string text, _) = Assert.Single(_logs.Entries);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("594 were given up", text);
    }

    [Fact]
    public void AnOverloadedLoopNeverSpiralsAndComplainsRarely()
    {
        var time = new ManualTime();
        int ticks = 0;
        using var loop = Make(time, _ =>
        {
            ticks++;
            time.Burn(TimeSpan.FromMilliseconds(50));   // three times what there is
        });
        int calls = 0;
        long start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < TimeSpan.FromMinutes(1))
        {
            int before = ticks;
            loop.TickDue();
            Assert.InRange(ticks - before, 1, 6);
            calls++;
        }
        Assert.InRange(ticks, 1200, 1206);
        Assert.InRange(loop.DroppedTicks, 2380, 2400);
        Assert.InRange(_logs.Entries.Count, 5, 7);
        Assert.True(calls >= 200);
    }

    [Fact]
    public void EveryTickCountsForTheSameTime()
    {
        var time = new ManualTime();
        var seconds = new List<float>();
        using var loop = Make(time, seconds.Add);
        loop.TickDue();
        time.Burn(TimeSpan.FromMilliseconds(40));
        loop.TickDue();
        Assert.Equal([1 / 60f, 1 / 60f, 1 / 60f], seconds);
    }

    [Fact]
    public void TheRateHoldsForAYear()
    {
        const long Frequency = 1_000_000_000;
        var pacer = new TickPacer(Frequency, 60, maxCatchUpTicks: 0, now: 5);
        long year = 365L * 24 * 3600 * Frequency;
        Assert.True(pacer.TryBegin(5 + year, out _));
        Assert.Equal(365L * 24 * 3600 * 60, pacer.Dropped);
        Assert.Equal(Frequency / 60, pacer.UntilNext(5 + year));
    }

    [Fact]
    public void FiguresAreThereForAnExporter()
    {
        var sums = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Tain.Engine") self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument.Name, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument.Name, value));
        listener.Start();

        var time = new ManualTime();
        using var loop = Make(time, _ => time.Burn(TimeSpan.FromMilliseconds(2)));
        loop.TickDue();
        time.Burn(TimeSpan.FromSeconds(1));
        loop.TickDue();
        // Other tests' loops share the meter's name, so these are lower bounds.
        Assert.True(sums["tain.loop.ticks"] >= loop.Ticks);
        Assert.True(sums["tain.loop.late_ticks"] >= loop.LateTicks && loop.LateTicks > 0);
        Assert.True(sums["tain.loop.dropped_ticks"] >= loop.DroppedTicks && loop.DroppedTicks > 0);
        Assert.True(sums["tain.loop.tick_duration"] >= 0.002 * loop.Ticks - 1e-9);

        void Add(string name, double value)
        {
            lock (sums) sums[name] = sums.GetValueOrDefault(name) + value;
        }
    }

    [Fact]
    public void WaitingAllocatesNothing()
    {
        var time = new ManualTimeOfOneTimer();
        using var loop = new GameLoop(_ => { }, new GameLoopOptions { TimeProvider = time });
        using var stop = new CancellationTokenSource();
        using var direct = new NoContext();
        Task running = loop.RunAsync(stop.Token);
        time.RingTimes(200);
        Assert.Equal(0, Allocations.Of(() => time.RingTimes(500)));
        Assert.True(loop.Ticks > 600);
        stop.Cancel();
        time.RingTimes(1);
        Assert.True(running.IsCompletedSuccessfully);
    }

    [Fact]
    public void RunKeepsSixtyTicksPerSecondInRealTime()
    {
        // One of the few tests on the real clock: the promise is about real timers. A busy machine may start ticks late, but no tick is lost.
        using var stop = new CancellationTokenSource();
        int ticks = 0;
        using var loop = new GameLoop(
            _ =>
            {
                if (++ticks == 60) stop.Cancel();
            },
            new GameLoopOptions { MaxCatchUpTicks = 60 });
        long start = TimeProvider.System.GetTimestamp();
        loop.Run(stop.Token);
        double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        Assert.Equal(60, ticks);
        Assert.True(seconds >= 59 / 60.0, $"60 ticks took {seconds:F3} s: the loop ran ahead of its rate.");
        Assert.True(seconds < 2, $"60 ticks took {seconds:F3} s.");
    }

    [Fact]
    public void OptionsAreChecked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new GameLoop(_ => { }, new GameLoopOptions { TicksPerSecond = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GameLoop(_ => { }, new GameLoopOptions { TicksPerSecond = 1001 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GameLoop(_ => { }, new GameLoopOptions { MaxCatchUpTicks = -1 }));
    }

    private GameLoop Make(ManualTime time, Action<float> tick) => new(tick, new GameLoopOptions { TimeProvider = time, LoggerFactory = _logs });

    /// <summary>Without xunit's SynchronizationContext the loop goes on within the timer's callback, so a test sees each step.</summary>
    private sealed class NoContext : IDisposable
    {
        private readonly SynchronizationContext? _context = SynchronizationContext.Current;

        public NoContext() => SynchronizationContext.SetSynchronizationContext(null);

        public void Dispose() => SynchronizationContext.SetSynchronizationContext(_context);
    }

    /// <summary>Rings its one timer on demand without allocating anything itself.</summary>
    private sealed class ManualTimeOfOneTimer : TimeProvider, ITimer
    {
        private long _now;
        private TimeSpan _due;
        private TimerCallback? _callback;
        private object? _state;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void RingTimes(int count)
        {
            for (int i = 0; i < count; i++)
            {
                _now += _due.Ticks;
                _callback!(_state);
            }
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_callback, _state) = (callback, state);
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _due = dueTime;
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
