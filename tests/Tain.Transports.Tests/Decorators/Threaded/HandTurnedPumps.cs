namespace Tain.Transports.Decorators.Threaded;

/// <summary>Turns pumps when the test says so, in the test's thread. One that rests is left alone until it is woken, as a thread would.</summary>
internal sealed class HandTurnedPumps : IPumpHost
{
    private const int MostTicksToEnd = 100;
    private readonly List<Handle> _handles = [];

    /// <summary>Pumps that have not ended.</summary>
    public int Living => _handles.Count(handle => !handle.HasEnded);

    /// <summary>Pumps that would be ticked by <see cref="Turn"/>.</summary>
    public int Busy => _handles.Count(handle => handle.WantsToTick);

    public IPumpHandle Start(IPump pump, string name)
    {
        var handle = new Handle(pump);
        _handles.Add(handle);
        return handle;
    }

    /// <summary>One tick of each.</summary>
    public void Turn()
    {
        for (int i = 0; i < _handles.Count; i++) _handles[i].Tick();
    }

    private sealed class Handle(IPump pump) : IPumpHandle
    {
        private PumpState _state = PumpState.Working;
        private bool _isWoken;

        public bool HasEnded => _state == PumpState.Ended;

        public bool WantsToTick => _state == PumpState.Working || (_isWoken && !HasEnded);

        public void Wake() => _isWoken = true;

        public void Tick()
        {
            if (!WantsToTick) return;
            _isWoken = false;
            _state = pump.Tick();
        }

        public bool Join(TimeSpan timeout)
        {
            for (int i = 0; i < MostTicksToEnd && !HasEnded; i++) Tick();
            return HasEnded;
        }
    }
}
