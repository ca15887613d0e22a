namespace Tain.Transports;

// This file is the shell in which the thread lives; what runs on it knows nothing of it.
#pragma warning disable RS0030

/// <summary>Gives every pump a thread of its own, which sleeps between ticks.</summary>
internal sealed class PumpThreads(TimeSpan interval) : IPumpHost
{
    public IPumpHandle Start(IPump pump, string name) => new PumpThread(pump, interval, name);

    private sealed class PumpThread : IPumpHandle
    {
        private readonly AutoResetEvent _woken = new(false);
        private readonly TimeSpan _interval;
        private readonly IPump _pump;
        private readonly Thread _thread;

        public PumpThread(IPump pump, TimeSpan interval, string name)
        {
            _pump = pump;
            _interval = interval;
            // A background thread: one that hangs must not keep the process from ending.
            _thread = new Thread(Turn) { IsBackground = true, Name = name };
            _thread.Start();
        }

        public void Wake() => _woken.Set();

        public bool Join(TimeSpan timeout) => _thread.Join(timeout);

        private void Turn()
        {
            while (true)
            {
                PumpState state = _pump.Tick();
                if (state == PumpState.Ended) return;
                if (state == PumpState.Working) _woken.WaitOne(_interval);
                else _woken.WaitOne();
            }
        }
    }
}
