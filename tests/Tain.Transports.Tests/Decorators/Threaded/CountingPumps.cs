namespace Tain.Transports.Decorators.Threaded;

/// <summary>Real threads whose ticks a test can count, so that it can wait for them instead of for time.</summary>
internal sealed class CountingPumps : IPumpHost
{
    private readonly PumpThreads _threads = new(TimeSpan.FromMilliseconds(1));
    private readonly List<CountingPump> _pumps = [];

    public IPumpHandle Start(IPump pump, string name)
    {
        var counting = new CountingPump(pump);
        counting.Handle = _threads.Start(counting, name);
        _pumps.Add(counting);
        return counting.Handle;
    }

    /// <summary>Waits until each pump has begun and ended another tick.</summary>
    public void AwaitTicks()
    {
        foreach (CountingPump pump in _pumps)
        {
            int enough = pump.Ticks + 2;
            pump.Handle!.Wake();
            SpinUntil(() => pump.Ticks >= enough, "a pump ticks");
        }
    }

    public static void SpinUntil(Func<bool> condition, string expectation)
    {
        long deadline = TimeProvider.System.GetTimestamp() + (30 * TimeProvider.System.TimestampFrequency);
        while (!condition())
        {
            Thread.Yield();
            Assert.True(TimeProvider.System.GetTimestamp() < deadline, $"Waited in vain until {expectation}.");
        }
    }

    private sealed class CountingPump(IPump pump) : IPump
    {
        private int _ticks;

        public IPumpHandle? Handle { get; set; }

        public int Ticks => Volatile.Read(ref _ticks);

        public PumpState Tick()
        {
            PumpState state = pump.Tick();
            Interlocked.Increment(ref _ticks);
            return state;
        }
    }
}
