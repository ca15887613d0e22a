namespace Tain.Transports;

/// <summary>
/// Work that goes on beside the game loop, one tick at a time. It knows no thread: whoever turns it decides when, and one at a time.
/// </summary>
internal interface IPump
{
    /// <summary>Does what is to be done now. Never throws and never waits.</summary>
    /// <returns>When to come back.</returns>
    PumpState Tick();
}

/// <summary>When a pump wants its next tick.</summary>
internal enum PumpState : byte
{
    /// <summary>After the interval, or as soon as it is woken.</summary>
    Working,

    /// <summary>Not before it is woken.</summary>
    Idle,

    /// <summary>Never again.</summary>
    Ended,
}

/// <summary>Turns pumps: a thread for each, or a test that turns them by hand.</summary>
internal interface IPumpHost
{
    /// <summary>Begins to turn a pump.</summary>
    IPumpHandle Start(IPump pump, string name);
}

/// <summary>What the game's side holds of a pump that turns.</summary>
internal interface IPumpHandle
{
    /// <summary>There is work: tick now instead of after the interval.</summary>
    void Wake();

    /// <summary>Waits until the pump has ended.</summary>
    /// <param name="timeout">How long at most.</param>
    /// <returns>False when it has not.</returns>
    bool Join(TimeSpan timeout);
}
