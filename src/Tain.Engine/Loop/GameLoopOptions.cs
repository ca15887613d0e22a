using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Tain;

/// <summary>How a <see cref="GameLoop"/> runs.</summary>
public sealed class GameLoopOptions
{
    /// <summary>Ticks per second, 60 at first; 1 to 1000.</summary>
    public int TicksPerSecond { get; init; } = 60;

    /// <summary>
    /// How many ticks a loop that fell behind makes up for, without pauses; what is beyond is given up. 5 at first: enough for a coarse browser
    /// timer or a garbage collection, too little to keep an overloaded server from answering.
    /// </summary>
    public int MaxCatchUpTicks { get; init; } = 5;

    /// <summary>How often late ticks are reported in the log, at most. 10 seconds at first.</summary>
    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock, and for <see cref="GameLoop.RunAsync"/> the timer.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where late ticks are reported.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
