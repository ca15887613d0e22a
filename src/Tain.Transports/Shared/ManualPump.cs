namespace Tain.Transports;

/// <summary>Turns a pump when its owner says so, in the owner's thread.</summary>
internal sealed class ManualPump : IPumpHost
{
    // An end takes a tick or two.
    private const int MostTicksToEnd = 100;
    private Handle? _handle;

    public IPumpHandle Start(IPump pump, string name) => _handle = new Handle(pump);

    /// <summary>One tick, if there is a pump that has not ended.</summary>
    public void Turn() => _handle?.Tick();

    private sealed class Handle(IPump pump) : IPumpHandle
    {
        private bool _hasEnded;

        public void Wake()
        {
            // Its next tick comes in any case.
        }

        public void Tick()
        {
            if (!_hasEnded) _hasEnded = pump.Tick() == PumpState.Ended;
        }

        public bool Join(TimeSpan timeout)
        {
            for (int i = 0; i < MostTicksToEnd && !_hasEnded; i++) Tick();
            return _hasEnded;
        }
    }
}
